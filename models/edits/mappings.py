"""Edits of network mappings: M1 to M9."""

from models.edits.edit import Edit, PutField, PutRow, Together
from models.edits.lookup import network_of
from models.errors import EditRefused
from models.plan import NetworkMapping, Plan
from models.rules.mapping import mapping_to_region, reverse_of
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
    steps: list[Edit] = []
    if target.id not in plan.virtual_networks:
        steps.append(PutRow(f"plan {target.id}", "virtual_networks", target.id, target))
        plan = steps[-1].apply(plan)
    standing = mapping_to_region(plan, source, target.region)
    if standing is not None and standing.target != target.id:
        steps.append(change_mapping(plan, standing, target.id, reverse=reverse))
    else:
        steps.append(map_network(plan, source, target.id, reverse=reverse))
    return steps[0] if len(steps) == 1 else Together(steps[-1].label, tuple(steps))


def unmap_network(plan: Plan, mapping: NetworkMapping) -> Edit:
    """Delete a mapping, in its own direction only; no replicated item moves (M9)."""
    label = f"delete the mapping from {mapping.source} to {mapping.target}"
    position = _position(plan, mapping)
    mappings = plan.network_mappings
    return _put(label, (*mappings[:position], *mappings[position + 1 :]))


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
    _check(unmap_network(plan, mapping).apply(plan), source, target)
    steps: list[Edit] = []
    if back := _leads_back(plan, mapping):
        steps.append(unmap_network(plan, back))
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
    source, steps = mapping.source, []
    if back := _leads_back(plan, mapping):
        steps.append(f"delete {back.source} → {back.target}")
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


def _leads_back(plan: Plan, mapping: NetworkMapping) -> NetworkMapping | None:
    """The other half of a complete pair (M3)."""
    reverse = reverse_of(plan, mapping)
    return reverse if reverse is not None and reverse.target == mapping.source else None


def _has_no_reverse(plan: Plan, source: str, target: str) -> bool:
    return mapping_to_region(plan, target, plan.network(source).region) is None


def _redirect(plan: Plan, mapping: NetworkMapping, target: str) -> Edit:
    """Let a mapping lead elsewhere, in its place and with its note."""
    position, mappings = _position(plan, mapping), plan.network_mappings
    changed = mapping.model_copy(update={"target": target})
    label = f"change {mapping.source} → {mapping.target} to {target}"
    return _put(label, (*mappings[:position], changed, *mappings[position + 1 :]))


def _add(plan: Plan, mapping: NetworkMapping) -> Edit:
    label = f"create {mapping.source} → {mapping.target}"
    return _put(label, (*plan.network_mappings, mapping))


def _put(label: str, mappings: tuple[NetworkMapping, ...]) -> PutField:
    return PutField(label, "network_mappings", mappings)


def _position(plan: Plan, mapping: NetworkMapping) -> int:
    if mapping not in plan.network_mappings:
        raise EditRefused(f"There is no mapping from {mapping.source} to {mapping.target}.")
    return plan.network_mappings.index(mapping)
