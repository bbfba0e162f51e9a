"""The Terraform export says the plan, in arguments that the provider has."""

import re
from typing import Any

import pytest
import tomli_w

from models.exports.application import Text, application
from models.exports.export import Export, Options
from models.exports.kinds import export
from models.exports.terraform.replicated_vms import KEPT
from tests.support import export_plans
from tests.support.hcl import Reference, blocks, parsed, value

PLANS = {"known": export_plans.known, "unknown": export_plans.unknown}
VAULT = (
    f"/subscriptions/{export_plans.SUB}/resourceGroups/rg-vault"
    "/providers/Microsoft.RecoveryServices/vaults/vault1"
)
ADDRESSES = {
    "target_static_ip",
    "target_subnet_name",
    "recovery_load_balancer_backend_address_pool_ids",
    "recovery_public_ip_address_id",
    "failover_test_static_ip",
    "failover_test_subnet_name",
    "failover_test_public_ip_address_id",
}
ANY = {"provider", "depends_on", "lifecycle"}
# As in the documentation of azurerm 5.2: required arguments, then the optional ones used here.
ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {
    "azurerm_virtual_network": (
        {"name", "resource_group_name", "location", "address_space"},
        set(),
    ),
    "azurerm_subnet": (
        {"name", "resource_group_name", "virtual_network_name", "address_prefixes"},
        {"delegation"},
    ),
    "azurerm_virtual_network_peering": (
        {"name", "resource_group_name", "virtual_network_name", "remote_virtual_network_id"},
        set(),
    ),
    "azurerm_site_recovery_network_mapping": (
        {
            "name",
            "resource_group_name",
            "recovery_vault_name",
            "source_recovery_fabric_name",
            "target_recovery_fabric_name",
            "source_network_id",
            "target_network_id",
        },
        set(),
    ),
    "azurerm_site_recovery_replicated_vm": (
        {
            "name",
            "resource_group_name",
            "recovery_vault_name",
            "recovery_replication_policy_id",
            "source_recovery_fabric_name",
            "source_vm_id",
            "source_recovery_protection_container_name",
            "target_resource_group_id",
            "target_recovery_fabric_id",
            "target_recovery_protection_container_id",
        },
        {
            "target_network_id",
            "test_network_id",
            "target_virtual_machine_size",
            "network_interface",
        },
    ),
}
NIC = {
    5: {"source_network_interface_id", "ip_configuration"},
    4: {"source_network_interface_id", *ADDRESSES},
}


def written(plan: str, version: Any = 5) -> Export:
    return export(PLANS[plan](), "terraform", Options(terraform_version=version))


def resources(made: Export) -> dict[tuple[str, ...], Any]:
    return blocks(parsed(made), "resource")


@pytest.mark.parametrize("version", [4, 5])
@pytest.mark.parametrize("plan", PLANS)
def test_every_argument_is_one_that_the_provider_has(plan: str, version: int) -> None:
    found = resources(written(plan, version))
    assert {kind for kind, _ in found} <= set(ARGUMENTS)
    for (kind, _), block in found.items():
        required, optional = ARGUMENTS[kind]
        assert required <= set(block) <= required | optional | ANY
        for nic in block.get("network_interface", []):
            assert set(nic) <= NIC[version]
            for ip in nic.get("ip_configuration", []):
                assert {"name", "primary"} <= set(ip) <= {"name", "primary", *ADDRESSES}


def test_the_provider_is_of_the_version_asked_for() -> None:
    for version, wanted in ((5, "~> 5.2"), (4, "~> 4.0")):
        (settings,) = parsed(written("known", version))["terraform"]
        (required,) = settings["required_providers"]
        assert required["azurerm"] == {"source": '"hashicorp/azurerm"', "version": f'"{wanted}"'}


def test_a_planned_network_is_created_with_its_subnets_and_peerings() -> None:
    found = resources(written("known"))
    assert found["azurerm_virtual_network", "vnet_prod_dr"] == {
        "name": "vnet-prod-dr",
        "resource_group_name": "rg-net-dr",
        "location": "westus2",
        "address_space": ["10.20.0.0/16"],
    }
    network = Reference("azurerm_virtual_network.vnet_prod_dr.name")
    assert found["azurerm_subnet", "vnet_prod_dr_snet_sqlmi"] == {
        "name": "snet-sqlmi",
        "resource_group_name": "rg-net-dr",
        "virtual_network_name": network,
        "address_prefixes": ["10.20.2.0/24", "10.20.3.0/24"],
        "delegation": [
            {
                "name": "delegation",
                "service_delegation": [{"name": "Microsoft.Sql/managedInstances"}],
            }
        ],
    }
    peering = found["azurerm_virtual_network_peering", "vnet_prod_dr_to_hub_dr"]
    assert peering["virtual_network_name"] == network
    assert peering["remote_virtual_network_id"].endswith("/virtualNetworks/hub-dr")
    assert [kind for kind, _ in found].count("azurerm_virtual_network") == 1  # no existing one


def test_a_peering_waits_for_the_one_before_it() -> None:
    networks = [
        {
            "name": name,
            "region": "eastus",
            "address_space": [f"10.{number}.0.0/16"],
            "state": "planned",
            "peered_with": [other],
        }
        for number, (name, other) in enumerate([("a", "b"), ("b", "a")])
    ]
    found = resources(export_of({"virtual_networks": networks}))
    first = Reference("azurerm_virtual_network_peering.a_to_b")
    assert found["azurerm_virtual_network_peering", "b_to_a"]["depends_on"] == [first]


def test_a_mapping_that_exists_is_imported_under_its_canonical_id() -> None:
    made = written("known")
    rows = blocks(parsed(made), "import").values()
    by_resource = {row["to"].text: row["id"] for row in rows}
    mapping = "azurerm_site_recovery_network_mapping.vnet_prod_to_vnet_prod_dr"
    assert by_resource[mapping] == (
        f"{VAULT}/replicationFabrics/asr-a2a-default-eastus/replicationNetworks/azureNetwork"
        "/replicationNetworkMappings/eastus-westus2-vnet-prod"
    )
    found = resources(made)["azurerm_site_recovery_network_mapping", "vnet_prod_to_vnet_prod_dr"]
    assert found["target_network_id"] == Reference("azurerm_virtual_network.vnet_prod_dr.id")
    assert found["source_network_id"].endswith(
        "/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-prod"
    )


def test_a_mapping_that_is_not_known_to_exist_is_created() -> None:
    rows = blocks(parsed(written("unknown")), "import").values()
    assert all("network_mapping" not in row["to"].text for row in rows)


@pytest.mark.parametrize("plan", PLANS)
def test_the_way_back_is_replaced_when_the_way_there_is(plan: str) -> None:
    mappings = {
        f"{kind}.{label}": block
        for (kind, label), block in resources(written(plan)).items()
        if kind == "azurerm_site_recovery_network_mapping"
    }
    forth, back = mappings
    assert "lifecycle" not in mappings[forth]
    assert mappings[back]["lifecycle"] == [{"replace_triggered_by": [Reference(forth)]}]


@pytest.mark.parametrize("plan", PLANS)
def test_every_replicated_item_is_imported_and_never_destroyed(plan: str) -> None:
    made = written(plan)
    imported = {row["to"].text for row in blocks(parsed(made), "import").values()}
    items = [key for key in resources(made) if key[0] == "azurerm_site_recovery_replicated_vm"]
    assert items
    for kind, label in items:
        assert f"{kind}.{label}" in imported
        (lifecycle,) = resources(made)[kind, label]["lifecycle"]
        assert lifecycle["prevent_destroy"] is True
        assert lifecycle["ignore_changes"] == [Reference(name) for name in KEPT]


def test_what_would_replace_an_item_is_left_as_it_is() -> None:
    replacing = {
        "recovery_replication_policy_id",
        "source_vm_id",
        "target_resource_group_id",
        "target_recovery_fabric_id",
        "target_recovery_protection_container_id",
        "target_zone",
        "target_edge_zone",
        "managed_disk",
        "unmanaged_disk",
    }
    assert replacing <= set(KEPT)
    assert not {"network_interface", "target_network_id", "test_network_id"} & set(KEPT)


@pytest.mark.parametrize("version", [4, 5])
@pytest.mark.parametrize("pin", [False, True])
@pytest.mark.parametrize("plan", PLANS)
def test_every_nic_has_the_settings_of_the_plan(plan: str, pin: bool, version: Any) -> None:
    results = PLANS[plan]()
    made = export(results, "terraform", Options(pin=pin, terraform_version=version))
    found = resources(made)
    for item in application(results, pin=pin).items:
        (block,) = (row for row in found.values() if row.get("network_interface"))
        for nic, row in zip(item.network_interfaces, block["network_interface"], strict=True):
            assert plain(row["source_network_interface_id"], found) == spelled(nic.id)
            wanted = [settings(ip, version) for ip in nic.ip_configurations]
            if version == 4:
                shown = {key: row[key] for key in row if key in ADDRESSES}
                assert plain(shown, found) == wanted[0]
            else:
                assert plain(row["ip_configuration"], found) == wanted


def settings(ip: Any, version: int) -> dict[str, Any]:
    wanted: dict[str, Any] = {"name": ip.name, "primary": ip.primary} if version == 5 else {}
    failover, test = ip.failover, ip.test_failover
    wanted |= {
        "target_subnet_name": failover.subnet,
        "target_static_ip": failover.address,
        "recovery_load_balancer_backend_address_pool_ids": [
            spelled(pool) for pool in failover.load_balancer_pools
        ]
        or None,
        "recovery_public_ip_address_id": failover.public_ip and spelled(failover.public_ip),
        "failover_test_subnet_name": test and test.subnet,
        "failover_test_static_ip": test and test.address,
        "failover_test_public_ip_address_id": test and test.public_ip and spelled(test.public_ip),
    }
    return {key: value for key, value in wanted.items() if value is not None}


def spelled(text: Text) -> str:
    return "".join(part if isinstance(part, str) else f"<var.{part.name}>" for part in text)


def plain(of: Any, found: dict[tuple[str, ...], Any]) -> Any:
    """A value with references to resources followed and those to variables in brackets."""
    if isinstance(of, dict):
        return {key: plain(part, found) for key, part in of.items()}
    if isinstance(of, list):
        return [plain(part, found) for part in of]
    if isinstance(of, Reference):
        kind, _, rest = of.text.partition(".")
        label, _, attribute = rest.partition(".")
        return f"<{of.text}>" if kind == "var" else found[kind, label][attribute]
    return "".join(plain(part, found) for part in of) if isinstance(of, tuple) else of


@pytest.mark.parametrize("plan", PLANS)
def test_the_variables_are_those_that_are_used_and_have_no_default(plan: str) -> None:
    made = written(plan)
    declared = blocks(parsed(made), "variable")
    used = {name for file in made.files for name in re.findall(r"var\.([a-z_0-9]+)", file.text)}
    assert {name for (name,) in declared} == used
    assert all(set(block) == {"type", "description"} for block in declared.values())


def test_each_subscription_has_a_provider_and_its_resources_name_it() -> None:
    networks = [
        {
            "name": name,
            "region": "eastus",
            "address_space": ["10.0.0.0/16"],
            "subscription": subscription,
            "state": "planned",
        }
        for name, subscription in (("a", "s-1"), ("b", "s-2"))
    ]
    made = export_of({"virtual_networks": networks})
    providers = parsed(made)["provider"]
    assert [value(row)['"azurerm"']["subscription_id"] for row in providers] == ["s-1", "s-2"]
    found = resources(made)
    assert "provider" not in found["azurerm_virtual_network", "a"]
    alias = value(providers[1])['"azurerm"']["alias"]
    assert found["azurerm_virtual_network", "b"]["provider"] == Reference(f"azurerm.{alias}")


def test_resources_have_labels_of_their_own_that_terraform_takes() -> None:
    names = ["a b", "a-b", "A_B", "10net", "é", "n_10net"]
    networks = [
        {"name": name, "region": "eastus", "address_space": ["10.0.0.0/16"], "state": "planned"}
        for name in names
    ]
    found = resources(export_of({"virtual_networks": networks}))
    assert [row["name"] for row in found.values()] == names
    assert all(re.fullmatch("[a-z_][a-z0-9_]*", label) for _, label in found)


def export_of(data: dict[str, Any]) -> Export:
    results = export_plans.results(tomli_w.dumps({"format": 1, **data}))
    return export(results, "terraform")
