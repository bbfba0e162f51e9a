"""Findings about networks, their subnets and the mappings between them: rules M, A4 and F7."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import AddressRule, Scenario
from models.findings.finding import (
    Code,
    Finding,
    MappingSubject,
    NetworkSubject,
    SubnetSubject,
)
from models.plan import NetworkMapping, Plan
from models.rules.availability import available_count, usable_count
from models.rules.mapping import LONGEST_NAME, reverse_of
from models.rules.peering import overlap, peers_of
from models.rules.subnets import SubnetKey
from models.topology import State, VirtualNetwork

LOW = 0.1
"""A subnet is low on addresses when no more than this share of the usable ones is left."""


def network_findings(
    assignments: Assignments, network: VirtualNetwork, source_regions: frozenset[str]
) -> Iterator[Finding]:
    """What there is to say of one network."""
    plan, subject = assignments.plan, NetworkSubject(network.id)
    if len(network.name) > LONGEST_NAME:
        yield Finding(
            Code.NAME_TOO_LONG,
            subject,
            f"the name has {len(network.name)} characters; Azure allows {LONGEST_NAME}",
            "M6",
            "choose a shorter name",
        )
    if network.state is State.PLANNED:
        yield Finding(
            Code.PLANNED_NETWORK,
            subject,
            f"{network.id} is planned: it has to be there before a failover",
            "M6",
            f"create {network.id} with its subnets",
        )
    yield from _unmapped(assignments, network, subject, source_regions)
    for other, how in _connected(plan, network):
        if network.id < other.id and (shared := overlap(network, other)):
            yield Finding(
                Code.OVERLAPPING_CONNECTED_NETWORKS,
                subject,
                f"{network.id} and {other.id} share {shared} and are {how}",
                "F2",
                "take the peering away, or give one of them another address space",
            )


def _unmapped(
    assignments: Assignments,
    network: VirtualNetwork,
    subject: NetworkSubject,
    source_regions: frozenset[str],
) -> Iterator[Finding]:
    """Networks that machines leave, or would leave, without a mapping."""
    if assignments.plan.mappings_from(network.id):
        return
    expected = network.region in source_regions and not assignments.is_empty(network)
    if expected or assignments.standing_in(network.id):
        yield Finding(
            Code.UNMAPPED_NETWORK,
            subject,
            f"{network.id} has no network mapping, so nothing says where its machines go",
            "M5",
            f"map {network.id} to a network in the target region, and back",
        )


def _connected(plan: Plan, network: VirtualNetwork) -> Iterator[tuple[VirtualNetwork, str]]:
    """The networks that a network reaches: its peers, and theirs (each once)."""
    seen = {network.id}
    peers = list(peers_of(plan, network))
    for peer in peers:
        seen.add(peer.id)
        yield peer, "peered"
    for peer in peers:
        for other in peers_of(plan, peer):
            if other.id not in seen:
                seen.add(other.id)
                yield other, f"both peered with {peer.id}"


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


def _many_to_one(plan: Plan) -> Iterator[Finding]:
    sources: dict[str, dict[str, None]] = {}
    for mapping in plan.network_mappings:
        sources.setdefault(mapping.target, {})[mapping.source] = None
    for target, several in sources.items():
        if len(several) > 1:
            yield Finding(
                Code.MANY_TO_ONE_MAPPING,
                NetworkSubject(target),
                f"{', '.join(several)} are all mapped to {target}; its reverse can name only one",
                "M2",
                "map each of them to a network of its own, or accept where failback leads",
            )


def _prefix_mismatches(plan: Plan) -> Iterator[Finding]:
    """Subnets of one name, in networks that share address space, with other prefixes."""
    seen: set[frozenset[str]] = set()
    for mapping in plan.network_mappings:
        pair = frozenset((mapping.source, mapping.target))
        if pair in seen:
            continue
        seen.add(pair)
        source, target = plan.network(mapping.source), plan.network(mapping.target)
        if source.id == target.id or overlap(source, target) is None:
            continue
        for subnet in source.subnets:
            twin = target.subnet(subnet.name)
            if twin is not None and twin.ranges != subnet.ranges:
                yield Finding(
                    Code.PREFIX_MISMATCH,
                    SubnetSubject(target.id, twin.name),
                    f"{twin.name} is {_prefixes(twin.address_prefixes)} in {target.id} and"
                    f" {_prefixes(subnet.address_prefixes)} in {source.id}:"
                    " addresses will not be kept",
                    "F2",
                    f"give both the same prefixes, if addresses in {subnet.name} should be kept",
                )


def subnet_findings(assignments: Assignments, key: SubnetKey) -> Iterator[Finding]:
    """What there is to say of a subnet that somebody lands in."""
    network = assignments.plan.virtual_networks.get(key[0])
    subnet = network.subnets_by_key.get(key[1]) if network else None
    if subnet is None:
        return
    subject = SubnetSubject(key[0], subnet.name)
    for scenario in Scenario:
        members = assignments.landing_in(key, scenario)
        rules = {result.rule for id in members if (result := assignments.of(id, scenario))}
        forecast = rules & {AddressRule.NEXT_AVAILABLE, AddressRule.END_OF_RANGE}
        if forecast and AddressRule.RETAINED in rules:
            yield Finding(
                Code.ORDER_DEPENDENT,
                subject,
                f"some keep their address in {subnet.name} and some get one that is available"
                f" ({scenario.value}): who is first decides on the day",
                "F7",
                "set the addresses that are forecast",
                scenario,
            )
    there = assignments.landing_in(key, Scenario.FAILOVER)
    if there:
        given = sum(
            1 for id in there if (result := assignments.failover(id)) and result.address is not None
        )
        usable = usable_count(subnet)
        occupied = assignments.occupied(key, Scenario.FAILOVER)
        left = available_count(subnet, occupied) - given
        if left <= usable * LOW:
            yield Finding(
                Code.CAPACITY_LOW,
                subject,
                f"{left} of {usable} addresses of {subnet.name} are left after a failover",
                "A3",
                f"widen {subnet.name}, or spread the machines over more subnets",
            )


def _prefixes(prefixes: tuple[object, ...]) -> str:
    return ", ".join(map(str, prefixes))
