"""What applying a plan comes to: complete, in order, and nothing made up."""

import pytest

from models.assign import Assignments
from models.exports.application import Text, application, known
from models.exports.application.parameters import Parameter
from tests.support import export_plans
from tests.support.export_plans import FABRICS, KNOWN, NIC_ID, SUB, UNKNOWN, results


def names(text: Text | None) -> list[str]:
    """The parameters that a text needs."""
    assert text is not None
    return [piece.name for piece in text if isinstance(piece, Parameter)]


def test_what_an_import_told_is_filled_in_and_nothing_is_asked_that_need_not_be() -> None:
    found = application(export_plans.known())
    assert [parameter.name for parameter in found.parameters] == ["container_westus2"]
    [item] = found.items
    assert known(item.path) == (
        "replicationFabrics/asr-a2a-default-eastus/replicationProtectionContainers/"
        "asr-a2a-default-eastus-container/replicationProtectedItems/web1"
    )
    assert known(item.vault.id) == (
        f"/subscriptions/{SUB}/resourceGroups/rg-vault"
        "/providers/Microsoft.RecoveryServices/vaults/vault1"
    )
    assert item.existing
    first, second = item.network_interfaces
    assert known(first.nic_id) == NIC_ID
    assert known(second.id) == (
        f"/subscriptions/{SUB}/resourceGroups/rg-nics"
        "/providers/Microsoft.Network/networkInterfaces/web1-nic2"
    )


def test_every_nic_and_every_ip_configuration_is_said_each_time() -> None:
    [item] = application(export_plans.known()).items
    said = [
        (nic.name, ip.name, ip.primary, ip.selected, ip.failover.subnet, ip.failover.address)
        for nic in item.network_interfaces
        for ip in nic.ip_configurations
    ]
    assert said == [
        ("web1-nic", "ipconfig1", True, True, "snet-app", "10.20.1.10"),
        ("web1-nic", "ipconfig2", False, False, None, None),
        ("web1-nic2", "ipconfig1", True, True, "snet-app", None),
    ]
    assert [nic.failover.accelerated_networking for nic in item.network_interfaces] == [
        True,
        False,
    ]


def test_addresses_that_are_only_forecast_are_set_when_asked_for() -> None:
    [item] = application(export_plans.known(), pin=True).items
    ip = item.network_interfaces[1].ip_configurations[0]
    assert ip.failover.address == "10.20.1.4"
    assert ip.test_failover is not None
    assert ip.test_failover.address == "10.30.1.254"


def test_what_only_azure_knows_is_asked_for_and_never_made_up() -> None:
    found = application(export_plans.unknown())
    [item] = found.items
    [nic] = item.network_interfaces
    assert names(item.name) == ["item_web_01"]
    assert names(item.fabric) == ["fabric_eastasia"]
    assert names(nic.nic_id) == ["nic_id_web_01_web_01_nic"]
    assert names(item.machine_id) == ["subscription", "resource_group_of_web_01"]
    assert names(nic.failover.network_security_group) == ["network_security_group_web_nsg_dr"]
    assert not item.existing
    used = {
        name
        for text in (item.path, item.vault.id, item.target_fabric, item.failover_network)
        for name in names(text)
    }
    assert used <= {parameter.name for parameter in found.parameters}
    assert len({parameter.name for parameter in found.parameters}) == len(found.parameters)


def test_mappings_keep_their_names_and_new_ones_get_a_usual_one() -> None:
    there, back = application(export_plans.known()).mappings
    assert (there.name, back.name) == ("eastus-westus2-vnet-prod", "westus2-eastus-vnet-prod-dr")
    assert there.existing
    assert there.vault == back.vault, "both directions are in the vault of the items"
    new, _ = application(export_plans.unknown()).mappings
    assert (new.name, new.segment) == ("eastasia-southeastasia-vnet", "azureNetwork")
    assert not new.existing


def test_a_duplicate_or_a_mapping_within_a_region_is_not_applied() -> None:
    more = UNKNOWN + '\n[[network_mappings]]\nsource = "vnet"\ntarget = "vnet-asr"\n'
    assert len(application(results(more)).mappings) == 2


def test_items_in_both_directions_have_a_vault_for_each() -> None:
    other = """
[[virtual_machines]]
name = "back-01"
region = "southeastasia"

[[virtual_machines.network_interfaces]]
name = "back-01-nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig1"
network = "vnet-asr"
subnet = "web"
address = "10.1.1.9"

[[replicated_items]]
virtual_machine = "back-01"
failover_network = "vnet"
"""
    found = application(results(UNKNOWN + other))
    assert [vault.region for vault in found.vaults] == ["southeastasia", "eastasia"]
    assert {"vault_name_for_southeastasia", "vault_name_for_eastasia"} <= {
        parameter.name for parameter in found.parameters
    }


def test_only_planned_networks_are_created() -> None:
    [network] = application(export_plans.known()).networks
    assert network.network.id == "vnet-prod-dr"
    assert (network.peers[0].name, network.peers[0].id) == ("hub-outside", None)
    assert network.peers[1].id is not None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('address = "10.20.1.10"', 'address = "10.99.0.1"', "cannot have 10.99.0.1"),
        ('subnet = "snet-app", address = "10.20.1.10"', 'subnet = "none"', "has no subnet"),
    ],
)
def test_what_the_plan_cannot_have_is_left_to_azure_and_said(
    before: str, after: str, said: str
) -> None:
    assert before in KNOWN
    assignments: Assignments = results(KNOWN.replace(before, after))
    found = application(assignments)
    assert [note for note in found.notes if said in note]
    ip = found.items[0].network_interfaces[0].ip_configurations[0]
    assert ip.failover.address is None


def test_an_azure_id_that_is_none_is_not_taken_apart() -> None:
    odd = KNOWN.replace(f'azure_id = "{FABRICS}/asr', 'azure_id = "odd/asr')
    found = application(results(odd))
    assert "vault_name" in {parameter.name for parameter in found.parameters}
