"""Which two regions a plan is about when it does not say, and which pairs of regions it has."""

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from models.plan import Plan
from models.touched import Touched

_REGION, _GOES_TO = attrgetter("region"), attrgetter("failover_network")
"""For counting at the speed that 100,000 machines need."""


class RegionPair(NamedTuple):
    """A source and a target region of a plan, and what leads from one to the other.

    ``items`` counts the replicated items that go there, ``mappings`` the network mappings,
    ``back`` the mappings of the way back.
    """

    source: str
    target: str
    items: int
    mappings: int
    back: int


def source_region(plan: Plan) -> str | None:
    """The region chosen as the source, else the one that most machines run in.

    Never the one chosen as the target: where all machines run there, the region that most
    networks are in. ``None`` where there is no other.
    """
    if plan.source_region:
        return plan.source_region
    machines = Counter(map(_REGION, plan.virtual_machines))
    networks = Counter(map(_REGION, plan.virtual_networks))
    if plan.target_region is None:
        return _most(machines)
    return _most_besides(plan.target_region, (machines, networks))


def target_region(plan: Plan) -> str | None:
    """The region chosen as the target, else the one that most replicated items go to.

    ``None`` where nothing is replicated yet and there is no other region with a network.
    """
    if plan.target_region:
        return plan.target_region
    going, networks = Counter[str](), Counter(map(_REGION, plan.virtual_networks))
    for network, count in Counter(map(_GOES_TO, plan.replicated_items)).items():
        going[plan.network(network).region] += count
    return _most_besides(source_region(plan), (going, networks))


def may_be_others(before: Plan, plan: Plan, touched: Touched) -> bool:
    """Whether an edit may have changed which two regions a plan is about."""
    chosen = (plan.source_region, plan.target_region)
    if touched.everything or touched.networks or touched.machines:
        return True
    return chosen != (before.source_region, before.target_region) or any(
        _goes_to(before, id) != _goes_to(plan, id) for id in touched.items
    )


def pairs(plan: Plan) -> list[RegionPair]:
    """The pairs of regions that items or mappings lead between, those with most items first.

    Two regions are one pair, in the direction in which more items go; they are two where
    items go both ways.
    """
    region_of = {machine.id: machine.region for machine in plan.virtual_machines}
    there = {network.id: network.region for network in plan.virtual_networks}
    items = Counter(
        (region_of[item.virtual_machine], there[item.failover_network])
        for item in plan.replicated_items
    )
    mappings = Counter(
        (plan.network(mapping.source).region, plan.network(mapping.target).region)
        for mapping in plan.network_mappings
    )
    found = [
        RegionPair(source, target, items[source, target], count, mappings[target, source])
        for source, target in sorted(items.keys() | mappings.keys())
        if source != target
        for count in [mappings[source, target]]
        if items[source, target] or _leads(plan, items, mappings, source, target)
    ]
    return sorted(found, key=lambda pair: (-pair.items, -pair.mappings))


def _leads(
    plan: Plan,
    items: Counter[tuple[str, str]],
    mappings: Counter[tuple[str, str]],
    source: str,
    target: str,
) -> bool:
    """Whether a direction without items stands for its two regions rather than the other one."""
    if items[target, source]:
        return False
    there, back = mappings[source, target], mappings[target, source]
    if there != back:
        return there > back
    return (source == source_region(plan), target) > (target == source_region(plan), source)


def _goes_to(plan: Plan, machine: str) -> str | None:
    item = plan.item(machine)
    return None if item is None else item.failover_network


def _most(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def _most_besides(region: str | None, rankings: Iterable[Counter[str]]) -> str | None:
    """The first of the first ranking that has one besides a region."""
    for counts in rankings:
        if region is not None:
            del counts[region]
        if counts:
            return _most(counts)
    return None
