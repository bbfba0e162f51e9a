"""Parts of resources that no plan can hold: they are left out, each with a clear reason."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_toml
from models.formats.azure_report import Import
from models.formats.documents import read
from tests.fixtures.azure.documents import (
    Json,
    document,
    estate,
    id_of,
    ip,
    machine,
    nic,
    resource,
    subnet,
    vm,
    vnet,
)


def taken(*resources: Any) -> Import:
    result = read([document(*resources)])
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    plan_toml.dumps(result.plan).encode()
    assign(result.plan)
    return result


def skipped(result: Import) -> list[tuple[str, str]]:
    return [(entry.subject, entry.reason) for entry in result.skipped]


NET, NIC = "virtualNetworks/net", "networkInterfaces/n"


@pytest.mark.parametrize(
    ("network", "subject", "reason"),
    [
        (vnet() | {"location": None}, NET, "it has no location"),
        (vnet() | {"location": " "}, NET, "it has no location"),
        (vnet() | {"location": 5}, NET, "location: expected text, got a number"),
        (vnet(addressSpace=None), NET, "it has no address space"),
        (
            vnet(addressSpace=[3]),
            NET,
            "addressSpace: expected a list of objects, got a number in it",
        ),
        (vnet(subnets={"a": 1}), f"{NET}/subnets", "it has no name"),
        (vnet(subnets="x"), NET, "subnets: expected a list of objects, got text"),
        (vnet(name="x" * 3000), NET, "name: longer than 2048 characters"),
        (vnet(name="\ud800"), NET, "name: holds half of a UTF-16 character, which is no text"),
        (
            vnet("net", subnet("s")),
            f"{NET}/subnets/s",
            "it has no address prefix that can be used",
        ),
        (
            vnet("net", subnet("s", "10.0.0.1/24", "10.0.1.0/24")),
            f"{NET}/subnets/s",
            "10.0.0.1/24 has host bits set; the prefix is 10.0.0.0/24",
        ),
        (
            vnet("net", subnet("s", "10.0.0.0/24"), subnet("S", "10.0.1.0/24")),
            f"{NET}/subnets/S",
            "another subnet of this virtual network has its name",
        ),
        (
            vnet("net", subnet("s", "10.0.0.0/24"), subnet("t", "10.0.0.0/25")),
            f"{NET}/subnets/t",
            "10.0.0.0/25 overlaps 10.0.0.0/24 of subnet 's'",
        ),
        (
            vnet("net", subnet("s", "10.0.0.0/30", "10.0.1.0/24")),
            f"{NET}/subnets/s",
            "10.0.0.0/30 is too small; the smallest subnet is /29",
        ),
        (
            vnet(addressSpace={"addressPrefixes": ["10.0.0.0/16", "10.0.0.0/24"]}),
            NET,
            "10.0.0.0/24 overlaps 10.0.0.0/16, of the same address space",
        ),
    ],
)
def test_what_is_odd_in_a_network_is_left_out(network: Json, subject: str, reason: str) -> None:
    assert (subject, reason) in skipped(taken(network, vnet("other")))


def in_scale(*ips: Json, **fields: Any) -> list[Json]:
    """A network and a machine ``vm`` with the NIC ``n`` and these IP configurations."""
    return [vnet(), vm("vm", "n"), nic("n", *ips, vm="vm", **fields)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ip("10.0.0.300"), "'10.0.0.300' is not an IP address; expected one such as 10.0.0.4"),
        (ip("10.7.0.4"), "10.7.0.4 is outside subnet 'a' of 'net'"),
        (ip("10.0.0.4") | {"privateIPAddress": 7}, "privateIPAddress: expected text, got a number"),
        (ip(privateIPAllocationMethod="Static"), "its allocation is static, but it has no address"),
        (
            ip(privateIPAllocationMethod="odd"),
            "its allocation is 'odd'; expected Static or Dynamic",
        ),
        (ip(privateIPAddressVersion="IPv6"), "IPv6 without an address"),
        (ip("10.0.0.4") | {"subnet": {}}, "it names no subnet"),
        (ip("10.0.0.4", "zz"), "virtual network 'net' has no usable subnet 'zz'"),
        (ip("10.0.0.4", primary="yes"), "primary: expected true or false, got text"),
        (ip("10.0.0.4", name=""), "name: String should have at least 1 character"),
    ],
)
def test_an_odd_ip_configuration_takes_its_nic_and_its_machine_along(
    row: Json, reason: str
) -> None:
    result = taken(*in_scale(row))
    assert result.used == {"virtual networks": 1, "subnets": 1}
    assert skipped(result) == [
        (NIC, reason),
        ("virtualMachines/vm", "none of its NICs can be used"),
    ]


def test_an_odd_ip_configuration_leaves_the_others_of_its_nic() -> None:
    rows = ip("10.0.0.4"), ip(name="v6", privateIPAddressVersion="IPv6")
    result = taken(*in_scale(*rows))
    assert skipped(result) == [(f"{NIC}/ipConfigurations/v6", "IPv6 without an address")]
    [interface] = result.plan.machine("vm").network_interfaces
    assert [row.name for row in interface.ip_configurations] == ["ipconfig1"]


def test_a_block_of_addresses_is_taken_for_its_first_and_that_is_told() -> None:
    result = taken(*in_scale(ip("10.0.0.16/28", privateIPAddressPrefixLength=28)))
    [(subject, reason)] = skipped(result)
    assert subject == f"{NIC}/ipConfigurations/ipconfig1"
    assert reason == "it holds a block of addresses, 10.0.0.16/28; the plan has only the first"
    assert taken(*in_scale(ip("10.0.0.4", privateIPAddressPrefixLength=32))).skipped == ()


def test_a_machine_without_nics_among_the_documents_says_what_to_add() -> None:
    result = taken(vnet(), vm("vm", "n1", "n2"))
    [(subject, reason)] = skipped(result)
    assert subject == "virtualMachines/vm"
    assert "(networkInterfaces/n1, networkInterfaces/n2)" in reason
    assert 'add what "az network nic list" writes' in reason


def test_a_missing_nic_beside_a_usable_one_is_named() -> None:
    result = taken(vnet(), vm("vm", "gone", "n"), nic("n", ip("10.0.0.4")))
    assert result.plan.machine("vm").network_interfaces[0].primary
    [(subject, reason)] = skipped(result)
    assert (subject, "a NIC of 'vm'" in reason) == ("networkInterfaces/gone", True)


def test_a_nic_in_another_network_or_region_holds_its_address_only() -> None:
    other = vnet("other") | {"location": "westus"}
    nics = nic("n", ip("10.0.0.4"), vm="vm"), nic("m", ip("10.0.0.5", network="other"), vm="vm")
    result = taken(vnet(), other, vm("vm", "n", "m"), *nics)
    assert [nic.name for nic in result.plan.machine("vm").network_interfaces] == ["n"]
    assert skipped(result) == [
        ("networkInterfaces/m", "'vm' would stand in several virtual networks")
    ]
    [entry] = result.plan.network("other").subnets[0].in_use
    assert (str(entry.address), entry.by) == ("10.0.0.5", "vm/m")
    away = vm("vm", "n") | {"location": "westus"}
    result = taken(vnet(), away, nics[0])
    assert (NIC, "it stands in eastasia, but 'vm' in westus") in skipped(result)
    assert [entry.by for entry in result.plan.network("net").subnets[0].in_use] == ["vm/n"]


def test_a_nic_that_two_machines_name_belongs_to_the_first() -> None:
    result = taken(vnet(), vm("one", "n"), vm("two", "n"), nic("n", ip("10.0.0.4")))
    assert list(result.plan.virtual_machines.keys()) == ["one"]
    assert (NIC, "'two' names it too, but it is a NIC of 'one'") in skipped(result)


def test_an_address_that_two_hold_belongs_to_the_machine_and_to_the_first() -> None:
    front = resource("loadBalancers", "lb", frontendIPConfigurations=[ip("10.0.0.4", name="f")])
    result = taken(front, vnet(), *machine("one"), *machine("two"), *machine("three", "10.0.0.5"))
    assert list(result.plan.virtual_machines.keys()) == ["one", "three"]
    assert skipped(result) == [
        ("loadBalancers/lb: f", "10.0.0.4 is already held by one/one-nic/ipconfig1"),
        (
            "virtualMachines/two/networkInterfaces/two-nic/ipConfigurations/ipconfig1",
            "10.0.0.4 is held twice: by one/one-nic/ipconfig1 and by two/two-nic/ipconfig1",
        ),
        ("virtualMachines/two", "nothing of it can be used"),
    ]


def test_names_that_repeat_within_a_machine_are_settled() -> None:
    rows = ip("10.0.0.4"), ip("10.0.0.5"), ip("10.0.0.6", name="third")
    result = taken(*in_scale(*rows))
    subject = f"virtualMachines/vm/{NIC}/ipConfigurations/ipconfig1"
    assert skipped(result) == [(subject, "'ipconfig1' is already used by [0] here")]
    far = nic("n", ip("10.0.0.9")) | {"id": id_of("networkInterfaces", "n", "far")}
    both = {"networkInterfaces": [{"id": far["id"]}, {"id": id_of("networkInterfaces", "n")}]}
    result = taken(vnet(), vm("vm", networkProfile=both), far, nic("n", ip("10.0.0.4")))
    names = [nic.name for nic in result.plan.machine("vm").network_interfaces]
    assert names == ["n (far)", "n (rg)"]


def test_a_nic_with_two_primary_ip_configurations_keeps_the_first() -> None:
    rows = ip("10.0.0.4", primary=True), ip("10.0.0.5", name="b", primary=True)
    [interface] = taken(*in_scale(*rows)).plan.machine("vm").network_interfaces
    assert [row.primary for row in interface.ip_configurations] == [True, False]


@pytest.mark.parametrize("name", ["\x1b[2J", "a\nb", '"]]\n[x]', "\u202e", "ß", " ", "'''"])
def test_hostile_names_are_kept_and_the_plan_still_loads(name: str) -> None:
    rows = ip("10.0.0.4", name) | {"name": name, "publicIPAddress": {"id": f"/x/{name}"}}
    network = vnet("net", subnet(name, "10.0.0.0/24"), name=name)
    result = taken(network, vm("vm", "n", name=name), nic("n", rows, vm="vm", name=name))
    assert [machine.name for machine in result.plan.virtual_machines] == [name]


def test_what_is_quoted_from_a_file_is_kept_short() -> None:
    result = taken(vnet("net", subnet("s" * 2000, "x" * 2000)))
    assert all(len(entry.subject) <= 160 and len(entry.reason) <= 400 for entry in result.skipped)


def test_a_machine_without_nics_says_so() -> None:
    assert skipped(taken(vnet(), vm("vm"))) == [("virtualMachines/vm", "it names no NIC")]
    [(_, reason)] = skipped(taken(vnet(), vm("vm", networkProfile={"networkInterfaces": [{}]})))
    assert "(one without an id)" in reason


Place = tuple[str | int, ...]


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Every place in a JSON value."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


def with_odd(value: Any, path: Place, odd: Any) -> Any:
    """A JSON value that holds something odd at a place."""
    if not path:
        return odd
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_odd(value[path[0]], path[1:], odd)
    return copy


ESTATE = {name: json.loads(data) for name, data in estate()}
PLACES = [(name, path) for name, data in ESTATE.items() for path in places(data)]
ODD = [None, 5, True, "", "x", [], {}, [[1]], {"id": "/x"}, "\ud800", "x" * 3000, "10.41.1.4"]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PLACES), st.sampled_from(ODD))
def test_anything_odd_anywhere_is_refused_or_left_out(at: tuple[str, Place], odd: Any) -> None:
    name, path = at
    given = ESTATE | {name: with_odd(ESTATE[name], path, odd)}
    try:
        result = read((name, json.dumps(data).encode()) for name, data in given.items())
    except InvalidInput as refused:
        if refused.source != name:
            raise
    else:
        assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
