"""ARM templates within templates, and what resources of them say of one another."""

from typing import Any

import pytest

from tests.support.arm_templates import (
    SUBNET,
    WHOLE,
    declared,
    imported,
    nested,
    nic,
    reasons,
    skipped,
    template,
    vm,
    vnet,
)

LOCATION = "[resourceGroup().location]"


def test_a_nested_template_has_its_own_parameters_or_those_around_it() -> None:
    inner = template(vnet("[parameters('n')]"), parameters=declared(n="inner-default"))
    passed = {"n": {"value": "[concat(parameters('n'), '-passed')]"}}
    result = imported(
        template(
            nested("one", inner, parameters=passed),
            nested("two", inner, scope="inner"),
            nested("three", inner, scope="outer"),
            nested("four", template(vnet("x"), parameters={}), scope=None),
            parameters=declared(n="outer"),
        )
    )
    assert [network.name for network in result.plan.virtual_networks] == [
        "outer-passed", "inner-default", "outer", "x"
    ]  # fmt: skip


def test_a_deployment_elsewhere_gives_its_resources_their_group_and_subscription() -> None:
    there = {"resourceGroup": "[parameters('g')]", "subscriptionId": "sub"}
    result = imported(
        template(
            nested("a", template(vnet(), nic(), vm()), **there),
            nested("b", template(vnet(), nic("nic"), vm()), resourceGroup="two"),
            parameters=declared(g="one"),
        )
    )
    found = [(net.resource_group, net.subscription) for net in result.plan.virtual_networks]
    assert found == [("one", "sub"), ("two", None)]
    assert [
        machine.network_interfaces[0].ip_configurations[0].network
        for machine in result.plan.virtual_machines
    ] == ["net (one)", "net (two)"]


def test_a_group_that_the_template_makes_has_the_location_it_says() -> None:
    group = {"type": "Microsoft.Resources/resourceGroups", "name": "g", "location": "westus"}
    inside = template(vnet(location=LOCATION))
    result = imported(template(group, nested("d", inside, resourceGroup="g")))
    assert result.plan.network("net").region == "westus"


OUTPUT = "[reference(resourceId('Microsoft.Resources/deployments', 'net')).outputs.ids.value[0]]"


@pytest.mark.parametrize("first", [True, False])
def test_outputs_of_a_nested_template_reach_another(first: bool) -> None:
    network = template(vnet(), outputs={"ids": {"type": "array", "copy": {
        "count": 1, "input": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'a')]"
    }}})  # fmt: skip
    machines = template(nic("nic", "[parameters('subnet')]"), vm(), parameters=declared(subnet=...))
    both = [
        nested("net", network),
        nested("vms", machines, parameters={"subnet": {"value": OUTPUT}}),
    ]
    assert imported(template(*(both if first else both[::-1]))).used == WHOLE


@pytest.mark.parametrize(
    "reference",
    [
        "reference(resourceId('Microsoft.Network/virtualNetworks', 'net'))",
        "reference('net')",
        "reference('symbol')",
        "reference('net', '2024-05-01', 'Full').properties",
    ],
)
def test_what_a_template_says_of_one_resource_another_can_ask_for(reference: str) -> None:
    prefix = f"[{reference}.subnets[0].properties.addressPrefix]"
    other = vnet("other")
    other["properties"]["addressSpace"]["addressPrefixes"] = [prefix]
    document = template() | {"resources": {"symbol": vnet(), "two": other}}
    result = imported(document)
    assert str(result.plan.network("other").address_space[0]) == "10.0.0.0/24"


def test_a_reference_to_what_only_azure_fills_in_is_not_known() -> None:
    address = "[reference('nic').ipConfigurations[0].properties.privateIPAddress]"
    fixed = nic("two", SUBNET, privateIPAllocationMethod="Static", privateIPAddress=address)
    result = imported(template(vnet(), nic(), fixed))
    assert "there is no 'privateIPAddress' in it" in reasons(result)


def test_linked_templates_are_named_and_their_links_kept_quiet() -> None:
    link = {"templateLink": {"uri": "https://x/y.json?sig=hush"}, "mode": "Incremental"}
    linked = {"type": "Microsoft.Resources/deployments", "name": "more", "properties": link}
    result = imported(template(vnet(), linked))
    assert skipped(result) == [
        ("deployments/more",
         "a linked template: give the file it links to as well, with its parameters")
    ]  # fmt: skip
    assert "hush" not in reasons(result)


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        (declared(g=...), "parameter 'g' has no value: give a parameter file"),
        (declared(g=""), "it is no name"),
        (declared(g=5), "it is no name"),
    ],
)
def test_a_deployment_in_a_group_that_is_not_known_is_left_out_whole(
    parameters: Any, why: str
) -> None:
    inside = nested("d", template(vnet()), resourceGroup="[parameters('g')]")
    result = imported(template(inside, parameters=parameters))
    assert skipped(result) == [("deployments/d", f"unresolved: [parameters('g')] ({why})")]
