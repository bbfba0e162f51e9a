"""What PowerShell's ``Get-Az…`` commands write through ``ConvertTo-Json``."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_toml, powershell
from models.formats.azure_report import Import, Report
from models.formats.document import Document, Given
from models.formats.documents import read
from models.topology import Allocation
from tests.support.mangling import mangled

SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555"
NETWORK = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network"
COMPUTE = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute"
VNET, NIC, VM = (
    f"{NETWORK}/virtualNetworks/net",
    f"{NETWORK}/networkInterfaces/n",
    f"{COMPUTE}/virtualMachines/vm",
)

Json = dict[str, Any]


def vnet(**values: Any) -> Json:
    return {
        "AddressSpace": {"AddressPrefixes": ["10.0.0.0/16"], "IpamPoolPrefixAllocations": None},
        "DhcpOptions": {"DnsServers": None},
        "FlowTimeoutInMinutes": None,
        "Subnets": [
            {
                "AddressPrefix": ["10.0.0.0/24"],
                "IpConfigurations": [{"Id": f"{NIC}/ipConfigurations/ipconfig1"}],
                "NetworkSecurityGroup": None,
                "Delegations": [],
                "PrivateEndpoints": [],
                "ProvisioningState": "Succeeded",
                "Name": "web",
                "Id": f"{VNET}/subnets/web",
            },
            {
                "AddressPrefix": ["10.0.1.0/24", "10.0.2.0/24"],
                "IpConfigurations": [],
                "Delegations": [
                    {"ServiceName": "Microsoft.Web/serverFarms", "Name": "d", "Id": "/d"}
                ],
                "Name": "app",
                "Id": f"{VNET}/subnets/app",
            },
        ],
        "VirtualNetworkPeerings": [
            {
                "RemoteVirtualNetwork": {"Id": f"{NETWORK}/virtualNetworks/far"},
                "RemoteVirtualNetworkAddressSpace": {"AddressPrefixes": ["10.9.0.0/16"]},
                "Name": "to-far",
            }
        ],
        "ResourceGroupName": "rg",
        "Location": "eastasia",
        "ResourceGuid": "c0c009f8",
        "Type": "Microsoft.Network/virtualNetworks",
        "Tag": {},
        "TagsTable": None,
        "Name": "net",
        "Etag": 'W/"1"',
        "Id": VNET,
        "AddressSpaceText": '{\r\n  "AddressPrefixes": [\r\n    "10.99.0.0/16"\r\n  ]\r\n}',
        "SubnetsText": '[\r\n  {\r\n    "Name": "text"\r\n  }\r\n]',
    } | values


def nic(**values: Any) -> Json:
    return {
        "VirtualMachine": {"Id": VM},
        "IpConfigurations": [
            {
                "PrivateIpAddressVersion": "IPv4",
                "LoadBalancerBackendAddressPools": [
                    {"Id": f"{NETWORK}/loadBalancers/lb/backendAddressPools/pool"}
                ],
                "Primary": True,
                "PrivateIpAddress": "10.0.0.5",
                "PrivateIpAllocationMethod": "Static",
                "Subnet": {"AddressPrefix": None, "Id": f"{VNET}/subnets/web"},
                "PublicIpAddress": {"IpTags": [], "Id": f"{NETWORK}/publicIPAddresses/p"},
                "Name": "ipconfig1",
                "SubnetText": "{}",
            }
        ],
        "Primary": True,
        "EnableAcceleratedNetworking": True,
        "NetworkSecurityGroup": {"SecurityRules": [], "Id": f"{NETWORK}/networkSecurityGroups/g"},
        "PrivateEndpoint": None,
        "ResourceGroupName": "rg",
        "Location": "eastasia",
        "Name": "n",
        "Id": NIC,
        "IpConfigurationsText": "[]",
    } | values


def vm(**values: Any) -> Json:
    return {
        "ResourceGroupName": "rg",
        "Id": VM,
        "VmId": "9a",
        "Name": "vm",
        "Type": "Microsoft.Compute/virtualMachines",
        "Location": "eastasia",
        "OSProfile": {"AdminUsername": "admin", "AdminPassword": "hunter2"},
        "NetworkProfile": {"NetworkInterfaces": [{"Primary": None, "Id": NIC}]},
        "StatusCode": "OK",
    } | values


def balancer() -> Json:
    frontend = {
        "PrivateIpAddress": "10.0.0.9",
        "Subnet": {"Id": f"{VNET}/subnets/web"},
        "Name": "front",
    }
    id = f"{NETWORK}/loadBalancers/lb"
    return {"FrontendIpConfigurations": [frontend], "Location": "eastasia", "Name": "lb", "Id": id}


def endpoint() -> Json:
    return {
        "Subnet": {"Id": f"{VNET}/subnets/app"},
        "NetworkInterfaces": [{"Id": f"{NETWORK}/networkInterfaces/pe.nic"}],
        "CustomDnsConfigs": [{"Fqdn": "x", "IpAddresses": ["10.0.1.7"]}],
        "IpConfigurations": [],
        "Name": "pe",
        "Location": "eastasia",
        "Id": f"{NETWORK}/privateEndpoints/pe",
    }


def taken(*values: Any, encoding: str = "utf-8") -> Import:
    found = [
        (f"{number}.json", json.dumps(each).encode(encoding)) for number, each in enumerate(values)
    ]
    result = read(found)
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)
    return result


def test_what_the_commands_write_comes_in() -> None:
    result = taken(vnet(), [nic()], [vm()], balancer(), endpoint())
    assert result.used == {
        "virtual networks": 1,
        "subnets": 2,
        "virtual machines": 1,
        "NICs": 1,
        "addresses in use": 2,
        "load balancers": 1,
        "private endpoints": 1,
    }
    assert not result.skipped
    [net], [machine] = result.plan.virtual_networks, result.plan.virtual_machines
    assert net.peered_with == (f"{NETWORK}/virtualNetworks/far",)
    assert [(s.name, list(map(str, s.address_prefixes)), s.delegation) for s in net.subnets] == [
        ("web", ["10.0.0.0/24"], None),
        ("app", ["10.0.1.0/24", "10.0.2.0/24"], "Microsoft.Web/serverFarms"),
    ]
    [interface] = machine.network_interfaces
    assert (interface.accelerated_networking, interface.network_security_group) == (True, "g")
    [configuration] = interface.ip_configurations
    assert configuration.allocation is Allocation.STATIC
    assert (str(configuration.address), configuration.public_ip) == ("10.0.0.5", "p")
    assert configuration.load_balancer_pools == ("lb/pool",)


def wrapped(*values: Any) -> Json:
    return {"value": list(values), "Count": len(values)}


@pytest.mark.parametrize(
    "values",
    [
        [wrapped(vnet()), wrapped(nic()), wrapped(vm())],
        [[[vnet(), nic()], vm()]],
        [vnet(Subnets=wrapped(*vnet()["Subnets"])), nic(), vm()],
    ],
    ids=["around a document", "lists", "around a list inside"],
)
def test_the_lists_of_all_versions_are_read(values: list[Any]) -> None:
    assert taken(*values).plan == taken([vnet(), nic(), vm()]).plan


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_all_versions_are_read(encoding: str) -> None:
    assert taken([vnet(), nic(), vm()], encoding=encoding).used["NICs"] == 1


def test_a_prefix_of_older_versions_is_no_list() -> None:
    result = taken(vnet(Subnets=[{"Name": "web", "AddressPrefix": "10.0.0.0/24"}]))
    assert result.used == {"virtual networks": 1, "subnets": 1}


CLASS = "Microsoft.Azure.Commands.Network.Models.PSSubnet"


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (vnet(Subnets=[CLASS]), "virtualNetworks/net: subnets[0]"),
        (vnet(Subnets=f"{CLASS} {CLASS}"), "virtualNetworks/net: subnets"),
        (
            vnet(AddressSpace="Microsoft.Azure.Commands.Network.Models.PSAddressSpace"),
            "addressSpace",
        ),
        (vnet(AddressSpace={"AddressPrefixes": "10.0.0.0/16"}), "addressSpace.addressPrefixes"),
        (
            vnet(Subnets=[{"Name": "s", "AddressPrefix": "10.0.0.0/24 10.0.1.0/24"}]),
            "subnets[0].addressPrefix",
        ),
        (
            nic(IpConfigurations="System.Collections.Generic.List`1[Microsoft.Azure]"),
            "ipConfigurations",
        ),
        (nic(IpConfigurations=[{"Name": "i", "Subnet": "@{Id=/x}"}]), "ipConfigurations[0].subnet"),
        (
            vm(NetworkProfile="Microsoft.Azure.Management.Compute.Models.NetworkProfile"),
            "networkProfile",
        ),
        (["Microsoft.Azure.Commands.Network.Models.PSVirtualNetwork"], "[0]"),
        ([vnet(), "@{Name=net}"], "[1]"),
    ],
)
def test_what_was_cut_off_is_refused_with_the_way_to_mend_it(value: Any, place: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        taken(vnet(), value)
    assert refused.value.source == "1.json"
    [fault] = refused.value.faults
    assert fault.place.endswith(place)
    assert fault.message == "was cut off: run ConvertTo-Json -Depth 10"


def test_what_is_cut_off_where_nothing_is_taken_does_no_harm() -> None:
    group = {"Id": f"{NETWORK}/networkSecurityGroups/g", "SecurityRules": "System.Object[]"}
    result = taken([vnet(DhcpOptions="x", Tag="@{a=b}"), nic(NetworkSecurityGroup=group), vm()])
    assert result.used["NICs"] == 1


def test_an_empty_list_that_was_cut_off_is_empty() -> None:
    assert not taken([vnet(VirtualNetworkPeerings=""), nic(), vm()]).skipped


def test_every_document_that_was_cut_off_is_named() -> None:
    with pytest.raises(InvalidInput) as refused:
        taken(vnet(Subnets=CLASS), nic(), nic(IpConfigurations=CLASS))
    assert [fault.place for fault in refused.value.faults] == ["0.json", "2.json"]


def test_the_status_of_one_machine_has_no_nics_and_that_is_said() -> None:
    status = {"ResourceGroupName": "rg", "Name": "vm", "Disks": [], "Statuses": [], "VMAgent": {}}
    result = taken([vnet(), nic(), vm()], status)
    assert [entry.reason for entry in result.skipped] == [
        'what "Get-AzVM -Status" writes of one machine, without its NICs: leave out -Status'
    ]


def test_machines_listed_with_their_status_come_in() -> None:
    listed = [vm(PowerState="VM running", Statuses=None, MaintenanceRedeployStatus=None)]
    assert taken(vnet(), nic(), listed).used["virtual machines"] == 1


def test_other_kinds_are_named_and_nothing_of_them_is_kept() -> None:
    secret = {"Id": f"{NETWORK}/networkSecurityGroups/g", "Name": "g", "Key": "hunter2"}
    result = taken([vnet(), nic(), vm(), secret])
    assert [(entry.subject, entry.reason) for entry in result.skipped] == [
        ("networkSecurityGroups: g", "not part of a plan")
    ]
    [document] = powershell.resources([Document("x", [secret, vm()])], Given(), Report())
    assert "hunter2" not in repr(document)


@pytest.mark.parametrize("value", [{"id": "/x", "Id": "/x"}, {"a": 1}, [], ["text"], 5, [[5]]])
def test_what_others_write_is_not_taken_for_it(value: Any) -> None:
    assert not powershell.recognises(value)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mangled([vnet(), nic(), vm(), balancer(), endpoint()]))
def test_whatever_is_wrong_is_told_in_words(value: Any) -> None:
    with suppress(InvalidInput):
        result = read([("p.json", json.dumps(value).encode())])
        assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan


VAULT = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/v"
FABRIC = f"{VAULT}/replicationFabrics/east"
ITEM: Json = {
    "ID": f"{FABRIC}/replicationProtectionContainers/c/replicationProtectedItems/vm",
    "Name": "vm",
    "FriendlyName": "vm",
    "ReplicationProvider": "A2A",
    "ProtectionState": "Protected",
    "SelectedRecoveryAzureNetworkId": f"{NETWORK}/virtualNetworks/dr",
    "RecoveryAzureVMName": "vm",
    "ProviderSpecificDetails": {
        "FabricObjectId": VM.lower(),
        "PrimaryFabricLocation": "eastasia",
        "RecoveryFabricLocation": "southeastasia",
        "A2ADiskDetails": [{"KeyEncryptionKeyInfo": "hunter2"}],
    },
    "NicDetailsList": [
        {
            "NicId": "485bb4f6",
            "SourceNicArmId": NIC,
            "VMNetworkName": VNET,
            "TfoNicName": "n-test",
            "ReuseExistingNic": False,
            "IpConfigs": [
                {
                    "Name": "ipconfig1",
                    "IsPrimary": True,
                    "IsSeletedForFailover": True,
                    "RecoverySubnetName": "web",
                    "RecoveryStaticIPAddress": "10.1.0.5",
                    "RecoveryLBBackendAddressPoolIds": [],
                }
            ],
        }
    ],
}
MAPPING: Json = {
    "ID": f"{FABRIC}/replicationNetworks/azureNetwork/replicationNetworkMappings/m",
    "Name": "m",
    "PrimaryNetworkId": VNET.lower(),
    "RecoveryNetworkId": f"{NETWORK}/virtualNetworks/dr",
    "PairingStatus": "Paired",
    "FabricSpecificNetworkMappingDetails": {
        "PrimaryNetworkLocation": "eastasia",
        "RecoveryNetworkLocation": "southeastasia",
    },
}


def test_site_recovery_becomes_what_arm_would_list() -> None:
    fabric = {
        "ID": FABRIC,
        "Name": "east",
        "FriendlyName": "East Asia",
        "FabricType": "Azure",
        "FabricSpecificDetails": {"Location": "eastasia"},
    }
    given = Document("x", [ITEM, MAPPING, fabric])
    assert powershell.recognises(given.value)
    [document] = powershell.resources([given], Given(), Report())
    item, mapping, placed = (row["properties"] for row in document.value)
    details = item["providerSpecificDetails"]
    assert (details["instanceType"], details["fabricObjectId"]) == ("A2A", VM.lower())
    assert details["selectedRecoveryAzureNetworkId"] == f"{NETWORK}/virtualNetworks/dr"
    assert details["recoveryFabricLocation"] == "southeastasia"
    [nic_details] = details["vmNics"]
    assert (nic_details["nicId"], nic_details["tfoRecoveryNicName"]) == ("485bb4f6", "n-test")
    assert nic_details["ipConfigs"] == [
        {
            "name": "ipconfig1",
            "isPrimary": True,
            "isSeletedForFailover": True,
            "recoverySubnetName": "web",
            "recoveryStaticIPAddress": "10.1.0.5",
            "recoveryLBBackendAddressPoolIds": [],
        }
    ]
    assert mapping == {
        "primaryNetworkId": VNET.lower(),
        "recoveryNetworkId": f"{NETWORK}/virtualNetworks/dr",
        "state": "Paired",
        "fabricSpecificSettings": {
            "instanceType": "AzureToAzure",
            "primaryFabricLocation": "eastasia",
            "recoveryFabricLocation": "southeastasia",
        },
    }
    assert placed["customDetails"] == {"instanceType": "Azure", "location": "eastasia"}
    assert "hunter2" not in repr(document)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([ITEM, MAPPING]).flatmap(mangled))
def test_mangled_site_recovery_is_told_in_words(value: Any) -> None:
    with suppress(InvalidInput):
        read([("p.json", json.dumps([vnet(), value]).encode())])
