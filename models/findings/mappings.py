"""Findings about the mappings between networks: rules M1 to M3, and F2 between the two."""

from collections.abc import Iterator

from models.findings.finding import Code, Finding, MappingSubject, NetworkSubject, SubnetSubject
from models.plan import NetworkMapping, Plan, SameAddressSpace
from models.rules.mapping import reverse_of
from models.rules.subnets import is_reserved
from models.topology import AddressRange, Subnet, VirtualNetwork


def mapping_findings(plan: Plan) -> Iterator[Finding]:
    """What there is to say of every network mapping."""
    seen: set[tuple[str, str]] = set()
    for mapping in plan.network_mappings:
        source, target = plan.network(mapping.source), plan.network(mapping.target)
        subject = MappingSubject(source.id, target.id)
        direction = (source.id, target.region)
        if source.region == target.region:
            yield Finding(
                Code.SAME_REGION_MAPPING,
                subject,
                f"{source.id} and {target.id} are both in {source.region}",
                "M1",
                "map to a network in another region",
            )
        elif direction in seen:
            yield Finding(
                Code.DUPLICATE_MAPPING,
                subject,
                f"{source.id} is mapped to {target.region} more than once; the first counts",
                "M2",
                f"delete the mapping to {target.id}, or the earlier one",
            )
        else:
            seen.add(direction)
            yield from _reverse_findings(plan, mapping)
    yield from _many_to_one(plan)
    yield from _prefix_mismatches(plan)


def _reverse_findings(plan: Plan, mapping: NetworkMapping) -> Iterator[Finding]:
    subject = MappingSubject(mapping.source, mapping.target)
    reverse = reverse_of(plan, mapping)
    if reverse is None:
        yield Finding(
            Code.ONE_WAY_MAPPING,
            subject,
            f"no mapping leads back from {mapping.target} to {plan.network(mapping.source).region}",
            "M3",
            f"map {mapping.target} to {mapping.source}",
        )
    elif reverse.target != mapping.source:
        yield Finding(
            Code.REVERSE_MISMATCH,
            subject,
            f"{mapping.target} is mapped back to {reverse.target}, not to {mapping.source}",
            "M3",
            f"delete {reverse.source} → {reverse.target} and map {mapping.target} to"
            f" {mapping.source}, or fail over to another network",
        )


def _pairs(plan: Plan) -> Iterator[tuple[VirtualNetwork, VirtualNetwork]]:
    """Source and target of the mappings between two regions, each pair once."""
    pairs = dict.fromkeys((mapping.source, mapping.target) for mapping in plan.network_mappings)
    for source, target in pairs:
        if plan.network(source).region != plan.network(target).region:
            yield plan.network(source), plan.network(target)


def _many_to_one(plan: Plan) -> Iterator[Finding]:
    """Networks of one region that share a target: it has one way back to that region."""
    sources: dict[tuple[str, str], list[str]] = {}
    for source, target in _pairs(plan):
        sources.setdefault((target.id, source.region), []).append(source.id)
    for (target_id, _), several in sources.items():
        if len(several) > 1:
            yield Finding(
                Code.MANY_TO_ONE_MAPPING,
                NetworkSubject(target_id),
                f"{', '.join(several)} are mapped to {target_id}; its reverse can name only one",
                "M2",
                "map each of them to a network of its own, or accept where failback leads",
            )


def _prefix_mismatches(plan: Plan) -> Iterator[Finding]:
    """Subnets of one name with other prefixes, where the target has the addresses too."""
    seen: set[frozenset[str]] = set()
    for source, target in _pairs(plan):
        pair = frozenset((source.id, target.id))
        if pair in seen:
            continue
        seen.add(pair)
        for subnet in source.subnets:
            twin = target.subnet(subnet.name)
            if twin and _shares_addresses(subnet, target) and _loses_addresses(plan, subnet, twin):
                yield Finding(
                    Code.PREFIX_MISMATCH,
                    SubnetSubject(target.id, twin.name),
                    f"{twin.name} is {_prefixes(twin.address_prefixes)} in {target.id} and"
                    f" {_prefixes(subnet.address_prefixes)} in {source.id}:"
                    " addresses will not be kept",
                    "F2",
                    f"give both the same prefixes, if addresses in {subnet.name} should be kept",
                )


def _shares_addresses(subnet: Subnet, target: VirtualNetwork) -> bool:
    """Whether the address space of a network has IPv4 addresses of a subnet."""
    spaces = [AddressRange(p.first, p.last) for p in target.address_space if p.version == 4]
    return any(
        own.first <= space.last and space.first <= own.last
        for own in subnet.ranges
        for space in spaces
    )


def _loses_addresses(plan: Plan, subnet: Subnet, twin: Subnet) -> bool:
    """Whether an address of a subnet may not be kept in the one of the same name (F2)."""
    if is_reserved(subnet):
        return False
    if plan.policy.same_address_space is SameAddressSpace.EQUAL:
        return twin.ranges != subnet.ranges
    return not all(
        any(theirs.first <= own.first and own.last <= theirs.last for theirs in twin.ranges)
        for own in subnet.ranges
    )


def _prefixes(prefixes: tuple[object, ...]) -> str:
    return ", ".join(map(str, prefixes))
