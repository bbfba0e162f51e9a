"""Resources of ARM templates: what comes into the plan, what is left out and why."""

from typing import Any

import pytest

from models.topology import Allocation
from tests.support.arm_templates import (
    SUBNET,
    WHOLE,
    declared,
    imported,
    nic,
    skipped,
    template,
    vm,
    vnet,
)

LOCATION = "[resourceGroup().location]"


def test_references_between_resources_of_a_template_join() -> None:
    result = imported(template(vm(), nic(), vnet()))
    assert (result.used, result.skipped) == (WHOLE, ())
    [machine] = result.plan.virtual_machines
    [network] = result.plan.virtual_networks
    [ip] = machine.network_interfaces[0].ip_configurations
    assert (ip.network, ip.subnet, ip.address, ip.allocation) == (
        "net",
        "a",
        None,
        Allocation.DYNAMIC,
    )
    assert (machine.region, machine.resource_group, network.subscription) == ("eastus", None, None)


def test_a_static_address_comes_in() -> None:
    fixed = nic(privateIPAllocationMethod="[variables('how')]", privateIPAddress="10.0.0.9")
    result = imported(template(vm(), fixed, vnet(), variables={"how": "Static"}))
    [ip] = result.plan.machine("vm").network_interfaces[0].ip_configurations
    assert (str(ip.address), ip.allocation) == ("10.0.0.9", Allocation.STATIC)


def test_a_location_has_to_be_given_where_the_template_takes_that_of_its_group() -> None:
    parameters = {"where": {"type": "string", "defaultValue": LOCATION}}
    resources = [each | {"location": "[parameters('where')]"} for each in (vm(), nic(), vnet())]
    document = template(*resources, parameters=parameters)
    assert imported(document, location="West US").plan.network("net").region == "westus"
    result = imported(document)
    assert not result.used
    assert {reason for _, reason in skipped(result)} == {
        "unresolved: [parameters('where')] (resourceGroup().location is not known: give --location"
        " REGION)"
    }
    assert {subject for subject, _ in skipped(result)} == {
        "virtualMachines/vm", "networkInterfaces/nic", "virtualNetworks/net"
    }  # fmt: skip


def test_loops_make_resources_and_their_numbers() -> None:
    names = "concat('nic', copyIndex(1))"
    nics = nic(f"[{names}]", SUBNET, privateIPAllocationMethod="Static",
               privateIPAddress="[concat('10.0.0.', add(copyIndex(), 10))]")  # fmt: skip
    loop = {"copy": {"name": "many", "count": "[variables('n')]"}}
    machines = vm("[concat('vm-', copyIndex('many'))]", names)
    result = imported(template(vnet(), nics | loop, machines | loop, variables={"n": 3}))
    found = {
        machine.name: (nic.name, str(nic.ip_configurations[0].address))
        for machine in result.plan.virtual_machines
        for nic in machine.network_interfaces
    }
    assert found == {
        "vm-0": ("nic1", "10.0.0.10"), "vm-1": ("nic2", "10.0.0.11"), "vm-2": ("nic3", "10.0.0.12")
    }  # fmt: skip


def test_loops_make_rows_of_a_property() -> None:
    network = vnet()
    prefix = "[cidrSubnet('10.0.0.0/16', 24, copyIndex('subnets'))]"
    name = "[variables('names')[copyIndex('subnets')]]"
    subnet = {"name": name, "properties": {"addressPrefix": prefix}}
    count = "[length(variables('names'))]"
    network["properties"] = {
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        "copy": [{"name": "subnets", "count": count, "input": subnet}],
    }
    result = imported(template(network, variables={"names": ["web", "db"]}))
    [found] = result.plan.virtual_networks
    assert [(each.name, str(each.address_prefixes[0])) for each in found.subnets] == [
        ("web", "10.0.0.0/24"), ("db", "10.0.1.0/24")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (False, "its condition is false"),
        ("[equals(parameters('p'), 'no')]", "its condition is false"),
        ("[parameters('q')]", "its condition is unresolved: [parameters('q')] (parameter 'q' has"),
        ("maybe", "its condition is neither true nor false"),
    ],
)
def test_a_resource_that_would_not_be_deployed_is_not_taken(condition: Any, reason: str) -> None:
    network = vnet() | {"condition": condition}
    [(subject, why)] = skipped(imported(template(network, parameters=declared(p="yes", q=...))))
    assert subject == "virtualNetworks/net"
    assert why.startswith(reason)


def test_subnets_and_peerings_of_their_own_go_into_their_network() -> None:
    web = {"properties": {"addressPrefixes": ["10.0.1.0/24"]}}
    again = {"properties": {"addressPrefix": "10.0.2.0/24"}}
    there = "[resourceId('other', 'Microsoft.Network/virtualNetworks', 'hub')]"
    type = "Microsoft.Network/virtualNetworks"
    result = imported(
        template(
            {"type": f"{type}/subnets", "name": "net/web", **web},
            vnet(resources=[{"type": "subnets", "name": "A", **again}]),
        ),
        template(
            {"type": f"{type}/virtualNetworkPeerings", "name": "net/to-hub",
             "properties": {"remoteVirtualNetwork": {"id": there}}},
            {"type": f"{type}/subnets", "name": "gone/web", **web},
        ),
    )  # fmt: skip
    [network] = result.plan.virtual_networks
    assert {each.name: str(each.address_prefixes[0]) for each in network.subnets} == {
        "web": "10.0.1.0/24", "A": "10.0.2.0/24"
    }  # fmt: skip
    assert network.peered_with == (
        "/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/hub",
    )
    assert skipped(result) == [
        ("virtualNetworks/gone/subnets/web", "its virtual network 'gone' is not in the templates")
    ]


def test_resources_with_symbolic_names_are_read_and_existing_ones_are_not() -> None:
    resources = {
        "network": vnet(),
        "there": vnet("there") | {"existing": True},
        "card": nic(),
        "machine": vm(),
        "sub": {"type": "Microsoft.Network/virtualNetworks/subnets", "name": "net/b",
                "properties": {"addressPrefix": "10.0.1.0/24"}},
    }  # fmt: skip
    document = template() | {"languageVersion": "2.0", "resources": resources}
    result = imported(document)
    assert result.used == WHOLE | {"subnets": 2}
    assert not result.skipped


@pytest.mark.parametrize(
    ("resource", "subject", "reason"),
    [
        (nic("[uniqueString('x')]"), "networkInterfaces: [uniqueString('x')]", "unresolved: [uni"),
        (
            nic("n", "[parameters('s')]"),
            "networkInterfaces/n/ipConfigurations/ipconfig1",
            "unresolved: [parameters('s')] (parameter 's' has no value: give a parameter file)",
        ),
        (
            nic("n", SUBNET, publicIPAddress={"id": "[parameters('s')]"}),
            "networkInterfaces/n/ipConfigurations/ipconfig1/publicIPAddress",
            "unresolved: [parameters('s')]",
        ),
        (
            nic("n", SUBNET, loadBalancerBackendAddressPools=[{"id": "[parameters('s')]"}]),
            "networkInterfaces/n/ipConfigurations/ipconfig1/loadBalancerBackendAddressPools/[0]",
            "unresolved: [parameters('s')]",
        ),
        (
            vnet("v", properties={"addressSpace": {"addressPrefixes": ["[parameters('s')]"]}}),
            "virtualNetworks/v/addressPrefixes",
            "unresolved: [parameters('s')]",
        ),
        (
            vnet("v", properties="[parameters('s')]"),
            "virtualNetworks/v",
            "unresolved: [parameters('s')]",
        ),
        (vnet("a/b"), "virtualNetworks: a/b", "unresolved: a/b (Microsoft.Network/virtualNetworks"),
        (vnet("v") | {"copy": {"name": "c", "count": 900}}, "virtualNetworks/v",
         "how often it is copied is unresolved: 900 (a loop goes round from 0 to 800 times)"),
        ({"type": "Microsoft.Compute/virtualMachines", "name": "flex", "location": "x",
          "properties": {"networkProfile": {"networkInterfaceConfigurations": [{"name": "n"}]}}},
         "virtualMachines/flex", "its NICs stand in its networkInterfaceConfigurations"),
        ({"type": "Microsoft.Storage/storageAccounts", "name": "[uniqueString('x')]"},
         "storageAccounts: [uniqueString('x')]", "not part of a plan"),
        (vnet("v" * 3000), f"virtualNetworks: {'v' * 159}…", "unresolved: vvv"),
        (nic("n\ud800"), "networkInterfaces: n‹U+D800›", "unresolved: n‹U+D800› (name: holds half"),
        (7, "resources[1]", "no resource"),
        ({"name": "x"}, "resources[1]", "no resource"),
    ],
)  # fmt: skip
def test_what_cannot_be_worked_out_is_named_with_its_expression_and_left_out(
    resource: Any, subject: str, reason: str
) -> None:
    result = imported(template(vnet(), resource, parameters=declared(s=...)))
    found = skipped(result)
    assert (subject, True) in [(each, why.startswith(reason)) for each, why in found]
    assert [network.name for network in result.plan.virtual_networks] == ["net"]


def test_a_machine_whose_nics_were_left_out_is_left_out_too() -> None:
    result = imported(template(vnet(), nic("nic", "[parameters('s')]"), vm(),
                               parameters=declared(s=...)))  # fmt: skip
    assert ("virtualMachines/vm", "none of its NICs can be used") in skipped(result)


def test_who_holds_an_address_may_have_a_name_that_is_not_known() -> None:
    held_at = {"subnet": {"id": SUBNET}, "privateIPAddress": "10.0.0.7"}
    balancer = {
        "type": "Microsoft.Network/loadBalancers",
        "name": "[uniqueString('a/b')]",
        "location": "eastus",
        "properties": {"frontendIPConfigurations": [{"name": "front", "properties": held_at}]},
    }
    result = imported(template(vnet(), balancer))
    [held] = result.plan.network("net").subnets[0].in_use
    assert (str(held.address), held.by) == ("10.0.0.7", "[uniqueString('a∕b')]/front")


def test_flags_may_be_texts_as_azure_takes_them() -> None:
    card = nic(primary="True")
    card["properties"]["enableAcceleratedNetworking"] = "true"
    result = imported(template(vnet(), card, vm()))
    assert result.plan.machine("vm").network_interfaces[0].accelerated_networking
    assert not result.skipped
