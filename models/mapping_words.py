"""What a pair of mapped networks means for its machines, in sentences."""

from collections.abc import Iterator, Sequence

from models.mapping_pairs import Direction, MappingPairs, NetworkPair, PairState
from models.plan import NetworkMapping, Plan

NAMED = 5
"""How many machines are named before the rest are only counted."""


def meaning(plan: Plan, pairs: MappingPairs, pair: NetworkPair) -> Iterator[str]:
    """What each direction of a pair is good for, and which items keep their network (M9)."""
    for way in (pair.forth, pair.back):
        yield from _direction(plan, way, pair)
    kept = [
        keeps(pairs, way.source, way.target)
        for way in (pair.forth, pair.back)
        if pairs.keeping(way.source, way.target)
    ]
    yield from kept or ["No replicated item of either uses the other as its network (M9)."]
    for way in (pair.forth, pair.back):
        others = len(pairs.users.get(way.target, ())) - len(pairs.keeping(way.source, way.target))
        if others:
            verb = "fails" if others == 1 else "fail"
            yield f"{counted(others)} of other networks {verb} over to {way.target} too."


def keeps(pairs: MappingPairs, source: str, target: str) -> str:
    """Which replicated items of a network keep their target, whatever is mapped (M9)."""
    machines = pairs.keeping(source, target)
    if not machines:
        return f"No replicated item of {source} uses {target} (M9)."
    verb = "keeps" if len(machines) == 1 else "keep"
    return f"{counted(len(machines))} of {source} {verb} {target} (M9): {listed(machines)}."


def about_deleting(plan: Plan, mappings: Sequence[NetworkMapping]) -> str:
    """What deleting mappings leaves as it is (M9)."""
    pairs = MappingPairs(plan)
    ways = dict.fromkeys((mapping.source, mapping.target) for mapping in mappings)
    return "\n".join(["No replicated item moves.", *(keeps(pairs, *way) for way in ways)])


def about_changing(plan: Plan, mapping: NetworkMapping) -> str:
    """Why a change has steps (M8), and what it leaves as it is (M9)."""
    source, target = mapping.source, mapping.target
    reverse = any(back.target == source for back in plan.mappings_from(target))
    why = (
        f"Azure refuses to change {source} → {target} while {target} → {source} exists (M8)."
        if reverse
        else f"Nothing leads back from {target} to {source}, so nothing has to go first (M8)."
    )
    kept = keeps(MappingPairs(plan), source, target)
    return f"{kept}\n{why} One undo takes all steps back."


def listed(machines: Sequence[str]) -> str:
    """The first of some machines, and how many more there are."""
    more = len(machines) - NAMED
    names = ", ".join(machines[:NAMED])
    return f"{names} and {more} more" if more > 0 else names


def counted(items: int) -> str:
    """How many replicated items."""
    return f"{items} replicated item{'' if items == 1 else 's'}"


def _direction(plan: Plan, way: Direction, pair: NetworkPair) -> Iterator[str]:
    region = plan.network(way.target).region
    if PairState.SAME_REGION in pair.states:
        if way.mappings:
            yield f"{way}: both are in {region}; a mapping leads into another region (M1)."
        return
    if way.counts:
        yield (
            f"{way}: the next VM of {way.source} is offered {way.target} (M7); failback from"
            f" {way.source} ends there (B1)."
        )
        if len(way.mappings) > 1:
            yield f"{way} is there {len(way.mappings)} times; only the first counts (M2)."
    elif way.mappings:
        yield (
            f"{way} is ignored: {way.source} already leads to {way.leads} in {region}, and only"
            " the first counts (M2)."
        )
    elif way.leads is None:
        yield f"{way} is missing: there is no way from {way.source} to {region} (B1)."
    else:
        yield f"{way} is missing: {way.source} leads to {way.leads} in {region} (M3)."
