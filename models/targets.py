"""Which networks machines can go to, and which ones they go to unless told otherwise."""

from collections.abc import Mapping, Sequence

from models.edits.leading import lead_first
from models.plan import Plan
from models.rules.mapping import default_name, default_target, planned_copy
from models.topology import VirtualNetwork


def offered_networks(
    plan: Plan,
    source: str,
    region: str,
    planned: Sequence[VirtualNetwork] = (),
    *,
    only_there: bool = False,
) -> list[VirtualNetwork]:
    """The networks that a network can be led to: those of the region, then the others.

    Between the two stands the copy that would be made, unless the region has a network of
    that name already (M6). ``planned`` are networks that are not in the plan yet and can be
    chosen too. Without ``only_there`` networks of every region but the source's are offered.
    """
    home = plan.network(source)
    new = [network for network in planned if network.id not in plan.virtual_networks]
    every = (*plan.virtual_networks, *new)
    there = [network for network in every if network.region == region]
    name = default_name(home).casefold()
    if all(network.name.casefold() != name for network in there):
        there.append(planned_copy(home, region, [network.id for network in every]))
    elsewhere = [one for one in every if one.region not in (region, home.region)]
    return there if only_there else [*there, *elsewhere]


def targets_in_turn(
    plan: Plan, sources: Sequence[str], region: str, chosen: Mapping[str, VirtualNetwork]
) -> dict[str, VirtualNetwork]:
    """The target of each source network: the one chosen, else the default (M6, M7).

    A default takes into account what the sources before it bring into the plan, just as
    replicating their machines in this order does.
    """
    targets = {}
    for source in sources:
        target = chosen.get(source) or default_target(plan, plan.network(source), region)
        targets[source] = target
        for edit in lead_first(plan, source, target):
            plan = edit.apply(plan)
    return targets
