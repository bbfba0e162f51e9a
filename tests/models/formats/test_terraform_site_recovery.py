"""Site Recovery as azurerm has it becomes what ARM would list."""

from typing import Any

import pytest

from models.formats import terraform
from models.formats.azure_report import Report
from models.formats.document import Document, Given
from tests.support.terraform_documents import (
    SUBSCRIPTION,
    Json,
    block,
    configured,
    id_of,
    network,
    plan,
    refers,
    resource,
    state,
    unknown,
    vm,
)

VAULT = f"{SUBSCRIPTION}/resourceGroups/rg-v/providers/Microsoft.RecoveryServices/vaults/v"
ITEM = (
    f"{VAULT}/replicationFabrics/f1/replicationProtectionContainers/c1/replicationProtectedItems/vm"
)
MAPPING = f"{VAULT}/replicationFabrics/f1/replicationNetworks/net/replicationNetworkMappings/there"


def resources(value: Any) -> dict[str, Json]:
    report = Report()
    [document] = terraform.resources([Document("t.json", value)], Given(), report)
    assert not report.skipped
    return {row["id"]: row for row in document.value}


def test_fabrics_say_where_they_are() -> None:
    id = f"{VAULT}/replicationFabrics/f1"
    row = resource("azurerm_site_recovery_fabric.f", id=id, name="f1", location="eastasia")
    assert resources(state(row))[id] == {
        "id": id,
        "type": "Microsoft.RecoveryServices/vaults/replicationFabrics",
        "name": "f1",
        "properties": {"customDetails": {"instanceType": "Azure", "location": "eastasia"}},
    }


def test_a_network_mapping_names_both_networks_and_the_other_fabric() -> None:
    row = resource(
        "azurerm_site_recovery_network_mapping.m",
        id=MAPPING,
        name="there",
        recovery_vault_name="v",
        source_recovery_fabric_name="f1",
        target_recovery_fabric_name="f2",
        source_network_id=id_of("virtualNetworks", "net"),
        target_network_id=id_of("virtualNetworks", "dr"),
    )
    assert resources(state(row))[MAPPING]["properties"] == {
        "primaryNetworkId": id_of("virtualNetworks", "net"),
        "recoveryNetworkId": id_of("virtualNetworks", "dr"),
        "recoveryFabricArmId": f"{VAULT}/replicationFabrics/f2",
        "fabricSpecificSettings": {"instanceType": "AzureToAzure"},
    }


@pytest.mark.parametrize("version", [4, 5])
def test_a_replicated_machine_has_its_nics_in_the_form_of_both_versions(version: int) -> None:
    settings: Json = {
        "target_static_ip": "10.1.0.5",
        "target_subnet_name": "web",
        "recovery_public_ip_address_id": id_of("publicIPAddresses", "p"),
        "recovery_load_balancer_backend_address_pool_ids": [
            id_of("loadBalancers", "lb") + "/backendAddressPools/b"
        ],
        "failover_test_static_ip": "",
        "failover_test_subnet_name": "test",
        "failover_test_public_ip_address_id": "",
    }
    nic: Json = {"source_network_interface_id": id_of("networkInterfaces", "n")}
    nic |= settings if version == 4 else {}
    if version == 5:
        second = {"name": "b", "primary": False, "target_static_ip": "10.1.0.6"}
        nic["ip_configuration"] = [{"name": "a", "primary": True, **settings}, second]
    row = resource(
        "azurerm_site_recovery_replicated_vm.r",
        id=ITEM,
        name="vm",
        source_vm_id=id_of("virtualMachines", "vm"),
        target_network_id=id_of("virtualNetworks", "dr"),
        test_network_id="",
        target_recovery_fabric_id=f"{VAULT}/replicationFabrics/f2",
        target_virtual_machine_size="Standard_D2s_v5",
        managed_disk=[{"disk_id": "/secret"}],
        network_interface=[nic],
    )
    properties = resources(state(row))[ITEM]["properties"]
    assert properties["recoveryFabricId"] == f"{VAULT}/replicationFabrics/f2"
    details = properties["providerSpecificDetails"]
    [taken] = details.pop("vmNics")
    assert details == {
        "instanceType": "A2A",
        "fabricObjectId": id_of("virtualMachines", "vm"),
        "selectedRecoveryAzureNetworkId": id_of("virtualNetworks", "dr"),
        "recoveryAzureVMSize": "Standard_D2s_v5",
    }
    assert taken["sourceNicArmId"] == id_of("networkInterfaces", "n")
    first, *others = taken["ipConfigs"]
    assert first["isPrimary"] is True
    assert first.get("name") == ("a" if version == 5 else None)
    assert first["recoveryStaticIPAddress"] == "10.1.0.5"
    assert first["recoverySubnetName"] == "web"
    assert first["recoveryPublicIPAddressId"] == id_of("publicIPAddresses", "p")
    assert first["recoveryLBBackendAddressPoolIds"] == [
        id_of("loadBalancers", "lb") + "/backendAddressPools/b"
    ]
    assert first["tfoSubnetName"] == "test"
    assert [each["name"] for each in others] == (["b"] if version == 5 else [])


def test_ids_that_are_not_known_yet_are_followed() -> None:
    nets = [
        unknown(network(f"azurerm_virtual_network.{name}", name=name)) for name in ("net", "dr")
    ]
    mapping = resource(
        "azurerm_site_recovery_network_mapping.m",
        name="there",
        resource_group_name="rg-v",
        recovery_vault_name="v",
        source_recovery_fabric_name="f1",
        target_recovery_fabric_name="f2",
    )
    item = resource(
        "azurerm_site_recovery_replicated_vm.r",
        name="vm",
        resource_group_name="rg-v",
        recovery_vault_name="v",
        source_recovery_fabric_name="f1",
        source_recovery_protection_container_name="c1",
        test_network_id=None,
        target_recovery_fabric_id=None,
        network_interface=[],
    )
    configuration = configured(
        block(
            "azurerm_site_recovery_network_mapping.m",
            source_network_id=refers("azurerm_virtual_network.net.id"),
            target_network_id=refers("azurerm_virtual_network.dr.id"),
        ),
        block(
            "azurerm_site_recovery_replicated_vm.r",
            source_vm_id=refers("azurerm_linux_virtual_machine.vm.id"),
            target_network_id=refers("azurerm_virtual_network.dr.id"),
        ),
    )
    found = resources(plan(*nets, unknown(vm()), mapping, item, configuration=configuration))
    start = "/resourceGroups/rg/providers"
    vault = "/resourceGroups/rg-v/providers/Microsoft.RecoveryServices/vaults/v"
    in_vault = {row["name"]: row for id, row in found.items() if id.startswith(vault)}
    assert in_vault["there"]["properties"]["recoveryNetworkId"] == (
        f"{start}/Microsoft.Network/virtualNetworks/dr"
    )
    assert in_vault["there"]["type"] == (
        "Microsoft.RecoveryServices/vaults/replicationFabrics/replicationNetworks"
        "/replicationNetworkMappings"
    )
    details = in_vault["vm"]["properties"]["providerSpecificDetails"]
    assert details["fabricObjectId"] == f"{start}/Microsoft.Compute/virtualMachines/vm"
