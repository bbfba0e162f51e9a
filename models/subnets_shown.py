"""Which subnet is shown first for what a person points at."""

from models.assign import Assignments
from models.assignment import Scenario
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    Subject,
    SubnetSubject,
)
from models.plan import Plan
from models.rules.subnets import subnet_key
from models.topology import IpConfigurationId


def every_subnet(plan: Plan) -> list[SubnetSubject]:
    """The subnets of all networks, in the order of the plan."""
    return [
        SubnetSubject(network.id, subnet.name)
        for network in plan.virtual_networks
        for subnet in network.subnets
    ]


def subnet_for(assignments: Assignments, subject: Subject | None) -> SubnetSubject | None:
    """The subnet to show for a subject; ``None`` where the plan has no subnet at all.

    For an IP configuration that is its failover subnet, else the one it stands in; for a
    network its first subnet that somebody lands in or stands in; without a subject the
    first target subnet in which somebody lands.
    """
    return _named(assignments, subject) or _first(assignments)


def _named(assignments: Assignments, subject: Subject | None) -> SubnetSubject | None:
    match subject:
        case SubnetSubject(network, name):
            return _in_network(assignments.plan, network, name)
        case NetworkSubject(id) | MappingSubject(_, id):
            return _most_telling(assignments, id)
        case IpConfigurationId():
            return _of_ip_configuration(assignments, subject)
        case ItemSubject(id):
            machine = assignments.plan.virtual_machines.get(id)
            first = next(iter(machine.in_failover_order), None) if machine else None
            return _of_ip_configuration(assignments, first[0]) if first else None
        case _:
            return None


def _of_ip_configuration(assignments: Assignments, id: IpConfigurationId) -> SubnetSubject | None:
    try:
        ip = assignments.plan.ip_configuration(id)
    except KeyError:  # it was there when the user pointed at it
        return None
    result = assignments.failover(id)
    if result is not None and result.network is not None and result.subnet is not None:
        return SubnetSubject(result.network, result.subnet)
    return _in_network(assignments.plan, ip.network, ip.subnet)


def _in_network(plan: Plan, network: str, name: str) -> SubnetSubject | None:
    """A subnet of a network in its own spelling."""
    found = plan.virtual_networks.get(network)
    subnet = found.subnet(name) if found is not None else None
    return SubnetSubject(network, subnet.name) if subnet is not None else None


def _most_telling(assignments: Assignments, network: str) -> SubnetSubject | None:
    """The first subnet of a network that somebody lands in or stands in, else the first."""
    found = assignments.plan.virtual_networks.get(network)
    subnets = [SubnetSubject(network, subnet.name) for subnet in found.subnets] if found else []
    for subject in subnets:
        key = subnet_key(*subject)
        if assignments.landing_in(key, Scenario.FAILOVER) or assignments.standing(key):
            return subject
    return subnets[0] if subnets else None


def _first(assignments: Assignments) -> SubnetSubject | None:
    subnets = every_subnet(assignments.plan)
    for subject in subnets:
        if assignments.landing_in(subnet_key(*subject), Scenario.FAILOVER):
            return subject
    return subnets[0] if subnets else None
