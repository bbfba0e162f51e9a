"""What differs between the network mappings of two plans."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from models.comparison.difference import Difference, Kind
from models.comparison.values import Thing, matched
from models.findings.finding import MappingSubject, NetworkSubject
from models.plan import NetworkMapping, Plan

Key: TypeAlias = tuple[str, str, int]
"""Where a mapping leads from and to, and which of several such it is."""


def mapping_differences(before: Plan, after: Plan) -> Iterator[Difference]:
    """The mappings that differ; one that leads elsewhere within its region has changed (M2)."""
    old, new = _by_target(before.network_mappings), _by_target(after.network_mappings)
    both = old.keys() & new.keys()
    for key, one, other in matched(old, new):
        if key in both and one is not None and other is not None:
            thing = Thing(Kind.MAPPING, MappingSubject(*key[:2]), " → ".join(key[:2]))
            yield from thing.fields(one, other)
    rest = (
        _by_region(plan, [mapping for key, mapping in keyed.items() if key not in both])
        for plan, keyed in ((before, old), (after, new))
    )
    for (source, region, _), one, other in matched(*rest):
        yield from _led_elsewhere(source, region, one, other)


def _led_elsewhere(
    source: str, region: str, before: NetworkMapping | None, after: NetworkMapping | None
) -> Iterator[Difference]:
    mapping = before or after
    if mapping is None:
        return
    if before is not None and after is not None:
        thing = Thing(Kind.MAPPING, NetworkSubject(source), f"{source} to {region}")
    else:
        subject = MappingSubject(mapping.source, mapping.target)
        thing = Thing(Kind.MAPPING, subject, f"{mapping.source} → {mapping.target}")
    yield from thing.compared(before, after, lambda _: f"into {region or '?'}", Thing.fields)


def _by_target(mappings: Sequence[NetworkMapping]) -> Mapping[Key, NetworkMapping]:
    return _keyed((mapping.source, mapping.target, mapping) for mapping in mappings)


def _by_region(plan: Plan, mappings: Sequence[NetworkMapping]) -> Mapping[Key, NetworkMapping]:
    networks = plan.virtual_networks
    return _keyed(
        (mapping.source, target.region if target else "", mapping)
        for mapping in mappings
        for target in [networks.get(mapping.target)]
    )


def _keyed(rows: Iterator[tuple[str, str, NetworkMapping]]) -> Mapping[Key, NetworkMapping]:
    seen, keyed = Counter[tuple[str, str]](), dict[Key, NetworkMapping]()
    for source, target, mapping in rows:
        keyed[source, target, seen[source, target]] = mapping
        seen[source, target] += 1
    return keyed
