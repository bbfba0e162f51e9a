"""Findings about networks and their subnets: rules M6, A3 and F7."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Scenario
from models.findings.finding import Code, Finding, NetworkSubject, SubnetSubject
from models.rules.availability import usable_count
from models.rules.names import LONGEST_NAME
from models.rules.subnets import SubnetKey
from models.topology import State, VirtualNetwork

LOW = 0.1
"""A subnet is low on addresses when no more than this share of the usable ones is left."""


def network_findings(
    assignments: Assignments, network: VirtualNetwork, source_regions: frozenset[str]
) -> Iterator[Finding]:
    """What there is to say of one network."""
    subject = NetworkSubject(network.id)
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
    if expected or assignments.is_left(network.id):
        yield Finding(
            Code.UNMAPPED_NETWORK,
            subject,
            f"{network.id} has no network mapping, so nothing says where its machines go",
            "M5",
            f"map {network.id} to a network in the target region, and back",
        )


def subnet_findings(assignments: Assignments, key: SubnetKey) -> Iterator[Finding]:
    """What there is to say of a subnet that somebody lands in."""
    network = assignments.plan.virtual_networks.get(key[0])
    subnet = network.subnets_by_key.get(key[1]) if network else None
    if subnet is None:
        return
    subject = SubnetSubject(key[0], subnet.name)
    for scenario in Scenario:
        served = assignments.served(key, scenario)
        if served.forecast and served.retained:
            yield Finding(
                Code.ORDER_DEPENDENT,
                subject,
                f"some keep their address in {subnet.name} and some get one that is available"
                f" ({scenario.value}): who is first decides on the day",
                "F7",
                "set the addresses that are forecast",
                scenario,
            )
    if assignments.landing_in(key, Scenario.FAILOVER):
        given = assignments.served(key, Scenario.FAILOVER).given
        usable = usable_count(subnet)
        left = assignments.available(key) - given
        if left <= usable * LOW:
            yield Finding(
                Code.CAPACITY_LOW,
                subject,
                f"{left} of {usable} addresses of {subnet.name} are left after a failover",
                "A3",
                f"widen {subnet.name}, or spread the machines over more subnets",
            )
