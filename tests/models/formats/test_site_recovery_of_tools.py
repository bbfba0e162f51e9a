"""What Terraform and PowerShell have of Site Recovery comes in as its own lists do."""

import json
from typing import Any

import pytest

from models.formats.documents import read
from models.plan import Plan
from tests.fixtures.site_recovery.documents import (
    SOURCE,
    TARGET,
    Estate,
    details,
    item_of,
    nic,
    reasons,
)
from tests.support.terraform_documents import Json, resource, state

POWERSHELL_NAMES = {
    "tfoRecoveryNicName": "tfoNicName",
    "tfoRecoveryNicResourceGroupName": "tfoNicResourceGroupName",
}
OF_DETAILS = (
    "recoveryAzureVMName",
    "recoveryAzureVMSize",
    "selectedRecoveryAzureNetworkId",
    "selectedTfoAzureNetworkId",
    "tfoAzureVMName",
)


def imported(value: Any) -> Plan:
    """The plan of the estate with Site Recovery's lists in another form."""
    rest = Estate().documents(["vnets", "vms", "nics"])
    result = read([*rest, ("other.json", json.dumps(value).encode())])
    assert reasons(result) == {}
    return result.plan


def of_powershell(value: Any) -> Any:
    """JSON with the names of properties as .NET writes them."""
    if isinstance(value, list):
        return [of_powershell(each) for each in value]
    if not isinstance(value, dict):
        return value
    named: Json = {POWERSHELL_NAMES.get(key, key): value[key] for key in map(str, value)}
    return {key[0].upper() + key[1:]: of_powershell(each) for key, each in named.items()}


def command_output(item: Json) -> Json:
    """An item as ``Get-AzRecoveryServicesAsrReplicationProtectedItem`` writes it."""
    own = dict(details(item))
    nics = own.pop("vmNics")
    moved = {name: own.pop(name) for name in OF_DETAILS}
    provider = own.pop("instanceType")
    written: Json = of_powershell(
        {
            "name": item["name"],
            "friendlyName": item["properties"]["friendlyName"],
            "type": item["type"],
            "replicationProvider": provider,
            "nicDetailsList": nics,
            "providerSpecificDetails": own,
            **moved,
        }
    )
    return {"ID": item["id"], **written}


def test_powershell_says_the_same_of_items() -> None:
    estate = Estate()
    nic(estate.db, 1)["ipConfigs"][0]["recoveryLBBackendAddressPoolIds"] = None
    plan = imported([command_output(item) for item in (estate.web, estate.db)])
    expected = [
        item.model_copy(update={"group": 1}) for item in Estate().imported().plan.replicated_items
    ]
    assert list(plan.replicated_items) == expected


@pytest.mark.parametrize("version", [4, 5])
def test_terraform_says_what_it_can_set(version: int) -> None:
    settings: Json = {"target_static_ip": "10.10.3.20", "target_subnet_name": "front"}
    of_nic: Json = {
        "source_network_interface_id": f"{SOURCE}/Microsoft.Network/networkInterfaces/web-01-nic"
    }
    of_nic |= settings if version == 4 else {}
    if version == 5:
        second = {"name": "ipconfig2", "primary": False, "target_static_ip": ""}
        of_nic["ip_configuration"] = [{"name": "ipconfig1", "primary": True, **settings}, second]
    networks = f"{TARGET}/Microsoft.Network/virtualNetworks"
    estate = Estate()
    item = resource(
        "azurerm_site_recovery_replicated_vm.r",
        id=estate.web["id"],
        name=estate.web["name"],
        source_vm_id=f"{SOURCE}/Microsoft.Compute/virtualMachines/web-01",
        target_network_id=f"{networks}/contoso-net-asr",
        test_network_id=f"{networks}/contoso-test",
        network_interface=[of_nic],
    )
    first = estate.files["mappings"][0]
    mapping = resource(
        "azurerm_site_recovery_network_mapping.m",
        id=first["id"],
        name=first["name"],
        source_network_id=f"{SOURCE}/Microsoft.Network/virtualNetworks/contoso-net",
        target_network_id=f"{networks}/contoso-net-asr",
    )
    plan = imported(state(item, mapping))
    assert [row.azure_id for row in plan.network_mappings] == [first["id"]]
    taken = item_of(plan, "web-01")
    assert taken.azure_id == estate.web["id"]
    assert (taken.failover_network, taken.test_failover_network) == (
        "contoso-net-asr",
        "contoso-test",
    )
    [row] = taken.ip_configurations
    assert (row.name, row.failover.subnet, str(row.failover.address)) == (
        "ipconfig1",
        "front",
        "10.10.3.20",
    )
