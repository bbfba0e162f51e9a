"""What can be done about where a network is mapped to: M2, M5 to M7."""

from collections.abc import Iterator

from models.edits import Edit, Together
from models.edits.mappings import lead_network, map_network
from models.edits.unmapping import drop_mappings
from models.errors import EditRefused
from models.fixes.remedy import Case, Remedy, Way
from models.pairing import source_region, target_region
from models.plan import Plan
from models.rules.mapping import default_name, default_target, mapping_to_region, planned_copy
from models.topology import VirtualNetwork


def for_unmapped(case: Case) -> Iterator[Remedy]:
    """A network without a mapping (M5): the default target, or one that is there."""
    plan, id = case.plan, case.network
    region = other_region(plan, plan.network(id).region)
    if region is None:
        return
    default = default_target(plan, plan.network(id), region)
    planned = "" if default.id in plan.virtual_networks else ", a copy to be planned"
    label = f"map {id} to {default.id}{planned}, and back"
    yield Remedy(label, _map_to_default, "map all {count} networks to their default target")
    for network in plan.virtual_networks:
        if network.region == region and network.id != default.id:
            yield Remedy(f"map {id} to {network.id}, and back", _map_to(network.id))


def for_many(case: Case) -> Iterator[Remedy]:
    """Several networks mapped to one (M2): all but one get a target of their own."""
    others = _without_way_back(case.plan, case.network)
    names = ", ".join(others)
    yield Remedy(f"give {names} a target of its own, as by default", _spread)
    yield Remedy(f"delete the mapping to {case.network} of {names}", _delete_others)


def other_region(plan: Plan, home: str) -> str | None:
    """Where to from a region: the other of the two that the plan is about."""
    regions = (target_region(plan), source_region(plan))
    return next((region for region in regions if region is not None and region != home), None)


def _map_to_default(case: Case) -> Edit:
    plan, source = case.plan, case.plan.network(case.network)
    region = other_region(plan, source.region)
    if region is None:
        raise EditRefused("Choose the target region first: F2.")
    return lead_network(plan, source.id, default_target(plan, source, region))


def _map_to(network: str) -> Way:
    return lambda case: map_network(case.plan, case.network, network)


def _sources(plan: Plan, target: str) -> list[str]:
    """The networks of other regions that are mapped to one, in the order of the plan."""
    region = plan.network(target).region
    return list(
        dict.fromkeys(
            mapping.source
            for mapping in plan.network_mappings
            if mapping.target == target and plan.network(mapping.source).region != region
        )
    )


def _without_way_back(plan: Plan, target: str) -> list[str]:
    """All but one of each region: the one that the reverse names, else the first."""
    by_region: dict[str, list[str]] = {}
    for source in _sources(plan, target):
        by_region.setdefault(plan.network(source).region, []).append(source)
    found = []
    for region, sources in by_region.items():
        back = mapping_to_region(plan, target, region)
        kept = back.target if back is not None and back.target in sources else sources[0]
        found += [source for source in sources if source != kept]
    return found


def _spread(case: Case) -> Edit:
    plan, edits = case.plan, list[Edit]()
    region = plan.network(case.network).region
    for source in _without_way_back(plan, case.network):
        own = _own_target(plan, plan.network(source), region)
        edits.append(lead_network(plan, source, own))
        plan = edits[-1].apply(plan)
    label = f"give {len(edits)} networks a target of their own"
    return edits[0] if len(edits) == 1 else Together(label, tuple(edits))


def _own_target(plan: Plan, source: VirtualNetwork, region: str) -> VirtualNetwork:
    """A network of the default name that nobody else is mapped to, else a copy to be planned."""
    for network in plan.virtual_networks:
        named = network.name.casefold() == default_name(source).casefold()
        if network.region == region and named and not _sources(plan, network.id):
            return network
    return planned_copy(source, region, taken=plan.virtual_networks.keys())


def _delete_others(case: Case) -> Edit:
    target = case.network
    others = set(_without_way_back(case.plan, target))
    label = f"delete {len(others)} mappings to {target}"
    return drop_mappings(
        case.plan, label, lambda _, mapping: mapping.target == target and mapping.source in others
    )
