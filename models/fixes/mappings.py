"""What can be done about a network mapping and its reverse: M1 to M3, M8."""

from collections.abc import Iterator

from models.edits import Edit
from models.edits.mappings import change_mapping, map_network
from models.edits.unmapping import drop_mappings
from models.errors import EditRefused
from models.findings.finding import MappingSubject
from models.fixes.remedy import Case, Remedy
from models.plan import NetworkMapping, Plan
from models.rules.mapping import mapping_to_region, reverse_of


def for_same_region(case: Case) -> Iterator[Remedy]:
    """A mapping within one region (M1): delete it."""
    label = "delete all {count} mappings within one region"
    yield Remedy(_deleting(case.mapping), _delete, label)


def for_duplicate(case: Case) -> Iterator[Remedy]:
    """A second mapping to one region (M2): delete it, or those before it."""
    mapping, plan = case.mapping, case.plan
    yield Remedy(
        f"delete {mapping.source} → {mapping.target}, which does not count",
        _delete_later,
        "delete all {count} mappings that do not count",
    )
    first = mapping_to_region(plan, mapping.source, plan.network(mapping.target).region)
    if first is not None and first.target != mapping.target:
        label = f"delete {first.source} → {first.target}, so that {mapping.target} counts"
        yield Remedy(label, _delete_others)


def for_one_way(case: Case) -> Iterator[Remedy]:
    """A mapping without its opposite (M3): create that, or delete the mapping."""
    mapping = case.mapping
    yield Remedy(
        f"create the reverse {mapping.target} → {mapping.source}",
        _create_reverse,
        "create the reverse of all {count} one-way mappings",
    )
    yield Remedy(_deleting(mapping), _delete)


def for_mismatch(case: Case) -> Iterator[Remedy]:
    """A reverse that leads elsewhere (M3): change it step by step (M8), or delete the mapping."""
    mapping = case.mapping
    yield Remedy(f"lead {mapping.target} back to {mapping.source}", _change_reverse)
    yield Remedy(_deleting(mapping), _delete)


def _deleting(mapping: MappingSubject) -> str:
    return f"delete {mapping.source} → {mapping.target}"


def _is(mapping: NetworkMapping, subject: MappingSubject) -> bool:
    return (mapping.source, mapping.target) == subject


def _delete(case: Case) -> Edit:
    subject = case.mapping
    return drop_mappings(case.plan, _deleting(subject), lambda _, mapping: _is(mapping, subject))


def _delete_later(case: Case) -> Edit:
    """Delete the mappings between the two networks that an earlier one makes meaningless."""
    subject, firsts = case.mapping, _first_places(case.plan)
    return drop_mappings(
        case.plan,
        _deleting(subject),
        lambda place, mapping: _is(mapping, subject) and place not in firsts,
    )


def _first_places(plan: Plan) -> set[int]:
    """The places of the mappings that count: the first to each region (M2)."""
    found: dict[tuple[str, str], int] = {}
    for place, mapping in enumerate(plan.network_mappings):
        found.setdefault((mapping.source, plan.network(mapping.target).region), place)
    return set(found.values())


def _delete_others(case: Case) -> Edit:
    """Delete the mappings to other networks of the region."""
    subject, plan = case.mapping, case.plan
    region = plan.network(subject.target).region
    return drop_mappings(
        plan,
        f"let {subject.source} → {subject.target} count",
        lambda _, mapping: (
            mapping.source == subject.source
            and mapping.target != subject.target
            and plan.network(mapping.target).region == region
        ),
    )


def _create_reverse(case: Case) -> Edit:
    return map_network(case.plan, case.mapping.target, case.mapping.source, reverse=False)


def _change_reverse(case: Case) -> Edit:
    source, target = case.mapping
    reverse = reverse_of(case.plan, NetworkMapping(source=source, target=target))
    if reverse is None:
        raise EditRefused(f"No mapping leads back from {target}; create it first.")
    return change_mapping(case.plan, reverse, source)
