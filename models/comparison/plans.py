"""What differs between two plans in their own terms: facts and decisions."""

from collections.abc import Iterator

from models.comparison.difference import Difference, Kind
from models.comparison.items import item_differences
from models.comparison.machines import machine_differences
from models.comparison.mappings import mapping_differences
from models.comparison.networks import network_differences
from models.comparison.values import Thing, matched, text_of
from models.findings.finding import PlanSubject
from models.plan import Plan

_PLAN = Thing(Kind.PLAN, PlanSubject(), "plan")
_POLICY = Thing(Kind.POLICY, PlanSubject(), "policy")
_FIELDS = ("name", "note", "source_region", "target_region")


def plan_differences(before: Plan, after: Plan) -> list[Difference]:
    """Everything that differs; nothing where the plans are equal, else at least one row.

    In the order of a plan file: the plan itself, regions, networks, machines, mappings,
    replicated items, and last the order in which they stand.
    """
    if before == after:
        return []
    return list(_PLAN.compared(before, after, str, _differences))


def _differences(thing: Thing, before: Plan, after: Plan) -> Iterator[Difference]:
    for field in _FIELDS:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield thing.changed(field.replace("_", " "), text_of(old), text_of(new))
    yield from _POLICY.fields(before.policy, after.policy)
    yield from _regions(before, after)
    yield from network_differences(before, after)
    yield from machine_differences(before, after)
    yield from mapping_differences(before, after)
    yield from item_differences(before, after)
    yield from _orders(before, after)


def _regions(before: Plan, after: Plan) -> Iterator[Difference]:
    old, new = ({region.name: region for region in plan.regions} for plan in (before, after))
    for name, one, other in matched(old, new):
        thing = Thing(Kind.REGION, PlanSubject(), name)
        yield from thing.compared(one, other, lambda region: region.display_name, Thing.fields)


def _orders(before: Plan, after: Plan) -> Iterator[Difference]:
    """The order matters: of items it is the order of failover (F6)."""
    plans = before, after
    yield from _PLAN.order("regions", *([one.name for one in plan.regions] for plan in plans))
    for what, table in (
        ("networks", "virtual_networks"),
        ("machines", "virtual_machines"),
        ("replicated items", "replicated_items"),
    ):
        yield from _PLAN.order(what, *(list(getattr(plan, table).keys()) for plan in plans))
    mappings = (
        [f"{mapping.source} → {mapping.target}" for mapping in plan.network_mappings]
        for plan in plans
    )
    yield from _PLAN.order("mappings", *mappings)
