"""Which two regions a plan is about: those that were chosen, else what it holds."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from models.pairing import source_region, target_region
from models.plan import Plan
from tests.support.builders import AWAY, ELSEWHERE, HOME, ip, item, machine, network, plan, subnet

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
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_regions_are_those_chosen_or_those_that_hold_most(case: Case) -> None:
    assert (source_region(case.plan), target_region(case.plan)) == (case.source, case.target)
