"""Which two regions a plan is about: those that were chosen, else what it holds."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given

from models.pairing import RegionPair, pairs, source_region, target_region
from models.plan import NetworkMapping, Plan
from tests.support.builders import AWAY, ELSEWHERE, HOME, ip, item, machine, network, plan, subnet
from tests.support.drawn_plans import plans
from tests.support.laws import law

WEB = subnet("web", "10.0.0.0/24")
NETWORKS = (
    network("home", WEB),
    network("away-1", WEB, region=AWAY),
    network("elsewhere-1", WEB, region=ELSEWHERE),
    network("elsewhere-2", WEB, region=ELSEWHERE),
)


class Case(NamedTuple):
    name: str
    plan: Plan
    source: str | None
    target: str | None


def holding(machines: str, going: str = "") -> Plan:
    """Machines at home or away by a letter each, and how many of those at home go where."""
    homes = {"h": ("home", HOME), "a": ("away-1", AWAY)}
    rows = [
        machine(f"{letter}{n}", ip(f"10.0.0.{4 + n}", in_network=homes[letter][0]),
                region=homes[letter][1])
        for n, letter in enumerate(machines)
    ]  # fmt: skip
    targets = {"a": "away-1", "e": "elsewhere-1", "h": "home"}
    items = [item(row.id, to=targets[letter]) for row, letter in zip(rows, going, strict=False)]
    return plan(NETWORKS, rows, items)


ALONE = plan([NETWORKS[0]], [machine("vm", ip("10.0.0.4", in_network="home"))])
CASES = (
    Case("nothing at all", Plan(), None, None),
    Case("no machines", plan(NETWORKS), None, ELSEWHERE),
    Case("where most machines run", holding("hha"), HOME, ELSEWHERE),
    Case("where most items go", holding("hhh", "aae"), HOME, AWAY),
    Case("never the source itself", holding("hhh", "hha"), HOME, AWAY),
    Case("one region alone", ALONE, HOME, None),
    Case("a chosen source", replace(holding("hha"), source_region=AWAY), AWAY, ELSEWHERE),
    Case("a chosen target", replace(holding("hh", "ee"), target_region=AWAY), HOME, AWAY),
    Case("all machines in the target", replace(holding("aa"), target_region=AWAY), ELSEWHERE, AWAY),
    Case("most machines in the target", replace(holding("haaa"), target_region=AWAY), HOME, AWAY),
    Case("nothing but the target", replace(ALONE, target_region=HOME), None, HOME),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_regions_are_those_chosen_or_those_that_hold_most(case: Case) -> None:
    assert (source_region(case.plan), target_region(case.plan)) == (case.source, case.target)


@given(plans())
@law
def test_the_two_regions_of_a_plan_are_two(plan: Plan) -> None:
    for known in (plan, replace(plan, source_region=None), replace(plan, target_region=None)):
        if known.source_region is None or known.source_region != known.target_region:
            source, target = source_region(known), target_region(known)
            assert source is None or source != target


def mapped(machines: str, going: str, *mappings: str) -> Plan:
    """The same with mappings, such as ``h>a``."""
    ids = {"h": "home", "a": "away-1", "e": "elsewhere-1"}
    return replace(
        holding(machines, going),
        network_mappings=tuple(
            NetworkMapping(source=ids[words[0]], target=ids[words[-1]]) for words in mappings
        ),
    )


class Pairs(NamedTuple):
    name: str
    plan: Plan
    pairs: list[RegionPair]


PAIRS = (
    Pairs("nothing", mapped("hh", ""), []),
    Pairs("items without a mapping", mapped("hh", "aa"), [RegionPair(HOME, AWAY, 2, 0, 0)]),
    Pairs("a way back", mapped("hh", "a", "h>a", "a>h"), [RegionPair(HOME, AWAY, 1, 1, 1)]),
    Pairs("only mapped", mapped("hh", "", "h>a", "a>h"), [RegionPair(HOME, AWAY, 0, 1, 1)]),
    Pairs("only the way back", mapped("hh", "", "a>h"), [RegionPair(AWAY, HOME, 0, 1, 0)]),
    Pairs(
        "two targets, the one with more items first",
        mapped("hhh", "aee", "h>a", "h>e"),
        [RegionPair(HOME, ELSEWHERE, 2, 1, 0), RegionPair(HOME, AWAY, 1, 1, 0)],
    ),
    Pairs(
        "items both ways",
        mapped("hha", "aah", "h>a", "a>h"),
        [RegionPair(HOME, AWAY, 2, 1, 1), RegionPair(AWAY, HOME, 1, 1, 1)],
    ),
)


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case.name)
def test_the_pairs_of_a_plan_are_those_that_items_or_mappings_lead_between(case: Pairs) -> None:
    assert pairs(case.plan) == case.pairs


@given(plans())
@law
def test_every_item_and_every_mapping_between_regions_is_in_a_pair(plan: Plan) -> None:
    found = pairs(plan)
    assert sum(pair.items for pair in found) == sum(
        plan.machine(item.virtual_machine).region != plan.network(item.failover_network).region
        for item in plan.replicated_items
    )
    joined = {frozenset(pair[:2]): pair for pair in found}
    assert all(len(regions) == 2 for regions in joined)
    assert sum(pair.mappings + pair.back for pair in joined.values()) == sum(
        plan.network(mapping.source).region != plan.network(mapping.target).region
        for mapping in plan.network_mappings
    )
    directions = [pair[:2] for pair in found]
    for pair in found:
        if pair.items == 0:
            assert (pair.target, pair.source) not in directions
