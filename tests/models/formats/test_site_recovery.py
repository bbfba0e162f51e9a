"""Lists of Site Recovery come in as exactly what was decided in Azure."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.addresses import parse_address
from models.assign import assign
from models.exports.application import application
from models.exports.kinds import export
from models.formats import plan_csv, plan_toml
from models.formats.documents import read
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    NetworkMapping,
    NicFailoverSettings,
    NicSettings,
    ReplicatedItem,
)
from tests.fixtures.site_recovery.documents import (
    FILES,
    TARGET,
    VAULT,
    Estate,
    details,
    nic,
)

MAPPED = "replicationNetworks/azureNetwork/replicationNetworkMappings"
EAST, KOREA = (
    f"{VAULT}/replicationFabrics/asr-a2a-{name}" for name in ("eastasia", "koreacentral")
)
IN_CONTAINER = (
    f"{EAST}/replicationProtectionContainers/asr-a2a-eastasia-container/replicationProtectedItems"
)
MAPPINGS = (
    NetworkMapping(
        source="contoso-net",
        target="contoso-net-asr",
        azure_id=f"{EAST}/{MAPPED}/contoso-net-to-asr",
    ),
    NetworkMapping(
        source="contoso-net-asr",
        target="contoso-net",
        azure_id=f"{KOREA}/{MAPPED}/contoso-asr-to-net",
    ),
)
WEB = ReplicatedItem(
    virtual_machine="web-01",
    failover_network="contoso-net-asr",
    test_failover_network="contoso-test",
    group=2,
    azure_id=f"{IN_CONTAINER}/3a7be0a4-5d0f-4a76-8a0e-0f6f0f9c9b11",
    target_vm_name="web-01",
    target_vm_size="Standard_D2s_v5",
    test_vm_name="web-01-test",
    network_interfaces=(
        NicSettings(
            name="web-01-nic",
            nic_id="c1f7e3a2-0000-5aaa-9c11-000000000001",
            failover=NicFailoverSettings(
                name="web-01-nic-dr",
                resource_group="rg-contoso-asr",
                reuse_existing=True,
                network_security_group=f"{TARGET}/Microsoft.Network/networkSecurityGroups/nsg-web",
                accelerated_networking=False,
            ),
            test_failover=NicFailoverSettings(
                name="web-01-nic-test",
                network_security_group=f"{TARGET}/Microsoft.Network/networkSecurityGroups/nsg-test",
            ),
        ),
    ),
    ip_configurations=(
        IpConfigurationSettings(
            network_interface="web-01-nic",
            name="ipconfig1",
            failover=FailoverSettings(
                subnet="front",
                address=parse_address("10.10.3.20"),
                public_ip=f"{TARGET}/Microsoft.Network/publicIPAddresses/web-01-pip",
                load_balancer_pools=(
                    f"{TARGET}/Microsoft.Network/loadBalancers/contoso-web/backendAddressPools/pool",
                ),
            ),
            test_failover=FailoverSettings(subnet="isolated", address=parse_address("10.10.5.20")),
        ),
        IpConfigurationSettings(network_interface="web-01-nic", name="ipconfig2", selected=False),
    ),
)
DB = ReplicatedItem(
    virtual_machine="db-01",
    failover_network="contoso-net-asr",
    azure_id=f"{IN_CONTAINER}/90d2c6de-7c7b-4f0a-b0c5-55a8a3a1e022",
    target_vm_name="db-01",
    target_vm_size="Standard_E4s_v5",
    test_vm_name="db-01-test",
    network_interfaces=(
        NicSettings(name="db-01-nic", nic_id="c1f7e3a2-0000-5aaa-9c11-000000000002"),
        NicSettings(name="db-01-backup", nic_id="c1f7e3a2-0000-5aaa-9c11-000000000003"),
    ),
    ip_configurations=(
        IpConfigurationSettings(
            network_interface="db-01-nic",
            name="ipconfig1",
            failover=FailoverSettings(address=parse_address("10.10.2.10")),
        ),
    ),
)


def test_an_estate_comes_in_with_exactly_what_was_decided() -> None:
    result = Estate().imported()
    assert result.used == {
        "virtual networks": 3,
        "subnets": 11,
        "virtual machines": 2,
        "NICs": 3,
        "network mappings": 2,
        "replicated items": 2,
    }
    plan = result.plan
    assert (plan.source_region, plan.target_region) == ("eastasia", "koreacentral")
    assert plan.network_mappings == MAPPINGS
    assert list(plan.replicated_items) == [WEB, DB]
    assert [item.virtual_machine for item in plan.items_in_order()] == ["db-01", "web-01"]


def test_only_what_holds_no_decision_is_left_out() -> None:
    [fabrics] = Estate().imported().skipped
    assert fabrics.count == 2
    assert fabrics.source == "fabrics.json"


@given(st.permutations(sorted(FILES)), st.permutations([0, 1]))
def test_neither_the_order_of_files_nor_of_nics_matters(names: list[str], order: list[int]) -> None:
    estate = Estate()
    details(estate.db)["vmNics"] = [nic(estate.db, index) for index in order]
    plan = read(estate.documents(names)).plan
    assert list(plan.replicated_items) == [WEB, DB]
    assert plan.network_mappings == MAPPINGS


def test_a_table_and_a_plan_file_of_it_come_in_as_the_same_plan() -> None:
    plan = Estate().imported().plan
    table = "".join(file.text for file in export(assign(plan), "csv").files)
    assert plan_csv.read([("plan.csv", table)]).plan == plan
    assert plan_toml.loads(plan_toml.dumps(plan)) == plan


def test_exports_of_it_ask_for_nothing_that_azure_has_told() -> None:
    results = assign(Estate().imported().plan)
    asked = [parameter.name for parameter in application(results).parameters]
    assert not [name for name in asked if re.search("vault|item|nic", name)], asked
    files = {file.name: file.text for file in export(results, "rest").files}
    assert files["parameters.json"].split() == ["{}"]
    assert "c1f7e3a2-0000-5aaa-9c11-000000000002" in files["apply/7-patch-item-db-01.json"]
    for file in export(results, "powershell").files:
        assert "[Parameter(Mandatory)]" not in file.text, file.name


@pytest.mark.parametrize("name", ["fabrics", "mappings", "items", "recovery_plan"])
def test_each_list_alone_is_read_and_what_it_needs_is_named(name: str) -> None:
    result = read(Estate().documents([name]))
    assert not result.used
    assert not result.plan.replicated_items
    assert result.plan.target_region is None
    assert result.skipped


def test_without_items_the_target_region_is_that_of_the_mappings() -> None:
    estate = Estate()
    del estate.files["mappings"][1]
    plan = read(estate.documents(["vnets", "mappings"])).plan
    assert plan.network_mappings == MAPPINGS[:1]
    assert plan.target_region == "koreacentral"
