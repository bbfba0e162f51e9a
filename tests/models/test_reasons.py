"""Why a result is what it is: every reason of ``rules.md``, and which comes first."""

from collections.abc import Iterator, Sequence

import pytest

from models.assign import Assignments, assign
from models.assignment import AddressRule, Assignment, Reason, Scenario
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    Plan,
    Policy,
    SameAddressSpace,
    TestAddress,
)
from models.topology import Subnet
from tests.support.builders import (
    AWAY,
    at,
    estate,
    failed_back,
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
from tests.support.oracle import expected

SMALL = "10.0.0.0/29"
EVERYTHING_TAKEN = {"10.0.0.4": "a", "10.0.0.5": "b", "10.0.0.6": "c"}
WORDS = {Scenario.FAILOVER: failed_over, Scenario.TEST_FAILOVER: in_test}
both_ways = pytest.mark.parametrize("scenario", WORDS)


def one(
    address: str | None,
    target: Subnet,
    chosen: IpConfigurationSettings | None = None,
    source: Sequence[str] = (SMALL, "fd00::/64"),
    policy: Policy | None = None,
) -> Plan:
    """One machine that goes to a subnet, and is tested in one like it in another network."""
    given = [chosen] if chosen else []
    return estate(
        [subnet("web", *source)],
        [target],
        [machine("vm", ip(address))],
        [item("vm", *given, test_failover_network="drill")],
        [network("drill", target, region=AWAY)],
        policy=policy,
    )


def chosen(wanted: FailoverSettings, *, selected: bool = True) -> IpConfigurationSettings:
    """The same settings for both scenarios."""
    return settings(selected=selected, failover=wanted, test_failover=wanted)


NOWHERE = at("172.16.0.4", "dmz")
RESERVED = at("172.16.0.4", "GatewaySubnet")
ENTRY = (
    ("not-selected", "fd00::9", chosen(NOWHERE, selected=False), "web"),
    ("ipv6-unsupported", "fd00::9", chosen(NOWHERE), "web"),
    ("no-subnet", "10.0.0.5", chosen(NOWHERE), "web"),
    ("reserved-subnet", "10.0.0.5", chosen(RESERVED), "GatewaySubnet"),
    ("outside-subnet", "10.0.0.5", chosen(at("172.16.0.4", "web")), "web"),
)


@both_ways
@pytest.mark.parametrize(
    ("reason", "address", "wanted", "target"), ENTRY, ids=[row[0] for row in ENTRY]
)
def test_what_keeps_somebody_from_landing_comes_before_what_is_wrong_with_an_address(
    reason: str, address: str, wanted: IpConfigurationSettings, target: str, scenario: Scenario
) -> None:
    plan = one(address, subnet(target, SMALL, in_use=EVERYTHING_TAKEN), wanted)
    assert WORDS[scenario](plan, "vm") == f"unassigned / {reason}"


SET = (
    ("outside-subnet", "10.0.0.8", EVERYTHING_TAKEN),
    ("address-reserved", "10.0.0.7", {"10.0.0.7": "held", **EVERYTHING_TAKEN}),
    ("address-taken by b", "10.0.0.5", EVERYTHING_TAKEN),
)


@both_ways
@pytest.mark.parametrize(("reason", "wanted", "held"), SET, ids=[row[0] for row in SET])
def test_a_set_address_says_what_is_wrong_with_it_even_where_the_subnet_is_full(
    reason: str, wanted: str, held: dict[str, str], scenario: Scenario
) -> None:
    plan = one("10.0.0.6", subnet("web", SMALL, in_use=held), chosen(at(wanted)))
    assert WORDS[scenario](plan, "vm") == f"unassigned / {reason}"


def setting_one_address(held: dict[str, str]) -> Plan:
    """Two machines that set the same address, at failover and in a test."""
    source, target = subnet("web", SMALL), subnet("web", SMALL, in_use=held)
    machines = [machine("first", ip("10.0.0.5")), machine("second", ip("10.0.0.6"))]
    both = chosen(at("10.0.0.4"))
    items = [item(vm.id, both, test_failover_network="vnet-asr") for vm in machines]
    return estate([source], [target], machines, items)


@both_ways
def test_an_address_that_an_earlier_one_set_is_a_duplicate(scenario: Scenario) -> None:
    plan = setting_one_address({})
    assert WORDS[scenario](plan, "second") == (
        "unassigned / address-duplicate by first/nic/ipconfig1"
    )


@both_ways
def test_a_taken_address_is_taken_for_all_who_set_it(scenario: Scenario) -> None:
    plan = setting_one_address({"10.0.0.4": "ilb"})
    for id in ("first", "second"):
        assert WORDS[scenario](plan, id) == "unassigned / address-taken by ilb"


WIDE = "10.0.0.0/24"
CONTAINS = Policy(same_address_space=SameAddressSpace.CONTAINS)
FAILOVER = (
    ("no-source-address", None, WIDE, None),
    ("different-address-space", "10.0.0.5", WIDE, None),
    ("address-reserved", "10.0.0.3", SMALL, None),
    ("address-reserved", "10.0.0.3", WIDE, CONTAINS),
    ("address-taken by ilb", "10.0.0.5", SMALL, None),
    ("address-taken by ilb", "10.0.0.5", WIDE, CONTAINS),
)


@pytest.mark.parametrize(("reason", "address", "target", "policy"), FAILOVER)
def test_an_address_that_is_not_kept_says_the_first_reason_that_applies(
    reason: str, address: str | None, target: str, policy: Policy | None
) -> None:
    held = {"10.0.0.3": "ilb", "10.0.0.5": "ilb"}
    plan = one(address, subnet("web", target, in_use=held), policy=policy)
    assert failed_over(plan, "vm") == f"10.0.0.4 next-available / {reason}"


BACK: tuple[tuple[str, FailoverSettings, list[str]], ...] = (
    ("no-reverse-mapping", at("10.0.0.4"), []),
    ("not-failed-over", at("10.0.0.1"), []),
    ("not-failed-over", at("10.0.0.1"), ["vnet-asr->vnet"]),
    ("not-failed-over", at(in_subnet="dmz"), []),
)


@pytest.mark.parametrize(("reason", "wanted", "mappings"), BACK)
def test_who_has_not_failed_over_is_told_that_before_anything_about_the_way_back(
    reason: str, wanted: FailoverSettings, mappings: list[str]
) -> None:
    web = subnet("web", SMALL)
    items = [item("vm", settings(failover=wanted))]
    plan = estate([web], [web], [machine("vm", ip("10.0.0.5"))], items, mappings=mappings)
    assert failed_back(plan, "vm") == f"unassigned / {reason}"


TESTS = (
    ("no-source-address", None, SMALL, TestAddress.SOURCE),
    ("outside-subnet", "10.0.0.5", "10.0.0.8/29", TestAddress.SOURCE),
    ("address-reserved", "10.0.0.3", SMALL, TestAddress.SOURCE),
    ("address-taken by ilb", "10.0.0.5", SMALL, TestAddress.SOURCE),
    ("address-taken by ilb", "192.168.0.5", SMALL, TestAddress.FAILOVER),
)


@pytest.mark.parametrize(("reason", "address", "target", "policy"), TESTS)
def test_an_address_that_is_not_the_same_in_a_test_says_the_first_reason_that_applies(
    reason: str, address: str | None, target: str, policy: TestAddress
) -> None:
    held = {"10.0.0.3": "ilb", "10.0.0.5": "ilb"} if target == SMALL else {}
    source = (SMALL,) if policy is TestAddress.SOURCE else ("192.168.0.0/29",)
    target_subnet = subnet("web", target)
    plan = estate(
        [subnet("web", *source)],
        [target_subnet],
        [machine("vm", ip(address))],
        [item("vm", settings(failover=at("10.0.0.5" if "192" in str(address) else None)),
              test_failover_network="drill")],
        [network("drill", subnet("web", target, in_use=held), region=AWAY)],
        policy=Policy(test_address=policy),
    )  # fmt: skip
    last = "10.0.0.14" if target != SMALL else "10.0.0.6"
    assert in_test(plan, "vm") == f"{last} end-of-range / {reason}"


FULL: tuple[tuple[str, str | None, tuple[str, ...], Scenario], ...] = (
    ("no source address", None, (SMALL,), Scenario.FAILOVER),
    ("another address space", "192.168.0.5", ("192.168.0.0/24",), Scenario.FAILOVER),
    ("a kept address", "10.0.0.3", (SMALL,), Scenario.FAILOVER),
    ("a taken address", "10.0.0.5", (SMALL,), Scenario.FAILOVER),
    ("no source address in a test", None, (SMALL,), Scenario.TEST_FAILOVER),
    ("outside in a test", "192.168.0.5", ("192.168.0.0/24",), Scenario.TEST_FAILOVER),
    ("a kept address in a test", "10.0.0.3", (SMALL,), Scenario.TEST_FAILOVER),
    ("a taken address in a test", "10.0.0.5", (SMALL,), Scenario.TEST_FAILOVER),
)


@pytest.mark.parametrize(
    ("address", "source", "scenario"), [row[1:] for row in FULL], ids=[row[0] for row in FULL]
)
def test_a_full_subnet_is_the_reason_instead_of_why_the_address_is_not_kept(
    address: str | None, source: tuple[str, ...], scenario: Scenario
) -> None:
    full = subnet("web", SMALL, in_use=EVERYTHING_TAKEN)
    found = result(one(address, full, source=source), "vm", scenario)
    assert (found.rule, found.reason) == (AddressRule.UNASSIGNED, Reason.SUBNET_FULL)
    assert found.taken_by is None


def every_kind_of_result() -> Iterator[Assignments]:
    """Plans that have every reason between them."""
    for _, address, wanted, target in ENTRY:
        yield assign(one(address, subnet(target, SMALL), wanted))
    for _, to_set, held in SET:
        yield assign(one("10.0.0.6", subnet("web", SMALL, in_use=held), chosen(at(to_set))))
    for _, kept, prefix, policy in FAILOVER:
        yield assign(one(kept, subnet("web", prefix, in_use={"10.0.0.5": "x"}), policy=policy))
    web = subnet("web", SMALL)
    yield assign(estate([web], [web], [machine("vm", ip("10.0.0.5"))], mappings=[]))
    yield assign(one(None, subnet("web", SMALL, in_use=EVERYTHING_TAKEN)))
    yield assign(setting_one_address({}))


def every_result() -> Iterator[Assignment]:
    """All of their results."""
    for results in every_kind_of_result():
        for id in results.in_order():
            for scenario in Scenario:
                if (found := results.of(id, scenario)) is not None:
                    yield found


def test_these_tables_hold_every_reason_there_is() -> None:
    assert {found.reason for found in every_result()} == {None, *Reason}


def test_who_has_the_address_is_said_where_it_is_taken_or_a_duplicate_and_nowhere_else() -> None:
    says_who = (Reason.ADDRESS_TAKEN, Reason.ADDRESS_DUPLICATE)
    for found in every_result():
        assert (found.taken_by is not None) is (found.reason in says_who)


def test_what_is_set_or_kept_has_no_reason_and_everything_else_has_one() -> None:
    plain = (AddressRule.CONFIGURED, AddressRule.RETAINED)
    for found in every_result():
        assert (found.reason is None) is (found.rule in plain)


def test_a_plain_reading_of_the_rules_gives_the_same_results() -> None:
    for results in every_kind_of_result():
        wanted = expected(results.plan)
        for scenario in Scenario:
            for id in results.in_order():
                assert results.of(id, scenario) == wanted[scenario].get(id)
