"""F1 to F8: which address an IP configuration has after a failover, and how it is allocated."""

from typing import NamedTuple

import pytest

from models.assign import assign
from models.assignment import Scenario
from models.plan import (
    AllocationOrder,
    IpConfigurationSettings,
    NextAvailable,
    Plan,
    Policy,
    SameAddressSpace,
)
from models.topology import Allocation, IpConfiguration, Subnet, VirtualMachine
from tests.support.builders import (
    AWAY,
    at,
    estate,
    failed_over,
    id_of,
    ip,
    item,
    machine,
    network,
    nic,
    number,
    result,
    settings,
    subnet,
)
from tests.support.policies import EVERY_POLICY, name_of

every_policy = pytest.mark.parametrize("policy", EVERY_POLICY, ids=name_of)
STATIC, DYNAMIC = Allocation.STATIC, Allocation.DYNAMIC
SMALL = "10.0.0.0/28"


def setting(address: str, name: str = "ipconfig1") -> IpConfigurationSettings:
    return settings(name, failover=at(address))


def one(
    address: str | None,
    target: Subnet,
    source: Subnet | None = None,
    wanted: str | None = None,
    policy: Policy | None = None,
    **fields: Allocation,
) -> Plan:
    """One machine that goes to a subnet; the source has the same prefix unless it is given."""
    web = source or subnet("web", *map(str, target.address_prefixes))
    chosen = [setting(wanted)] if wanted else []
    vm = machine("vm", ip(address, **fields))
    return estate([web], [target], [vm], [item("vm", *chosen)], policy=policy)


class SetCase(NamedTuple):
    name: str
    wanted: str
    gets: str


TAKEN = "10.0.0.7"
SET_CASES = (
    SetCase("available", "10.0.0.9", "10.0.0.9 configured"),
    SetCase("the source address itself", "10.0.0.5", "10.0.0.5 configured"),
    SetCase("outside the subnet", "10.0.0.16", "unassigned / outside-subnet"),
    SetCase("outside the network", "172.16.0.4", "unassigned / outside-subnet"),
    SetCase("the network itself", "10.0.0.0", "unassigned / address-reserved"),
    SetCase("the last that is kept", "10.0.0.3", "unassigned / address-reserved"),
    SetCase("the broadcast", "10.0.0.15", "unassigned / address-reserved"),
    SetCase("in use", TAKEN, "unassigned / address-taken by ilb"),
    SetCase("of a machine there", "10.0.0.8", "unassigned / address-taken by there/nic/ipconfig1"),
)


@every_policy
@pytest.mark.parametrize("case", SET_CASES, ids=lambda case: case.name)
def test_f1_a_set_address_is_used_or_the_result_says_why_it_cannot_be(
    case: SetCase, policy: Policy
) -> None:
    there = machine("there", ip("10.0.0.8", in_network="vnet-asr"), region=AWAY)
    plan = estate(
        [subnet("web", SMALL)],
        [subnet("web", SMALL, in_use={TAKEN: "ilb"})],
        [machine("vm", ip("10.0.0.5", allocation=DYNAMIC)), there],
        [item("vm", setting(case.wanted))],
        policy=policy,
    )
    assert failed_over(plan, "vm") == case.gets
    assert result(plan, "vm", Scenario.FAILOVER).allocation is STATIC


@every_policy
def test_f1_of_several_that_set_one_address_the_first_in_failover_order_has_it(
    policy: Policy,
) -> None:
    web = subnet("web", SMALL)
    machines = [machine(f"vm-{n}", ip(f"10.0.0.{4 + n}")) for n in range(3)]
    items = [item(vm.id, setting("10.0.0.12"), group=3 - n) for n, vm in enumerate(machines)]
    plan = estate([web], [web], machines, items, policy=policy)
    assert [failed_over(plan, vm.id) for vm in machines] == [
        "unassigned / address-duplicate by vm-2/nic/ipconfig1",
        "unassigned / address-duplicate by vm-2/nic/ipconfig1",
        "10.0.0.12 configured",
    ]


def test_f1_the_same_address_may_be_set_in_two_subnets_or_networks() -> None:
    web, third = subnet("web", SMALL), subnet("web", SMALL)
    machines = [machine("one", ip("10.0.0.4")), machine("two", ip("10.0.0.5"))]
    items = [item("one", setting("10.0.0.12")), item("two", setting("10.0.0.12"), to="third")]
    plan = estate([web], [web], machines, items, [network("third", third, region=AWAY)])
    assert [failed_over(plan, vm.id) for vm in machines] == ["10.0.0.12 configured"] * 2


@every_policy
def test_f1_a_set_address_that_cannot_be_had_takes_nothing_from_anybody(policy: Policy) -> None:
    web = subnet("web", SMALL, in_use={"10.0.0.7": "ilb"})
    machines = [machine("one", ip("10.0.0.4")), machine("two", ip("10.0.0.5"))]
    plan = estate(
        [subnet("web", SMALL)], [web], machines, [item("one", setting("10.0.0.7")), item("two")],
        policy=policy,
    )  # fmt: skip
    assert failed_over(plan, "two") == "10.0.0.5 retained"


class KeepCase(NamedTuple):
    name: str
    source: tuple[str, ...]
    address: str
    target: tuple[str, ...]
    equal: str
    contains: str


KEPT, OTHER = "10.0.0.9 retained", "next-available / different-address-space"
KEEP_CASES = (
    KeepCase("equal prefixes", (SMALL,), "10.0.0.9", (SMALL,), KEPT, KEPT),
    KeepCase(
        *("a wider target", (SMALL,), "10.0.0.9", ("10.0.0.0/24",)),
        *(f"10.0.0.4 {OTHER}", KEPT),
    ),
    KeepCase(
        *("a narrower target that has the address", ("10.0.0.0/24",), "10.0.0.9", (SMALL,)),
        *(f"10.0.0.4 {OTHER}", KEPT),
    ),
    KeepCase(
        *("a narrower target that has it not", ("10.0.0.0/24",), "10.0.0.99", (SMALL,)),
        *(f"10.0.0.4 {OTHER}", f"10.0.0.4 {OTHER}"),
    ),
    KeepCase(
        *("one of two prefixes", (SMALL,), "10.0.0.9", ("172.16.0.0/29", SMALL)),
        *(f"10.0.0.4 {OTHER}", KEPT),
    ),
    KeepCase(
        *("another address space", ("192.168.1.0/24",), "192.168.1.7", (SMALL,)),
        *(f"10.0.0.4 {OTHER}", f"10.0.0.4 {OTHER}"),
    ),
)


@pytest.mark.parametrize("case", KEEP_CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("order", AllocationOrder)
def test_f2_f3_the_source_address_is_kept_in_the_same_address_space(
    case: KeepCase, order: AllocationOrder
) -> None:
    for space, gets in zip(SameAddressSpace, (case.equal, case.contains), strict=True):
        policy = Policy(same_address_space=space, allocation_order=order)
        target, source = subnet("web", *case.target), subnet("web", *case.source)
        assert failed_over(one(case.address, target, source, policy=policy), "vm") == gets


@every_policy
def test_f2_a_kept_address_that_is_not_available_gives_way_to_the_next_one(policy: Policy) -> None:
    plan = one("10.0.0.4", subnet("web", SMALL, in_use={"10.0.0.4": "ilb"}), policy=policy)
    assert failed_over(plan, "vm") == "10.0.0.5 next-available / address-taken by ilb"


@every_policy
def test_f3_an_address_that_is_not_known_gives_the_next_available_one(policy: Policy) -> None:
    plan = one(None, subnet("web", SMALL), policy=policy)
    assert failed_over(plan, "vm") == "10.0.0.4 next-available / no-source-address"


ALLOCATIONS = (
    ("dynamic that keeps its address", DYNAMIC, SMALL, None, DYNAMIC),
    ("static that keeps its address", STATIC, SMALL, None, STATIC),
    ("dynamic with the next available", DYNAMIC, "172.16.0.0/24", None, DYNAMIC),
    ("static with the next available", STATIC, "172.16.0.0/24", None, STATIC),
    ("dynamic with a set address", DYNAMIC, SMALL, "10.0.0.9", STATIC),
    ("dynamic with an impossible address", DYNAMIC, SMALL, "172.16.0.4", STATIC),
)


@pytest.mark.parametrize(
    ("source", "target", "wanted", "becomes"),
    [row[1:] for row in ALLOCATIONS],
    ids=[row[0] for row in ALLOCATIONS],
)
def test_f4_the_allocation_follows_the_source_unless_an_address_is_set(
    source: Allocation, target: str, wanted: str | None, becomes: Allocation
) -> None:
    plan = one("10.0.0.5", subnet("web", target), subnet("web", SMALL), wanted, allocation=source)
    assert result(plan, "vm", Scenario.FAILOVER).allocation is becomes
    assert result(plan, "vm", Scenario.FAILBACK).allocation is becomes


def test_f4_secondary_ip_configurations_keep_their_allocation_each() -> None:
    web = subnet("web", SMALL)
    ips = (ip("10.0.0.5", primary=True), ip("10.0.0.6", name="two", allocation=DYNAMIC))
    plan = estate([web], [web], [machine("vm", *ips)])
    results = assign(plan)
    assert [
        (scenario, result(results, id_of("vm", name), scenario).allocation)
        for scenario in (Scenario.FAILOVER, Scenario.FAILBACK)
        for name in ("ipconfig1", "two")
    ] == [
        (Scenario.FAILOVER, STATIC),
        (Scenario.FAILOVER, DYNAMIC),
        (Scenario.FAILBACK, STATIC),
        (Scenario.FAILBACK, DYNAMIC),
    ]


UNASSIGNED = (
    ("no-subnet", [subnet("db", SMALL)], settings(failover=at(in_subnet="dmz"))),
    ("reserved-subnet", [subnet("GatewaySubnet", SMALL)], settings()),
    ("not-selected", [subnet("web", SMALL)], settings(selected=False)),
    ("subnet-full", [subnet("web", "fd00::/64")], settings()),
)


@pytest.mark.parametrize(
    ("reason", "targets", "chosen"), UNASSIGNED, ids=[row[0] for row in UNASSIGNED]
)
@pytest.mark.parametrize("allocation", Allocation)
def test_f4_an_unassigned_result_keeps_the_allocation_it_would_have_had(
    reason: str, targets: list[Subnet], chosen: IpConfigurationSettings, allocation: Allocation
) -> None:
    vm = machine("vm", ip("10.0.0.5", allocation=allocation))
    for wanted, becomes in ((None, allocation), ("10.0.0.9", STATIC)):
        update = {"failover": at(wanted, chosen.failover.subnet)}
        if reason == "subnet-full" and wanted:
            continue  # a set address has reasons of its own
        plan = estate(
            [subnet("web", SMALL)], targets, [vm], [item("vm", chosen.model_copy(update=update))]
        )
        for scenario in (Scenario.FAILOVER, Scenario.FAILBACK):
            assert result(plan, "vm", scenario).allocation is becomes
        assert failed_over(plan, "vm") == f"unassigned / {reason}"


NEXT = (
    ("above the source", "10.0.0.6", (), "10.0.0.4", "10.0.0.7"),
    ("above it and what is taken", "10.0.0.6", ("10.0.0.7", "10.0.0.4"), "10.0.0.5", "10.0.0.8"),
    ("from the lowest, where none is above", "10.0.0.14", (), "10.0.0.4", "10.0.0.4"),
    ("an unknown source", None, (), "10.0.0.4", "10.0.0.4"),
    ("a source below the subnet", "9.0.0.9", (), "10.0.0.4", "10.0.0.4"),
    ("a source above the subnet", "192.168.0.9", (), "10.0.0.4", "10.0.0.4"),
)


@pytest.mark.parametrize(
    ("source", "taken", "lowest", "after"),
    [row[1:] for row in NEXT],
    ids=[row[0] for row in NEXT],
)
@pytest.mark.parametrize("order", AllocationOrder)
def test_f5_the_next_available_address_is_the_lowest_or_the_one_after_the_source(
    source: str | None, taken: tuple[str, ...], lowest: str, after: str, order: AllocationOrder
) -> None:
    held = dict.fromkeys((*taken, source) if source and source.startswith("10.0") else taken, "ilb")
    prefix = ".".join((source or "10.0.0.0").split(".")[:3]) + ".0/28"
    for next_available, gets in zip(NextAvailable, (lowest, after), strict=True):
        policy = Policy(next_available=next_available, allocation_order=order)
        target = subnet("web", SMALL, in_use=held)
        found = result(
            one(source, target, subnet("web", prefix), policy=policy), "vm", Scenario.FAILOVER
        )
        assert found.address == number(gets)
        assert found.forecast


def test_f5_above_the_source_is_never_the_source_address_itself() -> None:
    policy = Policy(next_available=NextAvailable.AFTER_SOURCE)
    plan = one("10.0.0.6", subnet("web", SMALL), subnet("web", "10.0.0.0/24"), policy=policy)
    assert failed_over(plan, "vm") == "10.0.0.7 next-available / different-address-space"


@pytest.mark.parametrize(
    ("wanted", "forecast"), [(None, False), ("10.0.0.9", False), ("172.16.0.4", False)]
)
def test_f5_what_is_set_kept_or_unassigned_is_no_forecast(
    wanted: str | None, forecast: bool
) -> None:
    plan = one("10.0.0.5", subnet("web", SMALL), wanted=wanted)
    assert result(plan, "vm", Scenario.FAILOVER).forecast is forecast


def queue(*machines: VirtualMachine, groups: tuple[int, ...] = ()) -> dict[str, str]:
    """The order in which machines of another address space are served, by address."""
    items = [item(vm.id, group=group) for vm, group in zip(machines, groups, strict=False)]
    source = subnet("web", "192.168.0.0/24")
    plan = estate([source], [subnet("web", SMALL)], machines, items or None)
    results = assign(plan)
    return {
        str(id): failed_over(results, id).split()[0].removeprefix("10.0.0.")
        for id in results.in_order()
    }


def away(last: int, name: str = "ipconfig1", primary: bool = False) -> IpConfiguration:
    return ip(f"192.168.0.{last}", name=name, primary=primary)


def test_f6_recovery_plan_groups_come_in_their_order_then_the_items_in_theirs() -> None:
    vms = [machine(name, away(4 + n)) for n, name in enumerate("dcba")]
    assert queue(*vms, groups=(2, 1, 2, 1)) == {
        "c/nic/ipconfig1": "4",
        "a/nic/ipconfig1": "5",
        "d/nic/ipconfig1": "6",
        "b/nic/ipconfig1": "7",
    }


def test_f6_primary_nics_come_first_and_within_them_primary_ip_configurations() -> None:
    vm = machine(
        "vm",
        nic(away(4, "a1"), away(5, "a2", primary=True), away(6, "a3"), name="a"),
        nic(away(7, "b1"), away(8, "b2", primary=True), name="b", primary=True),
        nic(away(9, "c1"), name="c"),
    )
    assert list(queue(vm)) == [
        *("vm/b/b2", "vm/b/b1", "vm/a/a2", "vm/a/a1", "vm/a/a3", "vm/c/c1"),
    ]
    assert list(queue(vm).values()) == [*"456789"]


def test_f6_without_a_primary_one_the_order_of_the_file_counts() -> None:
    vm = machine("vm", nic(away(4, "z"), away(5, "a"), name="z"), nic(away(6, "i"), name="a"))
    assert list(queue(vm)) == ["vm/z/z", "vm/z/a", "vm/a/i"]


def crossing(policy: Policy) -> list[str]:
    """An early machine without an address, and a later one that keeps the lowest."""
    web = subnet("web", SMALL)
    machines = [
        machine("early", ip(None)),
        machine("late", ip("10.0.0.4")),
        machine("set", ip(None)),
    ]
    items = [item("early"), item("late"), item("set", setting("10.0.0.5"))]
    plan = estate([web], [web], machines, items, policy=policy)
    return [failed_over(plan, vm.id) for vm in machines]


@pytest.mark.parametrize("next_available", NextAvailable)
def test_f7_who_keeps_an_address_comes_before_who_gets_the_next_one(
    next_available: NextAvailable,
) -> None:
    assert crossing(Policy(next_available=next_available)) == [
        "10.0.0.6 next-available / no-source-address",
        "10.0.0.4 retained",
        "10.0.0.5 configured",
    ]


@pytest.mark.parametrize("next_available", NextAvailable)
def test_f7_in_failover_order_an_early_machine_takes_what_a_later_one_would_keep(
    next_available: NextAvailable,
) -> None:
    policy = Policy(allocation_order=AllocationOrder.FAILOVER_ORDER, next_available=next_available)
    assert crossing(policy) == [
        "10.0.0.4 next-available / no-source-address",
        "10.0.0.6 next-available / address-taken by early/nic/ipconfig1",
        "10.0.0.5 configured",
    ]


@every_policy
def test_f7_a_set_address_comes_before_the_one_that_would_keep_it(policy: Policy) -> None:
    web = subnet("web", SMALL)
    machines = [machine("keeps", ip("10.0.0.9")), machine("sets", ip("10.0.0.8"))]
    items = [item("keeps"), item("sets", setting("10.0.0.9"), group=2)]
    plan = estate([web], [web], machines, items, policy=policy)
    next_one = "10.0.0.10" if policy.next_available is NextAvailable.AFTER_SOURCE else "10.0.0.4"
    assert failed_over(plan, "keeps") == (
        f"{next_one} next-available / address-taken by sets/nic/ipconfig1"
    )
    assert failed_over(plan, "sets") == "10.0.0.9 configured"


@every_policy
def test_f7_of_two_that_would_keep_one_address_the_first_has_it(policy: Policy) -> None:
    web, other = subnet("web", SMALL), subnet("WEB", SMALL)
    machines = [
        machine("first", ip("10.0.0.9")),
        machine("second", ip("10.0.0.9", "web", in_network="other")),
    ]
    plan = estate(
        [web], [web], machines, [item("second", group=2), item("first")], [network("other", other)],
        policy=policy,
    )  # fmt: skip
    assert failed_over(plan, "first") == "10.0.0.9 retained"
    assert failed_over(plan, "second").endswith("/ address-taken by first/nic/ipconfig1")


def test_f8_secondary_ip_configurations_go_along_unless_told_otherwise() -> None:
    web = subnet("web", SMALL)
    vm = machine(
        "vm", ip("10.0.0.5", primary=True), ip("10.0.0.6", name="two"), ip("10.0.0.7", name="three")
    )
    plan = estate([web], [web], [vm], [item("vm", settings("two", selected=False))])
    assert [failed_over(plan, id) for id, _ in vm.in_failover_order] == [
        "10.0.0.5 retained",
        "unassigned / not-selected",
        "10.0.0.7 retained",
    ]


def test_f8_who_is_not_selected_leaves_its_address_to_others() -> None:
    web = subnet("web", SMALL)
    machines = [machine("stays", ip("10.0.0.4")), machine("goes", ip(None))]
    plan = estate([web], [web], machines, [item("stays", settings(selected=False)), item("goes")])
    assert failed_over(plan, "goes") == "10.0.0.4 next-available / no-source-address"
