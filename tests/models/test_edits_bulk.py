"""Edits of many IP configurations at once: what is done, and who is left out for which reason."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from models.addresses import address_text, parse_address
from models.assign import Assignments, assign
from models.assignment import Scenario
from models.edits.bulk import Bulk
from models.edits.bulk_addresses import (
    Base,
    add_offset,
    copy_failover_to_test,
    fill_series,
    keep_host_part,
    pin_forecasts,
)
from models.edits.bulk_settings import clear, move_to_group, set_subnet, set_test_network
from models.errors import EditRefused
from models.plan import Plan
from models.topology import IpConfigurationId
from tests.support.builders import at, estate, id_of, ip, item, machine, network, settings, subnet

FAILOVER, TEST = Scenario.FAILOVER, Scenario.TEST_FAILOVER
NAMES = ("a", "b", "c", "d")
EVERY = [id_of(name) for name in NAMES]
Set = dict[str, str | None]


@pytest.fixture
def plan() -> Plan:
    """``a`` to ``d`` go from 10.0.0.0/24 to 10.9.0.0/24; ``e`` is not replicated."""
    addresses = {"a": "10.0.0.20", "b": "10.0.0.21", "c": "10.0.0.22", "d": "10.0.0.40"}
    machines = [machine(name, ip(address)) for name, address in addresses.items()]
    drill = network("drill", subnet("web", "10.9.0.0/24"), region="southeastasia")
    return estate(
        [subnet("web", "10.0.0.0/24")],
        [
            subnet("web", "10.9.0.0/24", in_use={"10.9.0.21": "ilb"}),
            subnet("App", "10.8.0.0/25"),
            subnet("GatewaySubnet", "10.7.0.0/27"),
        ],
        [*machines, machine("e", ip("10.0.0.50"))],
        [item(name, test_failover_network="drill") for name in NAMES],
        networks=[drill],
    )


def with_set(plan: Plan, scenario: Scenario = FAILOVER, **addresses: str) -> Plan:
    """The plan with addresses set for some of the machines."""
    decided = {
        name: settings(failover=at(address))
        if scenario is FAILOVER
        else settings(test_failover=at(address))
        for name, address in addresses.items()
    }
    rows = [
        item(name, decided[name], test_failover_network="drill")
        if name in addresses
        else plan.replicated_items[name]
        for name in NAMES
    ]
    return replace(plan, replicated_items=plan.replicated_items.with_rows(rows))


def what_is_set(plan: Plan, scenario: Scenario = FAILOVER) -> Set:
    found: Set = {}
    for id in EVERY:
        of = plan.settings_of(id)
        address = (of.failover if scenario is FAILOVER else of.test_failover).address
        found[id.virtual_machine] = None if address is None else str(address)
    return found


def reasons(bulk: Bulk) -> Mapping[str, str]:
    return {id.virtual_machine: reason for id, reason in bulk.left_out.items()}


def test_the_forecasts_are_pinned_and_only_those(plan: Plan) -> None:
    plan = with_set(plan, a="10.9.0.30")
    bulk = pin_forecasts(assign(plan), [*EVERY, id_of("e")], FAILOVER)
    after = bulk.edit.apply(plan)
    assert what_is_set(after) == {
        "a": "10.9.0.30", "b": "10.9.0.4", "c": "10.9.0.5", "d": "10.9.0.6",
    }  # fmt: skip
    assert reasons(bulk) == {
        "a": "10.9.0.30 is set by hand, not only forecast",
        "e": "it is not replicated",
    }
    assert bulk.edit.label == "pin the forecast failover address: 3 at once"


def test_the_addresses_of_the_test_are_pinned_at_test_failover(plan: Plan) -> None:
    bulk = pin_forecasts(assign(plan), EVERY, TEST)
    after = bulk.edit.apply(plan)
    assert what_is_set(after, TEST) == {
        "a": "10.9.0.254", "b": "10.9.0.253", "c": "10.9.0.252", "d": "10.9.0.251",
    }  # fmt: skip
    assert what_is_set(after) == dict.fromkeys(NAMES)


def test_the_host_part_is_kept_where_it_can_be_had(plan: Plan) -> None:
    bulk = keep_host_part(assign(plan), EVERY, FAILOVER)
    assert what_is_set(bulk.edit.apply(plan)) == {
        "a": "10.9.0.20", "b": None, "c": "10.9.0.22", "d": "10.9.0.40",
    }  # fmt: skip
    assert reasons(bulk) == {"b": "10.9.0.21 is in use by ilb"}


@pytest.mark.parametrize(
    ("base", "offset", "expected", "left_out"),
    [
        (Base.HOST_PART, 10, ("10.9.0.30", "10.9.0.31", "10.9.0.32", "10.9.0.50"), {}),
        (
            Base.HOST_PART,
            215,
            ("10.9.0.235", "10.9.0.236", "10.9.0.237", None),
            {"d": "Azure keeps 10.9.0.255 for itself; web has 10.9.0.4 to 10.9.0.254"},
        ),
        (
            Base.HOST_PART,
            -18,
            (None, None, "10.9.0.4", "10.9.0.22"),
            {
                "a": "Azure keeps 10.9.0.2 for itself; web has 10.9.0.4 to 10.9.0.254",
                "b": "Azure keeps 10.9.0.3 for itself; web has 10.9.0.4 to 10.9.0.254",
            },
        ),
        (Base.RESULT, 1, ("10.9.0.5", "10.9.0.6", "10.9.0.7", "10.9.0.8"), {}),
        (
            Base.RESULT,
            249,
            ("10.9.0.253", "10.9.0.254", None, None),
            {
                "c": "Azure keeps 10.9.0.255 for itself; web has 10.9.0.4 to 10.9.0.254",
                "d": "10.9.1.0 is outside web (10.9.0.0/24)",
            },
        ),
    ],
    ids=["host-part", "up-to-the-end", "down-to-what-azure-keeps", "present", "past-the-end"],
)
def test_an_offset_is_added_to_the_host_part_or_to_the_present_address(
    plan: Plan, base: Base, offset: int, expected: tuple[str | None, ...], left_out: dict[str, str]
) -> None:
    bulk = add_offset(assign(plan), EVERY, FAILOVER, base, offset)
    assert tuple(what_is_set(bulk.edit.apply(plan)).values()) == expected
    assert reasons(bulk) == left_out


@pytest.mark.parametrize(
    ("first", "step", "order", "expected", "left_out"),
    [
        ("10.9.0.10", 1, "abcd", ("10.9.0.10", "10.9.0.11", "10.9.0.12", "10.9.0.13"), {}),
        ("10.9.0.10", 1, "dcba", ("10.9.0.13", "10.9.0.12", "10.9.0.11", "10.9.0.10"), {}),
        ("10.9.0.10", 5, "abcd", ("10.9.0.10", "10.9.0.15", "10.9.0.20", "10.9.0.25"), {}),
        (
            "10.9.0.5",
            -1,
            "abcd",
            ("10.9.0.5", "10.9.0.4", None, None),
            {
                "c": "Azure keeps 10.9.0.3 for itself; web has 10.9.0.4 to 10.9.0.254",
                "d": "Azure keeps 10.9.0.2 for itself; web has 10.9.0.4 to 10.9.0.254",
            },
        ),
        (
            "10.9.0.20",
            1,
            "abcd",
            ("10.9.0.20", None, "10.9.0.22", "10.9.0.23"),
            {"b": "10.9.0.21 is in use by ilb"},
        ),
        (
            "10.9.0.10",
            1,
            "eab",
            ("10.9.0.10", "10.9.0.11", None, None),
            {"e": "it is not replicated"},
        ),
    ],
    ids=["up", "in-the-order-of-the-list", "steps", "down", "over-one-in-use", "who-goes-nowhere"],
)
def test_a_series_counts_in_the_order_of_the_list(
    plan: Plan,
    first: str,
    step: int,
    order: str,
    expected: tuple[str | None, ...],
    left_out: dict[str, str],
) -> None:
    ids = [id_of(name) for name in order]
    bulk = fill_series(assign(plan), ids, FAILOVER, parse_address(first), step)
    assert tuple(what_is_set(bulk.edit.apply(plan)).values()) == expected
    assert reasons(bulk) == left_out


@pytest.mark.parametrize(
    ("first", "step", "words"),
    [("10.9.0.10", 0, "step of 0"), ("fd00::4", 1, "IPv6"), ("0.0.0.9", 1, "outside web")],
)
def test_a_series_that_serves_nobody_is_refused(
    plan: Plan, first: str, step: int, words: str
) -> None:
    with pytest.raises(EditRefused, match=words):
        fill_series(assign(plan), EVERY, FAILOVER, parse_address(first), step)


def test_a_series_ends_where_ipv4_ends(plan: Plan) -> None:
    with pytest.raises(EditRefused):
        fill_series(assign(plan), EVERY, FAILOVER, parse_address("255.255.255.254"), 1)


def test_two_can_change_places_in_one_edit(plan: Plan) -> None:
    plan = with_set(plan, a="10.9.0.10", b="10.9.0.11")
    ids = [id_of("b"), id_of("a")]
    bulk = fill_series(assign(plan), ids, FAILOVER, parse_address("10.9.0.10"), 1)
    assert bulk.left_out == {}
    assert what_is_set(bulk.edit.apply(plan)) == {
        "a": "10.9.0.11", "b": "10.9.0.10", "c": None, "d": None,
    }  # fmt: skip


def test_who_goes_without_keeps_what_is_set_and_so_on_down_the_line(plan: Plan) -> None:
    plan = with_set(plan, a="10.9.0.252", b="10.9.0.253", c="10.9.0.254", d="10.9.0.9")
    bulk = add_offset(assign(plan), EVERY, FAILOVER, Base.RESULT, 1)
    assert reasons(bulk) == {
        "a": "10.9.0.253 is already set for b/nic/ipconfig1",
        "b": "10.9.0.254 is already set for c/nic/ipconfig1",
        "c": "Azure keeps 10.9.0.255 for itself; web has 10.9.0.4 to 10.9.0.254",
    }
    assert what_is_set(bulk.edit.apply(plan))["d"] == "10.9.0.10"


def test_an_address_set_for_somebody_else_is_not_taken(plan: Plan) -> None:
    plan = with_set(plan, d="10.9.0.11")
    bulk = fill_series(assign(plan), EVERY[:3], FAILOVER, parse_address("10.9.0.10"), 1)
    assert reasons(bulk) == {"b": "10.9.0.11 is already set for d/nic/ipconfig1"}


def test_of_two_that_would_get_one_address_the_first_of_the_list_has_it(plan: Plan) -> None:
    twins = estate(
        [subnet("web", "10.0.0.0/24"), subnet("app", "10.1.0.0/24")],
        [subnet("web", "10.9.0.0/24")],
        [machine("a", ip("10.0.0.20")), machine("b", ip("10.1.0.20", "app"))],
    )
    bulk = keep_host_part(assign(twins), [id_of("b"), id_of("a")], FAILOVER)
    assert reasons(bulk) == {"a": "10.9.0.20 goes to b/nic/ipconfig1, which comes first"}
    assert twins.settings_of(id_of("b")).failover.subnet is None
    assert bulk.edit.apply(twins).settings_of(id_of("b")).failover == at("10.9.0.20", "web")


def test_a_subnet_is_chosen_as_its_network_spells_it(plan: Plan) -> None:
    bulk = set_subnet(assign(plan), EVERY, FAILOVER, "app")
    after = bulk.edit.apply(plan)
    assert {after.settings_of(id).failover.subnet for id in EVERY} == {"App"}
    assert bulk.edit.label == "failover subnet app: 4 at once"


def test_a_subnet_is_not_chosen_where_there_is_none_or_an_address_is_in_the_way(plan: Plan) -> None:
    plan = with_set(plan, a="10.9.0.9", b="10.8.0.9")
    bulk = set_subnet(assign(plan), EVERY, FAILOVER, "App")
    assert reasons(bulk) == {"a": "10.9.0.9 is outside App (10.8.0.0/25)"}
    with pytest.raises(EditRefused, match="drill has no subnet App"):
        set_subnet(assign(plan), EVERY, TEST, "App")
    with pytest.raises(EditRefused, match="no virtual machine may be in GatewaySubnet"):
        set_subnet(assign(plan), EVERY, FAILOVER, "gatewaysubnet")
    again = bulk.edit.apply(plan)
    with pytest.raises(EditRefused, match="App is chosen already"):
        set_subnet(assign(again), EVERY[1:], FAILOVER, "app")


def test_clearing_gives_everything_back_to_the_rules(plan: Plan) -> None:
    decided = with_set(plan, a="10.9.0.9", b="10.8.0.9")
    bulk = clear(decided, [*EVERY, id_of("e")])
    assert bulk.edit.apply(decided) == plan
    assert reasons(bulk) == {
        "c": "nothing is set for it", "d": "nothing is set for it", "e": "it is not replicated",
    }  # fmt: skip


@pytest.mark.parametrize("network", ["vnet-asr", None])
def test_machines_are_tested_elsewhere_or_nowhere(plan: Plan, network: str | None) -> None:
    bulk = set_test_network(plan, EVERY[:2], network)
    after = bulk.edit.apply(plan)
    tested = [row.test_failover_network for row in after.replicated_items]
    assert tested == [network, network, "drill", "drill"]
    with pytest.raises(EditRefused, match="it is tested"):
        set_test_network(after, EVERY[:2], network)


def test_a_machine_with_several_ip_configurations_is_moved_to_a_group_once() -> None:
    web = subnet("web", "10.0.0.0/24")
    two = machine("two", ip("10.0.0.4", name="one", primary=True), ip("10.0.0.5", name="other"))
    plan = estate([web], [web], [two])
    ids = [id_of("two", "one"), id_of("two", "other"), id_of("two", "one")]
    bulk = move_to_group(plan, ids, 3)
    assert [step.label for step in bulk.edit.edits] == ["put two in group 3"]
    after = bulk.edit.apply(plan)
    with pytest.raises(EditRefused, match="it is in group 3 already"):
        move_to_group(after, ids, 3)
    with pytest.raises(EditRefused, match="counted from 1"):
        move_to_group(plan, ids, 0)


def test_the_failover_address_is_copied_to_the_test(plan: Plan) -> None:
    plan = with_set(plan, a="10.9.0.30")
    bulk = copy_failover_to_test(assign(plan), EVERY)
    after = bulk.edit.apply(plan)
    assert what_is_set(after, TEST) == {
        "a": "10.9.0.30", "b": "10.9.0.4", "c": "10.9.0.5", "d": "10.9.0.6",
    }  # fmt: skip
    assert after.settings_of(id_of("a")).test_failover.subnet is None


def test_the_subnet_is_copied_too_where_the_test_network_has_it(plan: Plan) -> None:
    elsewhere = set_test_network(plan, EVERY, "vnet-asr").edit.apply(plan)
    moved = set_subnet(assign(elsewhere), EVERY[:1], FAILOVER, "App").edit.apply(elsewhere)
    drilled = set_subnet(assign(moved), EVERY[:1], TEST, "web").edit.apply(moved)
    after = copy_failover_to_test(assign(drilled), EVERY[:1]).edit.apply(drilled)
    assert after.settings_of(EVERY[0]).test_failover == at("10.8.0.4", "App")


Do = Callable[[Assignments, list[IpConfigurationId]], Bulk]
PER_SCENARIO: dict[str, Do] = {
    "pin": lambda assignments, ids: pin_forecasts(assignments, ids, TEST),
    "host-part": lambda assignments, ids: keep_host_part(assignments, ids, TEST),
    "copy": copy_failover_to_test,
    "subnet": lambda assignments, ids: set_subnet(assignments, ids, TEST, "web"),
}


@pytest.mark.parametrize("do", PER_SCENARIO.values(), ids=PER_SCENARIO)
def test_who_is_tested_nowhere_is_left_out(plan: Plan, do: Do) -> None:
    plan = set_test_network(plan, EVERY[:1], None).edit.apply(plan)
    assert reasons(do(assign(plan), EVERY)) == {"a": "it has no test failover network"}


def test_nothing_chosen_and_nothing_possible_are_refused_in_words(plan: Plan) -> None:
    with pytest.raises(EditRefused, match="Choose what to do this to first"):
        clear(plan, [])
    with pytest.raises(EditRefused, match=r"^e/nic/ipconfig1: it is not replicated\.$"):
        clear(plan, [id_of("e")])
    with pytest.raises(EditRefused, match="any of the 4, such as a/nic/ipconfig1: nothing is set"):
        clear(plan, EVERY)


def test_one_row_alone_is_called_what_is_done_to_it(plan: Plan) -> None:
    bulk = fill_series(assign(plan), EVERY[:1], FAILOVER, parse_address("10.9.0.9"), 1)
    assert bulk.edit.label == "a: failover address 10.9.0.9"
    result = assign(bulk.edit.apply(plan)).failover(EVERY[0])
    assert result is not None
    assert result.address is not None
    assert address_text(result.address) == "10.9.0.9"
