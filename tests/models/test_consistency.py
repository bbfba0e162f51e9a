"""What makes rows meaningless is found, all of it, and nothing else is."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from netaddr import IPNetwork

from models.addresses import parse_address, parse_prefix
from models.consistency import Rows, flaws, rows_of
from models.plan import NicSettings, Plan
from models.regions import catalogue
from models.topology import InUse, Region, Subnet, VirtualNetwork
from tests.models.hostile_plans import hostile_plans
from tests.support.builders import AWAY, ip, item, machine, network, nic, subnet
from tests.support.builders import settings as set_for
from tests.support.drawn_plans import plans

VNET = network("vnet", subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24"))
OTHER = network("other", subnet("web", "10.7.0.0/24"))
AWAY_NET = network("vnet-asr", subnet("web", "10.0.0.0/24"), region=AWAY)


def rows(
    networks: Sequence[VirtualNetwork] = (VNET, OTHER, AWAY_NET),
    machines: Sequence[Any] = (),
    items: Sequence[Any] = (),
    **fields: Any,
) -> Rows:
    return Rows(catalogue(), networks, machines, (), items, **fields)


def found(rows: Rows) -> list[tuple[str, str]]:
    return [(".".join(map(str, flaw.path)), flaw.message) for flaw in flaws(rows)]


@settings(max_examples=40, deadline=None)
@given(plans() | hostile_plans())
def test_a_plan_that_means_something_has_no_flaw(plan: Plan) -> None:
    assert list(flaws(rows_of(plan))) == []


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("9.255.255.255", False),
        ("10.0.0.0", True),
        ("10.0.0.255", True),
        ("10.0.1.0", False),
        ("10.0.2.8", True),
        ("10.0.2.15", True),
        ("10.0.2.16", False),
        ("fd00::", True),
        ("fd00:0:0:1::", False),
        ("::a00:4", False),
    ],
)
def test_an_address_is_in_a_subnet_from_its_first_to_its_last_one(
    address: str, inside: bool
) -> None:
    web = subnet("web", "10.0.0.0/24", "10.0.2.8/29", "fd00::/64", in_use={address: "lb"})
    assert bool(found(rows([network("n", web)]))) is not inside


ONE_NETWORK = machine("vm", ip("10.0.0.4"), ip("10.0.1.4", "db", "ip-2"))
FLAWLESS = {
    "a machine without NICs": machine("vm"),
    "a NIC without IP configurations": machine("vm", nic()),
    "an unknown dynamic address": machine("vm", ip(None)),
    "several subnets of one network": ONE_NETWORK,
    "no primary": machine("vm", nic(ip("10.0.0.4"), primary=False), nic(name="nic-2")),
    "a subnet in other case": machine("vm", ip("10.0.0.4", "WEB")),
    "an address Azure keeps": machine("vm", ip("10.0.0.1")),
}


@pytest.mark.parametrize("name", list(FLAWLESS))
def test_what_is_only_unusual_is_no_flaw(name: str) -> None:
    assert found(rows(machines=[FLAWLESS[name]])) == []


MACHINES = "virtual_machines"
NICS = f"{MACHINES}.0.network_interfaces"
IPS = f"{NICS}.0.ip_configurations"
CASES = {
    "two networks": (
        machine("vm", ip("10.0.0.4"), ip("10.7.0.4", name="ip-2", in_network="other")),
        [(f"{IPS}.1.network", "'vm' stands in 'vnet' and in 'other'")],
    ),
    "two networks, on two NICs": (
        machine("vm", nic(ip("10.0.0.4")), nic(ip("10.7.0.4", in_network="other"), name="nic-2")),
        [(f"{NICS}.1.ip_configurations.0.network", "'vm' stands in 'vnet' and in 'other'")],
    ),
    "two networks, and the first again": (
        machine(
            "vm",
            ip("10.0.0.4"),
            ip("10.7.0.4", name="ip-2", in_network="other"),
            ip("10.0.0.5", name="ip-3"),
        ),
        [(f"{IPS}.1.network", "'vm' stands in 'vnet' and in 'other'")],
    ),
    "another region": (
        machine("vm", ip("10.0.0.4", in_network="vnet-asr")),
        [(f"{IPS}.0.network", "'vnet-asr' is in southeastasia, 'vm' in eastasia")],
    ),
    "an unknown network, which is no second one": (
        machine("vm", ip("10.0.0.4"), ip("10.0.0.5", name="ip-2", in_network="x")),
        [(f"{IPS}.1.network", "there is no virtual network 'x'")],
    ),
    "an unknown region, which is told once": (
        machine("vm", ip("10.0.0.4"), region="mars"),
        [(f"{MACHINES}.0.region", "'mars' is not a known region")],
    ),
    "outside the subnet": (
        machine("vm", ip("10.0.1.4")),
        [(f"{IPS}.0.address", "10.0.1.4 is outside subnet 'web': 10.0.0.0/24")],
    ),
    "IPv6 in an IPv4 subnet": (
        machine("vm", ip("::a00:4")),
        [(f"{IPS}.0.address", "is outside subnet 'web'")],
    ),
    "two primary NICs": (
        machine("vm", nic(primary=True), nic(name="nic-2", primary=True)),
        [(f"{NICS}.1.primary", "'nic' is already the primary one")],
    ),
    "three primary IP configurations": (
        machine("vm", *(ip(f"10.0.0.{n}", name=f"ip-{n}", primary=True) for n in (4, 5, 6))),
        [
            (f"{IPS}.1.primary", "'ip-4' is already the primary one"),
            (f"{IPS}.2.primary", "'ip-4' is already the primary one"),
        ],
    ),
    "a NIC twice": (
        machine("vm", nic(), nic()),
        [(f"{NICS}.1.name", "'nic' is already used by [0] here")],
    ),
    "static without address": (
        machine("vm", ip(None, allocation="static")),
        [(f"{IPS}.0.address", "required where the allocation is static")],
    ),
    "an address twice": (
        machine("vm", ip("10.0.0.4"), ip("10.0.0.4", "WEB", "ip-2")),
        [(f"{IPS}.1.address", "10.0.0.4 is held twice: by vm/nic/ipconfig1 and by vm/nic/ip-2")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(CASES))
def test_what_is_wrong_with_a_machine_is_found_at_its_place(name: str) -> None:
    wrong, expected = CASES[name]
    result = found(rows(machines=[wrong]))
    assert [place for place, _ in result] == [place for place, _ in expected]
    for (_, message), (_, said) in zip(result, expected, strict=True):
        assert said in message


def test_an_address_may_be_in_use_in_two_networks() -> None:
    held = InUse(address=parse_address("10.0.0.9"))
    nets = [network(id, subnet("web", "10.0.0.0/24", in_use={"10.0.0.9": "x"})) for id in "ab"]
    assert found(rows(nets)) == []
    twice = Subnet(name="web", address_prefixes=nets[0].address_space, in_use=(held, held))
    [(place, message)] = found(rows([network("a", twice)]))
    assert place == "virtual_networks.0.subnets.0.in_use.1.address"
    assert message.endswith("by an entry of in_use and by an entry of in_use")


def test_settings_are_for_what_the_machine_has_and_for_each_once() -> None:
    settings = [set_for("ipconfig1"), set_for("ipconfig1"), set_for("x"), set_for("y", "nic-2")]
    nics = (NicSettings(name="nic"), NicSettings(name="nic"), NicSettings(name="NIC"))
    replicated = item("vm", *settings, network_interfaces=nics)
    assert found(rows(machines=[machine("vm", ip("10.0.0.4"))], items=[replicated])) == [
        ("replicated_items.0.network_interfaces.1.name", "'nic' is already used by [0] here"),
        ("replicated_items.0.network_interfaces.2.name", "'vm' has no NIC 'NIC'"),
        ("replicated_items.0.ip_configurations.1.name",
         "'nic/ipconfig1' is already used by [0] here"),
        ("replicated_items.0.ip_configurations.2.name", "NIC 'nic' has no IP configuration 'x'"),
        ("replicated_items.0.ip_configurations.3.network_interface", "'vm' has no NIC 'nic-2'"),
    ]  # fmt: skip


def test_an_id_twice_is_told_once_and_the_first_counts() -> None:
    second = network("vnet", subnet("late", "10.0.2.0/24"))
    assert found(rows([VNET, second], [ONE_NETWORK, ONE_NETWORK])) == [
        ("virtual_networks.1.id", "'vnet' is already used by [0] here"),
        ("virtual_machines.1.id", "'vm' is already used by [0] here"),
        (f"{MACHINES}.1.network_interfaces.0.ip_configurations.0.address",
         "10.0.0.4 is held twice: by vm/nic/ipconfig1 and by vm/nic/ipconfig1"),
        (f"{MACHINES}.1.network_interfaces.0.ip_configurations.1.address",
         "10.0.1.4 is held twice: by vm/nic/ip-2 and by vm/nic/ip-2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("region", "said"),
    [
        (Region(name="a", display_name="A", latitude=91.0), "latitude: expected -90 to 90 degrees"),
        (Region(name="a", display_name="A", longitude=-180.5), "longitude: expected -180 to 180"),
        (Region(name="a", display_name="A", latitude=float("nan")), "latitude: expected -90 to 90"),
        (Region(name="a", display_name="A", latitude=-90.0, longitude=180.0), None),
    ],
)
def test_a_region_of_the_plan_lies_on_the_earth(region: Region, said: str | None) -> None:
    result = [f"{place.removeprefix('regions.0.')}: {text}"
              for place, text in found(rows(own_regions=[region]))]  # fmt: skip
    assert len(result) == (said is not None)
    assert said is None or result[0].startswith(said)


prefixes = st.builds(
    lambda start, length: parse_prefix(
        f"10.0.0.{start >> (32 - length) << (32 - length)}/{length}"
    ),
    st.integers(0, 255),
    st.integers(25, 29),
)


@given(st.lists(st.lists(prefixes, min_size=1, max_size=3), min_size=1, max_size=5))
def test_subnets_overlap_where_they_share_an_address(ranges: list[list[IPNetwork]]) -> None:
    every = {
        (number, index): prefix
        for number, some in enumerate(ranges)
        for index, prefix in enumerate(some)
    }
    subnets = [subnet(f"s{number}", *map(str, some)) for number, some in enumerate(ranges)]
    net = network("n", *subnets, address_space=(parse_prefix("10.0.0.0/16"),))
    told = [flaw for flaw in flaws(rows([net])) if "overlaps" in flaw.message]
    faulty = {(int(flaw.path[3]), int(flaw.path[5])) for flaw in told}
    assert len(faulty) == len(told)
    left = [prefix for place, prefix in every.items() if place not in faulty]
    assert not any(share(one, other) for one, other in combinations(left, 2))
    for flaw, place in zip(told, sorted(faulty), strict=True):
        shared = flaw.message.removeprefix(f"{every[place]} overlaps ")
        other, name = shared.split(" of subnet ")
        assert parse_prefix(other) in ranges[int(name.strip("'s"))]
        assert share(every[place], parse_prefix(other))


def share(one: IPNetwork, other: IPNetwork) -> bool:
    return one in other or other in one
