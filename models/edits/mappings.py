"""Edits of network mappings: M1 to M9."""

from collections.abc import Sequence

from models.edits.edit import Edit, PutField, PutRow, Together
from models.edits.lookup import network_of
from models.errors import EditRefused
from models.plan import NetworkMapping, Plan
from models.rules.mapping import mapping_to_region
from models.topology import VirtualNetwork


def map_network(plan: Plan, source: str, target: str, *, reverse: bool = True) -> Edit:
    """Map a network to one in another region, and back unless told otherwise (M1, M3).

    A reverse mapping that the target has already stays as it is (M5). Raises
    :class:`EditRefused` where the source is mapped to that region already (M2, M8) or
    both networks are in one region.
    """
    _check(plan, source, target)
    added = [NetworkMapping(source=source, target=target)]
    if reverse and _has_no_reverse(plan, source, target):
        added.append(NetworkMapping(source=target, target=source))
    label = f"map {source} to {target}" + (" and back" if len(added) > 1 else "")
    return _put(label, (*plan.network_mappings, *added))


def lead_network(plan: Plan, source: str, target: VirtualNetwork, *, reverse: bool = True) -> Edit:
    """Map a network wherever it led before, also to one that is still to be planned.

    Where it is mapped to that region already, the steps of M8 are carried out. Raises
    :class:`EditRefused` as :func:`map_network` does.
    """
    standing = mapping_to_region(plan, source, target.region)
    if standing is not None and standing.target != target.id:
        return lead_mapping(plan, standing, target, reverse=reverse)
    return map_to(plan, source, target, reverse=reverse)


def map_to(plan: Plan, source: str, target: VirtualNetwork, *, reverse: bool = True) -> Edit:
    """Map a network as :func:`map_network` does, also to one that is still to be planned."""
    planned = plan_target(plan, target)
    for step in planned:
        plan = step.apply(plan)
    mapped = map_network(plan, source, target.id, reverse=reverse)
    return Together(mapped.label, (*planned, mapped)) if planned else mapped


def lead_mapping(
    plan: Plan, mapping: NetworkMapping, target: VirtualNetwork, *, reverse: bool = True
) -> Together:
    """Change a mapping as :func:`change_mapping` does, also to a network still to be planned."""
    planned = plan_target(plan, target)
    for step in planned:
        plan = step.apply(plan)
    change = change_mapping(plan, mapping, target.id, reverse=reverse)
    return Together(change.label, (*planned, *change.edits))


def plan_target(plan: Plan, target: VirtualNetwork) -> tuple[Edit, ...]:
    """What puts a network in the plan that is not in it yet; nothing for one that is."""
    if target.id in plan.virtual_networks:
        return ()
    return (PutRow(f"plan {target.id}", "virtual_networks", target.id, target),)


def unmap_network(plan: Plan, mapping: NetworkMapping) -> Edit:
    """Delete a mapping, in its own direction only; no replicated item moves (M9)."""
    return _delete(f"delete the mapping from {mapping.source} to {mapping.target}", plan, mapping)


def unmap_several(plan: Plan, mappings: Sequence[NetworkMapping]) -> Edit:
    """Delete several mappings as one edit; no replicated item moves (M9)."""
    edits: list[Edit] = []
    for mapping in mappings:
        edits.append(unmap_network(plan, mapping))
        plan = edits[-1].apply(plan)
    return edits[0] if len(edits) == 1 else Together(f"delete {len(edits)} mappings", tuple(edits))


def unmap_all(plan: Plan, source: str) -> Edit:
    """Delete every mapping of a network, in its own direction. Raises :class:`EditRefused`."""
    mappings = plan.mappings_from(source)
    if not mappings:
        raise EditRefused(f"{source} is not mapped, so there is nothing to delete.")
    if len(mappings) == 1:
        return unmap_network(plan, mappings[0])
    kept = tuple(mapping for mapping in plan.network_mappings if mapping.source != source)
    return _put(f"delete the mappings of {source}", kept)


def change_mapping(
    plan: Plan, mapping: NetworkMapping, target: str, *, reverse: bool = True
) -> Together:
    """Lead a mapping elsewhere: delete the reverse, change it, create the new reverse (M8).

    The three steps are one edit. A reverse mapping that the new target has already stays as
    it is (M5). Raises :class:`EditRefused` as :func:`map_network` does.
    """
    source = mapping.source
    without = unmap_network(plan, mapping).apply(plan)
    _check_only_one(without, mapping, network_of(plan, target).region)
    _check(without, source, target)
    steps: list[Edit] = []
    for back in _lead_back(plan, mapping):
        steps.append(_delete(f"delete {back.source} → {back.target}", plan, back))
        plan = steps[-1].apply(plan)
    steps.append(_redirect(plan, mapping, target))
    plan = steps[-1].apply(plan)
    if reverse and _has_no_reverse(plan, source, target):
        steps.append(_add(plan, NetworkMapping(source=target, target=source)))
    return Together(f"lead {source} to {target} instead of {mapping.target}", tuple(steps))


def steps_before_changing(
    plan: Plan, mapping: NetworkMapping, target: str | None = None, *, reverse: bool = True
) -> tuple[str, ...]:
    """What has to be done, in this order, to lead a mapping elsewhere (M8).

    Where the new target is given, the steps are just those of :func:`change_mapping`.
    """
    source = mapping.source
    steps = [f"delete {back.source} → {back.target}" for back in _lead_back(plan, mapping)]
    steps.append(f"change {source} → {mapping.target}" + (f" to {target}" if target else ""))
    if reverse and (target is None or _has_no_reverse(plan, source, target)):
        which = f" {target} → {source}" if target else ""
        steps.append("create the new reverse mapping" + which)
    return tuple(steps)


def _check(plan: Plan, source: str, target: str) -> None:
    region = network_of(plan, target).region
    if network_of(plan, source).region == region:
        raise EditRefused(
            f"{source} and {target} are both in {region}; choose a network in another region (M1)."
        )
    standing = mapping_to_region(plan, source, region)
    if standing is not None and standing.target == target:
        raise EditRefused(f"{source} is already mapped to {target}; delete that mapping first.")
    if standing is not None:
        steps = "; ".join(steps_before_changing(plan, standing))
        raise EditRefused(
            f"{source} is already mapped to {standing.target} in {region}. To change it: {steps}"
            " (M8)."
        )


def _check_only_one(without: Plan, mapping: NetworkMapping, region: str) -> None:
    """Refuse to change one of several mappings of a network into the region it is to lead to.

    ``without`` is the plan without the one that is to be changed.
    """
    other = mapping_to_region(without, mapping.source, region)
    if other is None or without.network(mapping.target).region != region:
        return
    twice = (
        f"to {other.target} twice"
        if other.target == mapping.target
        else (f"to {other.target} and to {mapping.target}")
    )
    raise EditRefused(
        f"{mapping.source} is mapped {twice}, a duplicate: a network has one mapping into"
        f" {region}, and only the first counts (M2). Delete one of the two first, then change the"
        " other."
    )


def _lead_back(plan: Plan, mapping: NetworkMapping) -> tuple[NetworkMapping, ...]:
    """The other half of a pair: one mapping, or several where the plan holds duplicates (M3)."""
    back = plan.mappings_from(mapping.target)
    return tuple(reverse for reverse in back if reverse.target == mapping.source)


def _has_no_reverse(plan: Plan, source: str, target: str) -> bool:
    return mapping_to_region(plan, target, plan.network(source).region) is None


def _delete(label: str, plan: Plan, mapping: NetworkMapping) -> Edit:
    position, mappings = _position(plan, mapping), plan.network_mappings
    return _put(label, (*mappings[:position], *mappings[position + 1 :]))


def _redirect(plan: Plan, mapping: NetworkMapping, target: str) -> Edit:
    """Let a mapping lead elsewhere, in its place and with its note."""
    position, mappings = _position(plan, mapping), plan.network_mappings
    changed = mapping.model_copy(update={"target": target})
    label = f"change {mapping.source} → {mapping.target} to {target}"
    return _put(label, (*mappings[:position], changed, *mappings[position + 1 :]))


def _add(plan: Plan, mapping: NetworkMapping) -> Edit:
    label = f"create the new reverse mapping {mapping.source} → {mapping.target}"
    return _put(label, (*plan.network_mappings, mapping))


def _put(label: str, mappings: tuple[NetworkMapping, ...]) -> PutField:
    return PutField(label, "network_mappings", mappings)


def _position(plan: Plan, mapping: NetworkMapping) -> int:
    if mapping not in plan.network_mappings:
        raise EditRefused(f"There is no mapping from {mapping.source} to {mapping.target}.")
    return plan.network_mappings.index(mapping)
