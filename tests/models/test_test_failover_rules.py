"""T1 to T6 and T8: which address an IP configuration has in a test failover."""

from typing import NamedTuple

import pytest

from models.assign import assign
from models.assignment import Scenario
from models.plan import AllocationOrder, Plan, Policy, TestAddress
from models.topology import Allocation, Subnet
from tests.support.builders import (
    AWAY,
    at,
    estate,
    failed_over,
    in_test,
    ip,
    item,
    machine,
    network,
    result,
    settings,
    subnet,
)
from tests.support.policies import EVERY_POLICY, name_of

every_policy = pytest.mark.parametrize("policy", EVERY_POLICY, ids=name_of)
anywhere = pytest.mark.parametrize("where", ["vnet-asr", "drill"])
SMALL = "10.0.0.0/28"
SOURCE, FAILOVER = TestAddress.SOURCE, TestAddress.FAILOVER


def one(
    address: str | None,
    there: Subnet,
    where: str = "vnet-asr",
    wanted: str | None = None,
    policy: Policy | None = None,
    source: str = SMALL,
) -> Plan:
    """One machine that is tested in a subnet of the failover network or of one of its own."""
    target = there if where == "vnet-asr" else subnet("web", source)
    return estate(
        [subnet("web", source)],
        [target],
        [machine("vm", ip(address, allocation=Allocation.DYNAMIC))],
        [item("vm", settings(test_failover=at(wanted)), test_failover_network=where)],
        [network("drill", there, region=AWAY)],
        policy=policy,
    )


OUTCOMES = (
    ("10.0.0.9", None, "10.0.0.9 retained"),
    ("10.0.0.7", None, "10.0.0.14 end-of-range / address-taken by ilb"),
    ("10.0.0.3", None, "10.0.0.14 end-of-range / address-reserved"),
    (None, None, "10.0.0.14 end-of-range / no-source-address"),
    ("10.0.0.9", "10.0.0.12", "10.0.0.12 configured"),
    ("10.0.0.9", "10.0.0.7", "unassigned / address-taken by ilb"),
    ("10.0.0.9", "10.0.0.15", "unassigned / address-reserved"),
    ("10.0.0.9", "10.0.0.16", "unassigned / outside-subnet"),
)


@anywhere
@pytest.mark.parametrize(("address", "wanted", "gets"), OUTCOMES)
def test_t1_the_result_is_static_in_every_case(
    address: str | None, wanted: str | None, gets: str, where: str
) -> None:
    there = subnet("web", SMALL, in_use={"10.0.0.7": "ilb"})
    plan = one(address, there, where, wanted)
    assert in_test(plan, "vm") == gets
    assert result(plan, "vm", Scenario.TEST_FAILOVER).allocation is Allocation.STATIC


@every_policy
@anywhere
def test_t2_a_set_test_address_comes_before_everything_else(policy: Policy, where: str) -> None:
    there = subnet("web", SMALL)
    assert in_test(one("10.0.0.9", there, where, "10.0.0.12", policy), "vm") == (
        "10.0.0.12 configured"
    )


@every_policy
def test_t2_of_several_that_set_one_test_address_the_first_has_it(policy: Policy) -> None:
    web = subnet("web", SMALL)
    machines = [machine("late", ip("10.0.0.4")), machine("early", ip("10.0.0.5"))]
    items = [
        item(vm.id, settings(test_failover=at("10.0.0.12")), test_failover_network="vnet-asr")
        for vm in reversed(machines)
    ]
    plan = estate([web], [web], machines, items, policy=policy)
    assert [in_test(plan, vm.id) for vm in machines] == [
        "unassigned / address-duplicate by early/nic/ipconfig1",
        "10.0.0.12 configured",
    ]


def test_t2_what_is_set_for_the_failover_is_not_set_for_the_test() -> None:
    web = subnet("web", SMALL)
    plan = estate([web], [web], [machine("vm", ip("10.0.0.9"))], [
        item("vm", settings(failover=at("10.0.0.12")), test_failover_network="vnet-asr")
    ])  # fmt: skip
    assert in_test(plan, "vm") == "10.0.0.9 retained"


class SameCase(NamedTuple):
    name: str
    address: str
    prefix: str
    taken: tuple[str, ...]
    gets: str


SAME_CASES = (
    SameCase("free", "10.0.0.19", "10.0.0.0/24", (), "10.0.0.19 retained"),
    SameCase(
        *("taken", "10.0.0.19", "10.0.0.0/24", ("10.0.0.19",)),
        "10.0.0.254 end-of-range / address-taken by ilb",
    ),
    SameCase(
        *("taken, and the end too", "10.0.0.19", "10.0.0.0/24", ("10.0.0.19", "10.0.0.254")),
        "10.0.0.253 end-of-range / address-taken by ilb",
    ),
    SameCase(
        *("outside", "10.0.0.19", "172.16.0.0/16", ()),
        "172.16.255.254 end-of-range / outside-subnet",
    ),
    SameCase(
        *("kept by Azure there", "10.0.0.19", "10.0.0.16/28", ()),
        "10.0.0.30 end-of-range / address-reserved",
    ),
    SameCase(
        *("a full subnet", "10.0.0.19", "10.0.0.16/29", ("10.0.0.20", "10.0.0.21", "10.0.0.22")),
        "unassigned / subnet-full",
    ),
)


@anywhere
@pytest.mark.parametrize("case", SAME_CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("order", AllocationOrder)
def test_t3_t4_the_same_address_where_it_is_available_else_the_end_of_the_range(
    case: SameCase, where: str, order: AllocationOrder
) -> None:
    there = subnet("web", case.prefix, in_use=dict.fromkeys(case.taken, "ilb"))
    policy = Policy(allocation_order=order)
    plan = one(case.address, there, where, policy=policy, source="10.0.0.0/24")
    assert in_test(plan, "vm") == case.gets


def test_t4_only_the_chosen_subnet_counts_not_another_one_that_has_the_address() -> None:
    plan = estate(
        [subnet("web", SMALL)],
        [subnet("web", SMALL)],
        [machine("vm", ip("10.0.0.9"))],
        [item("vm", test_failover_network="drill")],
        [network("drill", subnet("web", "172.16.0.0/28"), subnet("db", SMALL), region=AWAY)],
    )
    assert in_test(plan, "vm") == "172.16.0.14 end-of-range / outside-subnet"


def test_the_address_spaces_of_the_subnets_need_not_be_equal_in_a_test() -> None:
    plan = one("10.0.0.9", subnet("web", "10.0.0.0/16"), "drill")
    assert in_test(plan, "vm") == "10.0.0.9 retained"


SAME_AS = (
    ("the forecast address is inside", "172.16.0.0/28", None, SOURCE, "outside-subnet"),
    ("and is kept", "172.16.0.0/28", None, FAILOVER, "172.16.0.4 retained"),
    ("a set failover address", "172.16.0.0/28", "172.16.0.9", FAILOVER, "172.16.0.9 retained"),
    ("no failover address", "172.16.0.0/28", "10.0.0.9", FAILOVER, "no-source-address"),
)


@pytest.mark.parametrize(
    ("prefix", "wanted", "policy", "gets"),
    [row[1:] for row in SAME_AS],
    ids=[row[0] for row in SAME_AS],
)
@anywhere
def test_t5_the_same_address_is_that_of_the_source_or_of_the_failover_by_policy(
    prefix: str, wanted: str | None, policy: TestAddress, gets: str, where: str
) -> None:
    there = subnet("web", prefix)
    plan = estate(
        [subnet("web", SMALL)],
        [there],
        [machine("vm", ip("10.0.0.9"))],
        [item("vm", settings(failover=at(wanted)), test_failover_network=where)],
        [network("drill", there, region=AWAY)],
        policy=Policy(test_address=policy),
    )
    end = "" if gets.endswith("retained") else "172.16.0.14 end-of-range / "
    assert in_test(plan, "vm") == end + gets


def test_t5_the_forecast_address_is_looked_for_in_the_test_subnet() -> None:
    plan = estate(
        [subnet("web", "192.168.0.0/28")],
        [subnet("web", SMALL)],
        [machine("vm", ip("192.168.0.9"))],
        [item("vm", test_failover_network="drill")],
        [network("drill", subnet("web", "192.168.0.0/28"), region=AWAY)],
        policy=Policy(test_address=FAILOVER),
    )
    assert in_test(plan, "vm") == "192.168.0.14 end-of-range / outside-subnet"


def crossing(policy: Policy) -> list[str]:
    """An early machine without an address, and later ones that keep or set the end."""
    web = subnet("web", SMALL)
    machines = [
        machine("early", ip(None)),
        machine("late", ip("10.0.0.14")),
        machine("set", ip(None)),
    ]
    items = [
        item("early", test_failover_network="drill"),
        item("late", test_failover_network="drill"),
        item("set", settings(test_failover=at("10.0.0.13")), test_failover_network="drill"),
    ]
    networks = [network("drill", web, region=AWAY)]
    plan = estate([web], [web], machines, items, networks, policy=policy)
    return [in_test(plan, vm.id) for vm in machines]


def test_t6_who_keeps_an_address_comes_before_who_gets_the_end_of_the_range() -> None:
    assert crossing(Policy()) == [
        "10.0.0.12 end-of-range / no-source-address",
        "10.0.0.14 retained",
        "10.0.0.13 configured",
    ]


def test_t6_in_failover_order_an_early_machine_takes_the_end_that_a_later_one_would_keep() -> None:
    assert crossing(Policy(allocation_order=AllocationOrder.FAILOVER_ORDER)) == [
        "10.0.0.14 end-of-range / no-source-address",
        "10.0.0.12 end-of-range / address-taken by early/nic/ipconfig1",
        "10.0.0.13 configured",
    ]


@every_policy
def test_t8_test_failover_and_failover_take_no_addresses_from_each_other(policy: Policy) -> None:
    web = subnet("web", SMALL)
    machines = [machine("one", ip("10.0.0.9")), machine("two", ip("10.0.0.5"))]
    items = [
        item("one", test_failover_network="vnet-asr"),
        item("two", settings(test_failover=at("10.0.0.12")), test_failover_network="vnet-asr"),
    ]
    plan = estate([web], [web], machines, items, policy=policy)
    assert (failed_over(plan, "one"), in_test(plan, "one")) == ("10.0.0.9 retained",) * 2
    assert failed_over(plan, "two") == "10.0.0.5 retained"


def test_t8_a_test_starts_from_what_is_occupied_today() -> None:
    web = subnet("web", SMALL, in_use={"10.0.0.9": "ilb"})
    there = machine("there", ip("10.0.0.14", in_network="vnet-asr"), region=AWAY)
    plan = estate([subnet("web", SMALL)], [web], [machine("vm", ip("10.0.0.9")), there], [
        item("vm", test_failover_network="vnet-asr")
    ])  # fmt: skip
    assert in_test(plan, "vm") == "10.0.0.13 end-of-range / address-taken by ilb"


def test_without_a_test_network_there_is_no_result() -> None:
    web = subnet("web", SMALL)
    plan = estate([web], [web], [machine("vm", ip("10.0.0.9"))])
    results = assign(plan)
    assert [results.test_failover(id) for id in results.in_order()] == [None]


def test_a_test_network_given_beside_the_plan_is_for_items_without_one_of_their_own() -> None:
    web, drill = subnet("web", SMALL), subnet("web", "172.16.0.0/28")
    machines = [machine("own", ip("10.0.0.9")), machine("none", ip("10.0.0.5"))]
    items = [item("own", test_failover_network="vnet-asr"), item("none")]
    plan = estate([web], [web], machines, items, [network("drill", drill, region=AWAY)])
    results = assign(plan, "drill")
    assert in_test(results, "own") == "10.0.0.9 retained"
    assert in_test(results, "none") == "172.16.0.14 end-of-range / outside-subnet"
