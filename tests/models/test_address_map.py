"""A subnet as a picture: cells are counted, and agree with looking at every address."""

from collections import Counter
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.address_map import (
    HELD,
    AddressMap,
    Kind,
    Occupant,
    occupant_today,
    occupants_after,
    occupants_before,
)
from models.assign import assign
from models.assignment import Scenario
from models.cell_layout import fitting
from models.plan import Plan
from models.rules.availability import usable_count
from models.topology import Subnet
from tests.models.findings_plans import over, web
from tests.support.builders import at, estate, id_of, ip, item, machine, number, settings, subnet
from tests.support.drawn_plans import plans
from tests.support.laws import law


def drawn_map(plan: Plan, data: st.DataObject) -> tuple[AddressMap, Subnet]:
    assignments = assign(plan)
    network = data.draw(st.sampled_from([n for n in plan.virtual_networks if n.subnets]))
    chosen = data.draw(st.sampled_from(network.subnets))
    scenario = data.draw(st.sampled_from(Scenario))
    who = data.draw(st.sampled_from((occupants_before, occupants_after)))
    return AddressMap(chosen, who(assignments, (network.id, chosen.key), scenario)), chosen


def has_subnets(plan: Plan) -> bool:
    return any(network.subnets for network in plan.virtual_networks)


@law
@given(plans().filter(has_subnets), st.data())
def test_a_cell_counts_what_looking_at_each_of_its_addresses_gives(
    plan: Plan, data: st.DataObject
) -> None:
    shown, _ = drawn_map(plan, data)
    for within in shown.ranges:
        size = 1
        while size <= within.last - within.first + 1:
            for first in range(within.first, within.last + 1, size):
                one_by_one = Counter(map(shown.kind, range(first, first + size)))
                cell = shown.cell(first, first + size - 1)
                assert cell.counts == one_by_one
                assert cell.kind == min(one_by_one, key=list(Kind).index)
                assert cell.taken == sum(one_by_one[kind] for kind in HELD)
            size *= 2


@law
@given(plans().filter(has_subnets), st.data())
def test_the_kinds_of_a_subnet_add_up_to_what_is_usable_and_what_azure_keeps(
    plan: Plan, data: st.DataObject
) -> None:
    shown, chosen = drawn_map(plan, data)
    counts = shown.counts
    size = sum(last - first + 1 for first, last in chosen.ranges)
    assert sum(counts.values()) == size
    assert size - counts.get(Kind.AZURE, 0) == usable_count(chosen)
    assert len(shown.held) == sum(counts.get(kind, 0) for kind in HELD)


@law
@given(plans())
def test_after_a_scenario_everybody_has_the_address_that_was_assigned(plan: Plan) -> None:
    assignments = assign(plan)
    for network in plan.virtual_networks:
        for chosen in network.subnets:
            key = network.id, chosen.key
            for scenario in Scenario:
                before = AddressMap(chosen, occupants_before(assignments, key, scenario))
                after = AddressMap(chosen, occupants_after(assignments, key, scenario))
                for id in assignments.landing_in(key, scenario):
                    result = assignments.of(id, scenario)
                    assert result is not None
                    if result.address is not None:
                        assert after.holder(result.address) == id
                        assert before.kind(result.address) is Kind.FREE
                for occupant in before.held:
                    assert after.kind(occupant.address) is occupant.kind


def test_each_kind_is_told_from_the_others() -> None:
    target = [web(in_use={"10.0.0.10": "ilb", "10.0.0.30": ""})]
    vms = [machine("kept", ip("10.0.0.20")), machine("set", ip("10.0.0.21")),
           machine("moved", ip("10.0.0.10"))]  # fmt: skip
    items = [item("kept"), item("moved"), item("set", settings(failover=at("10.0.0.40")))]
    assignments = assign(estate([web()], target, vms, items))
    key = ("vnet-asr", "web")
    shown = AddressMap(target[0], occupants_after(assignments, key, Scenario.FAILOVER))
    kinds = {
        "10.0.0.0": Kind.AZURE,
        "10.0.0.3": Kind.AZURE,
        "10.0.0.4": Kind.FORECAST,
        "10.0.0.5": Kind.FREE,
        "10.0.0.10": Kind.IN_USE,
        "10.0.0.20": Kind.KEPT,
        "10.0.0.30": Kind.IN_USE,
        "10.0.0.40": Kind.SET,
        "10.0.0.255": Kind.AZURE,
    }
    assert {text: shown.kind(number(text)) for text in kinds} == kinds
    assert shown.holder(number("10.0.0.4")) == id_of("moved")
    assert shown.holder(number("10.0.0.10")) == "ilb"
    assert shown.holder(number("10.0.0.5")) is None
    source = AddressMap(web(), occupants_after(assignments, ("vnet", "web"), Scenario.FAILOVER))
    assert source.counts[Kind.STANDING] == 3


def test_at_failback_replicated_machines_stand_in_the_source_subnet_no_more() -> None:
    assignments = assign(over())
    before = AddressMap(web(), occupants_before(assignments, ("vnet", "web"), Scenario.FAILBACK))
    after = AddressMap(web(), occupants_after(assignments, ("vnet", "web"), Scenario.FAILBACK))
    assert before.kind(number("10.0.0.10")) is Kind.FREE
    assert after.kind(number("10.0.0.10")) is Kind.KEPT


def test_an_address_that_azure_keeps_counts_as_that_whoever_is_said_to_have_it() -> None:
    held = web(in_use={"10.0.0.1": "gateway"})
    shown = AddressMap(held, [occupant_today(number("10.0.0.1"), "gateway")])
    assert shown.kind(number("10.0.0.1")) is Kind.AZURE
    assert shown.holder(number("10.0.0.1")) == "gateway"
    assert shown.held == []


@pytest.mark.parametrize(("from_end", "address"), [(False, "10.0.0.5"), (True, "10.0.0.6")])
def test_the_next_address_is_the_lowest_or_that_at_the_end(from_end: bool, address: str) -> None:
    small = subnet("s", "10.0.0.0/29")
    shown = AddressMap(small, [occupant_today(number("10.0.0.4"), "x")])
    assert shown.next_free(from_end=from_end) == number(address)


def test_a_quarter_of_all_addresses_costs_what_eight_cost() -> None:
    def spent(prefix: str) -> float:
        within = subnet("s", prefix)
        first = within.ranges[0].first
        occupants = [Occupant(first + 5, Kind.KEPT, "x"), Occupant(first + 4, Kind.SET, "y")]
        start = perf_counter()
        for _ in range(20):
            shown = AddressMap(within, occupants)
            layout = fitting(within.ranges, 32, 16)
            for y in range(layout.lines):
                if (line := layout.line(y)) is not None and line.cells:
                    assert list(shown.cells(line.first, line.cells, layout.block))
        return perf_counter() - start

    spent("64.0.0.0/2")
    cells = 512  # for each of the /2; the /29 has 8
    assert spent("64.0.0.0/2") < 0.001 * cells + 50 * spent("10.0.0.0/29")


def test_addresses_outside_of_every_prefix_have_no_place() -> None:
    shown = AddressMap(web(), [occupant_today(number("10.9.0.4"), "x")])
    assert shown.counts == {Kind.AZURE: 5, Kind.FREE: 251}
