"""A1 to A6: which addresses of a subnet can be given out."""

from time import process_time
from typing import Any

import pytest

from models.assignment import Scenario
from models.plan import AllocationOrder, NextAvailable, Plan, Policy
from models.rules.availability import Availability, available_count, usable_count, usable_ranges
from models.topology import Subnet
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
    number,
    result,
    settings,
    subnet,
)


def taking(there: Subnet, count: int, **policy: Any) -> list[str]:
    """The addresses that machines of another address space get in a subnet, one by one."""
    machines = [machine(f"vm-{n}", ip(f"192.168.0.{4 + n}")) for n in range(count)]
    plan = estate([subnet("web", "192.168.0.0/24")], [there], machines, policy=Policy(**policy))
    return [failed_over(plan, one.id).split(" / ")[0] for one in machines]


def addresses(*last: int) -> list[str]:
    return [f"10.0.0.{n} next-available" for n in last]


PREFIXES = (
    ("10.0.0.0/29", "10.0.0.4", "10.0.0.6", 3),
    ("10.0.0.0/28", "10.0.0.4", "10.0.0.14", 11),
    ("10.0.0.0/24", "10.0.0.4", "10.0.0.254", 251),
    ("10.0.0.0/8", "10.0.0.4", "10.255.255.254", 2**24 - 5),
    ("64.0.0.0/2", "64.0.0.4", "127.255.255.254", 2**30 - 5),
    ("0.0.0.0/2", "0.0.0.4", "63.255.255.254", 2**30 - 5),
    ("192.0.0.0/2", "192.0.0.4", "255.255.255.254", 2**30 - 5),
)


@pytest.mark.parametrize(("prefix", "first", "last", "count"), PREFIXES)
def test_azure_keeps_the_first_four_addresses_and_the_last_one(
    prefix: str, first: str, last: str, count: int
) -> None:
    web = subnet("web", prefix)
    assert usable_ranges(web) == ((number(first), number(last)),)
    assert usable_count(web) == count


@pytest.mark.parametrize("last", [0, 1, 2, 3, 7])
def test_an_address_that_azure_keeps_is_never_retained(last: int) -> None:
    web = subnet("web", "10.0.0.0/29")
    plan = estate([web], [web], [machine("vm", ip(f"10.0.0.{last}"))])
    assert failed_over(plan, "vm") == "10.0.0.4 next-available / address-reserved"


def test_what_others_hold_and_every_nic_in_the_subnet_is_occupied() -> None:
    there = subnet("web", "10.0.0.0/28", in_use={"10.0.0.4": "ilb", "10.0.0.6": ""})
    standing = machine("other", ip("10.0.0.5", "WEB", in_network="vnet-asr"), region=AWAY)
    vm = machine("vm", ip("192.168.0.9"))
    plan = estate([subnet("web", "192.168.0.0/24")], [there], [standing, vm], [item("vm")])
    assert failed_over(plan, "vm") == "10.0.0.7 next-available / different-address-space"


@pytest.mark.parametrize(
    ("wanted", "gets"),
    [
        ("10.0.0.4", "10.0.0.7 next-available / address-taken by ilb"),
        ("10.0.0.5", "10.0.0.7 next-available / address-taken by other/nic/ipconfig1"),
        ("10.0.0.6", "10.0.0.7 next-available / address-taken by somebody"),
    ],
)
def test_a_taken_address_says_who_has_it(wanted: str, gets: str) -> None:
    there = subnet("web", "10.0.0.0/28", in_use={"10.0.0.4": "ilb", "10.0.0.6": ""})
    standing = machine("other", ip("10.0.0.5", in_network="vnet-asr"), region=AWAY)
    vm = machine("vm", ip(wanted))
    plan = estate([subnet("web", "10.0.0.0/28")], [there], [standing, vm], [item("vm")])
    assert failed_over(plan, "vm") == gets


def test_a_replicated_machine_still_occupies_its_address_at_failover() -> None:
    web = subnet("web", "10.0.0.0/28")
    goes_away = machine("away", ip("10.0.0.5", in_network="vnet-asr"), region=AWAY)
    plan = estate([web], [web], [machine("vm", ip("10.0.0.5")), goes_away], [
        item("vm"), item("away", to="vnet"),
    ])  # fmt: skip
    assert failed_over(plan, "vm") == (
        "10.0.0.4 next-available / address-taken by away/nic/ipconfig1"
    )


def test_only_the_nics_of_that_subnet_occupy_it() -> None:
    web = subnet("web", "10.0.0.0/28")
    elsewhere = machine("other", ip("10.0.0.5", in_network="third"), region=AWAY)
    plan = estate([web], [web], [machine("vm", ip("10.0.0.5")), elsewhere], [item("vm")], [
        network("third", web, region=AWAY)
    ])  # fmt: skip
    assert failed_over(plan, "vm") == "10.0.0.5 retained"


def test_an_address_is_given_out_once() -> None:
    assert taking(subnet("web", "10.0.0.0/28"), 3) == addresses(4, 5, 6)


def test_a_full_subnet_does_not_spill_into_another_one() -> None:
    there = [subnet("web", "10.0.0.0/29"), subnet("db", "10.0.1.0/24")]
    machines = [machine(f"vm-{n}", ip(f"192.168.0.{4 + n}")) for n in range(5)]
    plan = estate([subnet("web", "192.168.0.0/24")], there, machines)
    assert [failed_over(plan, one.id).split(" / ")[0] for one in machines] == [
        *addresses(4, 5, 6),
        *["unassigned"] * 2,
    ]
    assert failed_over(plan, "vm-4") == "unassigned / subnet-full"


def test_the_prefixes_of_a_subnet_are_one_set_from_the_lowest_address() -> None:
    there = subnet("web", "10.0.0.64/29", "10.0.0.0/29")
    assert taking(there, 7) == [*addresses(4, 5, 6, 68, 69, 70), "unassigned"]


def test_each_prefix_of_a_subnet_keeps_five_addresses() -> None:
    there = subnet("web", "10.0.0.0/29", "10.0.0.8/29")
    assert usable_count(there) == 6
    assert taking(there, 4) == addresses(4, 5, 6, 12)


def test_the_end_of_the_range_is_that_of_the_highest_prefix() -> None:
    there = subnet("web", "10.0.0.64/29", "10.0.0.0/29")
    machines = [machine(f"vm-{n}", ip(f"192.168.0.{4 + n}")) for n in range(4)]
    plan = estate([subnet("web", "192.168.0.0/24")], [there], machines, [
        item(one.id, test_failover_network="vnet-asr") for one in machines
    ])  # fmt: skip
    assert [in_test(plan, one.id).split()[0] for one in machines] == [
        *("10.0.0.70", "10.0.0.69", "10.0.0.68", "10.0.0.6")
    ]


def test_what_comes_after_the_source_may_be_in_a_later_prefix_or_again_the_lowest() -> None:
    there = subnet("web", "10.0.0.0/29", "200.0.0.0/29")
    assert taking(there, 4, next_available=NextAvailable.AFTER_SOURCE) == [
        *(f"200.0.0.{n} next-available" for n in (4, 5, 6)),
        "10.0.0.4 next-available",
    ]


def test_equal_prefixes_are_equal_in_any_order() -> None:
    one, other = ("10.0.0.0/29", "10.0.0.8/29"), ("10.0.0.8/29", "10.0.0.0/29")
    plan = estate([subnet("web", *one)], [subnet("web", *other)], [machine("vm", ip("10.0.0.13"))])
    assert failed_over(plan, "vm") == "10.0.0.13 retained"


@pytest.mark.parametrize("target", [("10.0.0.0/29",), ("10.0.0.0/28",)])
def test_two_prefixes_are_not_the_same_address_space_as_one(target: tuple[str, ...]) -> None:
    source = subnet("web", "10.0.0.0/29", "10.0.0.8/29")
    plan = estate([source], [subnet("web", *target)], [machine("vm", ip("10.0.0.5"))])
    assert failed_over(plan, "vm") == "10.0.0.4 next-available / different-address-space"


def test_ipv6_prefixes_play_no_part_in_what_is_the_same_address_space() -> None:
    plan = estate(
        [subnet("web", "10.0.0.0/24", "fd00:0:0:1::/64")],
        [subnet("web", "10.0.0.0/24", "fd00:0:0:2::/64")],
        [machine("vm", ip("10.0.0.13"))],
    )
    assert failed_over(plan, "vm") == "10.0.0.13 retained"


@pytest.mark.parametrize("scenario", Scenario)
def test_an_ipv6_address_is_not_failed_over_and_the_ipv4_one_beside_it_is(
    scenario: Scenario,
) -> None:
    web = subnet("web", "10.0.0.0/24", "fd00::/64")
    two = machine("vm", ip("10.0.0.9", primary=True), ip("fd00::9", name="v6"))
    plan = estate([web], [web], [two], [item("vm", test_failover_network="vnet-asr")])
    ipv4, ipv6 = two.in_failover_order[0][0], two.in_failover_order[1][0]
    assert result(plan, ipv4, scenario).address == number("10.0.0.9")
    found = result(plan, ipv6, scenario)
    reason = "not-failed-over" if scenario is Scenario.FAILBACK else "ipv6-unsupported"
    assert (found.address, found.reason) == (None, reason)


def test_an_unknown_address_in_a_subnet_of_ipv6_alone_is_an_ipv6_one() -> None:
    plan = estate(
        [subnet("web", "fd00::/64")], [subnet("web", "10.0.0.0/24")], [machine("vm", ip(None))]
    )
    assert failed_over(plan, "vm") == "unassigned / ipv6-unsupported"


def test_a_target_subnet_of_ipv6_alone_has_no_address_for_ipv4() -> None:
    plan = estate(
        [subnet("web", "10.0.0.0/24")],
        [subnet("web", "fd00::/64")],
        [machine("vm", ip("10.0.0.9"))],
    )
    assert failed_over(plan, "vm") == "unassigned / subnet-full"


@pytest.mark.parametrize("address", ["::a00:4", "fd00::4", "::"])
@pytest.mark.parametrize("scenario", [Scenario.FAILOVER, Scenario.TEST_FAILOVER])
def test_an_ipv6_address_set_for_an_ipv4_one_is_outside_even_with_the_same_number(
    address: str, scenario: Scenario
) -> None:
    web = subnet("web", "10.0.0.0/24", "fd00::/64")
    wanted = settings(failover=at(address), test_failover=at(address))
    plan = estate([web], [web], [machine("vm", ip("10.0.0.9"))], [
        item("vm", wanted, test_failover_network="vnet-asr")
    ])  # fmt: skip
    found = result(plan, "vm", scenario)
    assert (found.address, found.reason) == (None, "outside-subnet")


def crowded(prefix: str, count: int) -> Plan:
    """Machines without a known address that go to a subnet of that prefix."""
    machines = [machine(f"vm-{n}", ip(None)) for n in range(count)]
    items = [item(one.id, test_failover_network="vnet-asr") for one in machines]
    return estate([subnet("web", "10.0.0.0/8")], [subnet("web", prefix)], machines, items)


@pytest.mark.fault(49)
def test_the_largest_subnet_answers_at_once() -> None:
    plan = crowded("64.0.0.0/2", 300)
    start = process_time()
    assert failed_over(plan, "vm-299") == "64.0.1.47 next-available / no-source-address"
    assert in_test(plan, "vm-299") == "127.255.254.211 end-of-range / no-source-address"
    assert process_time() - start < 1


def test_a_long_run_of_taken_addresses_is_walked_once_and_not_at_every_request() -> None:
    web, size = subnet("web", "10.0.0.0/8"), 20_000
    first = number("10.0.0.4")
    available = Availability(web, {first + n: "taken" for n in range(size)})
    start = process_time()
    for n in range(size):
        lowest = available.lowest()
        assert lowest == first + size + n
        available.take(lowest, "new")
    assert process_time() - start < 1


def test_what_is_available_is_counted_without_what_azure_keeps() -> None:
    web = subnet("web", "10.0.0.0/29", "10.0.0.8/29")
    held = {number(f"10.0.0.{last}"): "ilb" for last in (1, 4, 13)}
    assert available_count(web, held) == 4


def test_asking_for_an_address_does_not_take_it() -> None:
    web = subnet("web", "10.0.0.0/28")
    available = Availability(web, {number("10.0.0.4"): "a", number("10.0.0.14"): "b"})
    for _ in range(3):
        assert available.lowest() == number("10.0.0.5")
        assert available.highest() == number("10.0.0.13")
        assert available.lowest(number("10.0.0.4")) == number("10.0.0.5")


def test_an_ipv6_address_in_use_holds_no_ipv4_one_of_the_same_number() -> None:
    there = subnet("web", "10.0.0.0/28", "::/64", in_use={"::a00:5": "v6"})
    plan = estate([subnet("web", "10.0.0.0/28")], [there], [machine("vm", ip("10.0.0.5"))])
    assert failed_over(plan, "vm") == "10.0.0.5 retained"


@pytest.mark.parametrize("order", AllocationOrder)
def test_a_subnet_with_one_address_left_gives_it_to_the_first(order: AllocationOrder) -> None:
    there = subnet("web", "10.0.0.0/29", in_use={"10.0.0.4": "a", "10.0.0.6": "b"})
    assert taking(there, 2, allocation_order=order) == [*addresses(5), "unassigned"]
