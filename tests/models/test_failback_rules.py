"""B1 to B4: the way back, and whether it leads home."""

from typing import NamedTuple, TypeAlias

import pytest

from models.assign import assign
from models.assignment import Scenario
from models.plan import AllocationOrder, NextAvailable, Plan, Policy, SameAddressSpace
from models.rules.failback import comes_home
from models.topology import Subnet
from tests.support.builders import (
    AWAY,
    ELSEWHERE,
    HOME,
    at,
    estate,
    failed_back,
    failed_over,
    id_of,
    ip,
    item,
    machine,
    network,
    plan,
    result,
    settings,
    subnet,
    subnet_words,
)
from tests.support.policies import EVERY_POLICY, name_of

every_policy = pytest.mark.parametrize("policy", EVERY_POLICY, ids=name_of)
SMALL = "10.0.0.0/28"


def web(*prefixes: str, held: str | None = None) -> Subnet:
    in_use = {} if held is None else {held: "ilb"}
    return subnet("web", *(prefixes or (SMALL,)), in_use=in_use)


WAYS: tuple[tuple[str, list[str], str | None], ...] = (
    ("its own network", ["vnet-asr->vnet"], "vnet/web same-name"),
    ("another one in its region", ["vnet-asr->second"], "second/web same-name"),
    ("the first of several", ["vnet-asr->second", "vnet-asr->vnet"], "second/web same-name"),
    ("only one in its region", ["vnet-asr->third", "vnet-asr->vnet"], "vnet/web same-name"),
    ("the forward mapping does not count", ["vnet->vnet-asr"], None),
    ("nor one into a third region", ["vnet-asr->third"], None),
    ("nor that of another network", ["fourth->vnet"], None),
    ("no mapping at all", [], None),
)


@pytest.mark.parametrize(
    ("mappings", "lands_in"), [row[1:] for row in WAYS], ids=[row[0] for row in WAYS]
)
def test_b1_the_way_back_is_the_mapping_from_the_failover_network_into_the_own_region(
    mappings: list[str], lands_in: str | None
) -> None:
    networks = [
        network("vnet", web()),
        network("second", web()),
        network("vnet-asr", web(), region=AWAY),
        network("third", web(), region=ELSEWHERE),
        network("fourth", web(), region=AWAY),
    ]
    found = plan(networks, [machine("vm", ip("10.0.0.9"))], [item("vm")], mappings)
    back = result(found, "vm", Scenario.FAILBACK)
    if lands_in is None:
        assert failed_back(found, "vm") == "unassigned / no-reverse-mapping"
        assert subnet_words(back) == "-/- -"
    else:
        assert failed_back(found, "vm") == "10.0.0.9 retained"
        assert subnet_words(back) == lands_in


class BackCase(NamedTuple):
    name: str
    address: str
    home: Subnet
    away: Subnet
    wanted: str | None
    gets: str
    policy: Policy = Policy()


CONTAINS = Policy(same_address_space=SameAddressSpace.CONTAINS)
AFTER_SOURCE = Policy(next_available=NextAvailable.AFTER_SOURCE)
OTHER = "next-available / different-address-space"
BACK_CASES = (
    BackCase("kept both ways", "10.0.0.9", web(), web(), None, "10.0.0.9 retained"),
    BackCase(
        *("the failover address is the source", "10.0.0.9", web(), web(), "10.0.0.12"),
        "10.0.0.12 retained",
    ),
    BackCase(
        *("different address spaces", "10.0.0.9", web(), web("172.16.0.0/28"), None),
        f"10.0.0.4 {OTHER}",
    ),
    BackCase(
        *("the failover address is taken at home", "10.0.0.9", web(held="10.0.0.12"), web()),
        *("10.0.0.12", "10.0.0.4 next-available / address-taken by ilb"),
    ),
    BackCase(
        *("the next one after the failover address", "10.0.0.9", web(held="10.0.0.12"), web()),
        *("10.0.0.12", "10.0.0.13 next-available / address-taken by ilb", AFTER_SOURCE),
    ),
    BackCase(
        *("inside a wider subnet at home", "10.0.0.9", web("10.0.0.0/24"), web(), "10.0.0.12"),
        *("10.0.0.12 retained", CONTAINS),
    ),
    BackCase(
        *("in a wider subnet at home under equal", "10.0.0.9", web("10.0.0.0/24"), web(), None),
        f"10.0.0.4 {OTHER}",
    ),
    BackCase(
        *("no address after the failover", "10.0.0.9", web(), web(), "172.16.0.4"),
        "unassigned / not-failed-over",
    ),
    BackCase(
        *("kept by Azure at home", "10.0.0.9", web("10.0.0.8/29"), web("10.0.0.0/24")),
        *("10.0.0.11", "10.0.0.12 next-available / address-reserved", CONTAINS),
    ),
)


@pytest.mark.parametrize("case", BACK_CASES, ids=lambda case: case.name)
def test_b2_the_address_at_failback_goes_by_that_of_the_failover(case: BackCase) -> None:
    found = estate(
        [case.home],
        [case.away],
        [machine("vm", ip(case.address))],
        [item("vm", settings(failover=at(case.wanted)))],
        policy=case.policy,
    )
    assert failed_back(found, "vm") == case.gets


@every_policy
def test_b2_the_original_nics_of_replicated_items_occupy_nothing_any_more(policy: Policy) -> None:
    machines = [machine("one", ip("10.0.0.4")), machine("two", ip("10.0.0.5"))]
    items = [
        item("one", settings(failover=at("10.0.0.5"))),
        item("two", settings(failover=at("10.0.0.4"))),
    ]
    found = estate([web()], [web()], machines, items, policy=policy)
    assert [failed_back(found, vm.id) for vm in machines] == [
        "10.0.0.5 retained",
        "10.0.0.4 retained",
    ]


def test_b2_the_nics_of_machines_that_are_not_replicated_occupy_theirs() -> None:
    machines = [machine("goes", ip("10.0.0.4")), machine("stays", ip("10.0.0.5"))]
    items = [item("goes", settings(failover=at("10.0.0.5")))]
    found = estate([web()], [web()], machines, items)
    assert failed_back(found, "goes") == (
        "10.0.0.4 next-available / address-taken by stays/nic/ipconfig1"
    )


def test_b2_also_one_that_cannot_fail_over_gives_its_original_address_up() -> None:
    machines = [machine("stuck", ip("10.0.0.4")), machine("goes", ip("10.0.0.5"))]
    items = [
        item("stuck", settings(selected=False)),
        item("goes", settings(failover=at("10.0.0.4"))),
    ]
    found = estate([web()], [web()], machines, items)
    assert failed_back(found, "goes") == "10.0.0.4 retained"


@pytest.mark.parametrize("order", AllocationOrder)
def test_b2_addresses_are_given_out_in_the_passes_of_f7(order: AllocationOrder) -> None:
    """``moves`` comes from another prefix and would take what ``keeps`` keeps."""
    away = [web(), subnet("other", "172.16.0.0/28")]
    machines = [machine("moves", ip("10.0.0.9")), machine("keeps", ip("10.0.0.4"))]
    items = [item("moves", settings(failover=at(in_subnet="other"))), item("keeps")]
    found = estate([web()], away, machines, items, policy=Policy(allocation_order=order))
    first = order is AllocationOrder.FAILOVER_ORDER
    assert failed_back(found, "moves") == f"10.0.0.{4 if first else 5} {OTHER}"
    assert failed_back(found, "keeps") == (
        "10.0.0.5 next-available / address-taken by moves/nic/ipconfig1"
        if first
        else "10.0.0.4 retained"
    )


NOT_FAILED_OVER = (
    ("not selected", "10.0.0.9", settings(selected=False), web()),
    ("IPv6", "fd00::9", settings(), web()),
    ("no such subnet", "10.0.0.9", settings(failover=at(in_subnet="dmz")), web()),
    ("a full subnet", "10.0.0.9", settings(), web("fd00::/64")),
    ("an impossible address", "10.0.0.9", settings(failover=at("10.0.0.1")), web()),
)


@pytest.mark.parametrize(
    ("address", "chosen", "away"),
    [row[1:] for row in NOT_FAILED_OVER],
    ids=[row[0] for row in NOT_FAILED_OVER],
)
@pytest.mark.parametrize("mappings", [[], ["vnet-asr->vnet"]], ids=["one-way", "and-back"])
def test_b3_what_has_no_address_at_failover_has_none_at_failback(
    address: str, chosen: object, away: Subnet, mappings: list[str]
) -> None:
    found = estate(
        [web(SMALL, "fd00::/64")],
        [away],
        [machine("vm", ip(address))],
        [item("vm").model_copy(update={"ip_configurations": (chosen,)})],
        mappings=mappings,
    )
    assert failed_over(found, "vm").startswith("unassigned")
    assert failed_back(found, "vm") == "unassigned / not-failed-over"
    assert subnet_words(result(found, "vm", Scenario.FAILBACK)) == "-/- -"


Home: TypeAlias = tuple[str, str | None, str | None, Subnet, list[str] | None, bool]

HOMES: tuple[Home, ...] = (
    ("original subnet and address", "10.0.0.9", None, web(), ["vnet-asr->vnet"], True),
    ("another address", "10.0.0.9", "10.0.0.12", web(), ["vnet-asr->vnet"], False),
    ("the next available one is it", "10.0.0.4", "10.0.0.12", web(held="10.0.0.12"), None, True),
    ("another network", "10.0.0.9", None, web(), ["vnet-asr->second"], False),
    ("no way back", "10.0.0.9", None, web(), [], False),
    ("an unknown address", None, None, web(), ["vnet-asr->vnet"], False),
)


@pytest.mark.parametrize(
    ("address", "wanted", "home", "mappings", "comes"),
    [row[1:] for row in HOMES],
    ids=[row[0] for row in HOMES],
)
def test_b4_it_comes_home_where_network_subnet_and_address_are_the_original_ones(
    address: str | None,
    wanted: str | None,
    home: Subnet,
    mappings: list[str] | None,
    comes: bool,
) -> None:
    standing = ip(address, "WEB")
    found: Plan = estate(
        [home],
        [web()],
        [machine("vm", standing)],
        [item("vm", settings(failover=at(wanted)))],
        [network("second", web(), region=HOME)],
        mappings=["vnet-asr->vnet"] if mappings is None else mappings,
    )
    assert comes_home(standing, assign(found).failback(id_of("vm"))) is comes


def test_b4_the_same_address_in_another_subnet_is_not_home() -> None:
    standing = ip("10.0.0.9", "web")
    found = estate(
        [web(), subnet("db", "10.0.1.0/28")],
        [subnet("db", SMALL)],
        [machine("vm", standing)],
        policy=CONTAINS,
    )
    back = assign(found).failback(id_of("vm"))
    assert back is not None
    assert back.subnet == "db"
    assert not comes_home(standing, back)
    assert not comes_home(standing, None)
