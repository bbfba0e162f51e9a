"""Facts of a plan that an import has otherwise."""

from collections.abc import Iterator

from models.comparison import Difference, Kind, Way, plan_differences
from models.comparison.values import WRITTEN
from models.merging.facts import Facts
from models.plan import Plan
from models.topology import State

FACTS = frozenset(
    {Kind.NETWORK, Kind.SUBNET, Kind.IN_USE, Kind.MACHINE, Kind.NIC, Kind.IP_CONFIGURATION}
)
"""The kinds of things that Azure reports; all others are decided."""

UNTOLD = ("subscription", "resource group")
"""What a plan need not say, so that it says nothing else where it does not."""


def fact_drift(plan: Plan, facts: Facts) -> Iterator[Difference]:
    """The plan's facts before and Azure's after, where they are not the same.

    Names compare without case, as Azure does. That a planned network exists is no drift,
    nor is a subscription or resource group that the plan does not tell.
    """
    kept = {(one.kind, one.name) for one in facts.vanished if one.kept}
    for row in plan_differences(plan, facts.plan):
        if row.kind in FACTS and not _says_the_same(row) and (row.kind, row.name) not in kept:
            yield row
    for one in facts.vanished:
        if one.kept:
            yield Difference(
                one.kind, one.subject, one.name, Way.GONE, "", "; ".join(one.decisions), None
            )


def _says_the_same(row: Difference) -> bool:
    if row.way is not Way.CHANGED or row.field == WRITTEN:
        return row.way is Way.CHANGED
    if row.before is None and row.field in UNTOLD:
        return True
    before, after = row.before or "", row.after or ""
    if row.kind is Kind.NETWORK and row.field == "state":
        return (before, after) == (State.PLANNED, State.EXISTING)
    return before.casefold() == after.casefold()
