"""Recorded answers of Site Recovery, read where they are beside the project."""

from pathlib import Path

import pytest

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_csv, plan_toml
from models.formats.azure_report import Import
from models.formats.documents import read
from models.plan import FailoverSettings, NicSettings
from tests.fixtures.azure.documents import SUBSCRIPTION, document, ip, nic, vm, vnet
from tests.fixtures.site_recovery.documents import item_of, reasons

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "azure"
FILES = sorted(
    [
        *(DATA / "asr").glob("*.json"),
        *(DATA / "asr_rest_example").glob("*.json"),
        *(DATA / "az_cli_output").glob("*_sr_*.json"),
    ]
)
REQUESTS = {
    "a2a_network_mapping_create_PUT_request.json",
    "a2a_protected_item_update_PATCH_request.json",
    "a2a_rpi_enable_PUT_request.json",
    "ReplicationNetworkMappings_Delete.json",
}
"""Bodies that were sent, and an answer without one."""
ESTATE = ("vm_show_SRsourcevm", "nic_show_SRsourcevm", "vnet_show_SRsourcevm", "vnet_recovery")
NETWORKS = ("SRsourcevmVNET", "cli-test-vnet-A2A-2")

pytestmark = pytest.mark.skipif(not FILES, reason=f"no recorded answers at {DATA}")


def imported(*names: str) -> Import:
    paths = [DATA / "asr" / f"a2a_{name}.json" for name in names]
    return read([(path.name, path.read_bytes()) for path in paths])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_recorded_file_is_used_or_named_and_a_request_is_refused(path: Path) -> None:
    document = (path.name, path.read_bytes())
    if path.name in REQUESTS:
        with pytest.raises(InvalidInput, match=r"the body of a request|no Azure resource"):
            read([document])
    else:
        result = read([document])
        assert result.used or result.skipped


def test_all_recorded_files_are_read_together() -> None:
    usable = [path for path in FILES if path.name not in REQUESTS]
    plan = read([(path.name, path.read_bytes()) for path in usable]).plan
    assert [item.virtual_machine for item in plan.replicated_items] == ["SRsourcevm"]


def test_a_recorded_item_and_its_estate_come_in_whole() -> None:
    result = imported(
        *ESTATE, "fabric_list_two", "network_mapping_list", "rpi_protected_eastus2_to_eastus"
    )
    assert reasons(result) == {}
    plan = result.plan
    assert (plan.source_region, plan.target_region) == ("eastus2", "eastus")
    [mapping] = plan.network_mappings
    assert (mapping.source, mapping.target) == NETWORKS
    assert mapping.azure_id is not None
    assert mapping.azure_id.endswith("/replicationNetworkMappings/cli-test-network-mapping-A2A-1")
    item = item_of(plan, "SRsourcevm")
    assert item.failover_network == "cli-test-vnet-A2A-2"
    assert item.test_failover_network is None
    assert (item.target_vm_name, item.target_vm_size, item.test_vm_name) == (
        "SRsourcevm",
        "Standard_DS1_v2",
        "SRsourcevm-test",
    )
    assert item.network_interfaces == (
        NicSettings(name="SRsourcevmVMNic", nic_id="e0eddf5f-24a1-5ffa-bdbe-34f12fd75574"),
    )
    assert item.ip_configurations == (), "MySubnet is what S3 chooses, the rest is not set"
    assert plan_csv.read([("plan.csv", plan_csv.dumps(assign(plan)))]).plan == plan
    assert plan_toml.loads(plan_toml.dumps(plan)) == plan


def test_a_recorded_item_with_settings_has_those() -> None:
    """Its own estate was not recorded: one is made up around it."""
    path = DATA / "asr" / "a2a_protected_item_vmnics_eastus_westcentralus.json"
    text = document(
        vnet("net", location="eastus"),
        vnet(
            "A2ARecoveryNetwork330",
            {"name": "AppSubnet", "addressPrefixes": ["10.0.0.0/24"]},
            {"name": "frontendSubnet", "addressPrefixes": ["10.0.1.0/24"]},
            location="westcentralus",
        ),
        vm("a2aVM330", "a2aVM330", location="eastus"),
        nic("a2aVM330", ip("10.0.0.4", name="a2aVM330"), vm="a2aVM330", location="eastus"),
    )[1].decode()
    there = "/subscriptions/5e71c90f-36aa-448a-8c28-cd6d8d664acf"
    text = text.replace(f"{SUBSCRIPTION}/resourceGroups/rg/", f"{there}/resourceGroups/a2aVM330/")
    text = text.replace(
        "a2aVM330/providers/Microsoft.Network/virtualNetworks/A2A",
        "recRG330/providers/Microsoft.Network/virtualNetworks/A2A",
    )
    result = read([("made-up.json", text.encode()), (path.name, path.read_bytes())])
    assert reasons(result) == {}
    item = item_of(result.plan, "a2aVM330")
    [settings] = item.network_interfaces
    assert settings.failover.model_dump(exclude_defaults=True) == {
        "name": "A2ArecNICName330",
        "resource_group": "recRG330",
        "reuse_existing": True,
    }
    [row] = item.ip_configurations
    assert row.failover == FailoverSettings(subnet="frontendSubnet")
    assert row.test_failover == FailoverSettings()
