"""Which IP configuration is explained first for what a person points at."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Scenario
from models.findings.finding import ItemSubject, NetworkSubject, Subject, SubnetSubject
from models.rules.subnets import subnet_key
from models.topology import IpConfigurationId


def every_ip_configuration(assignments: Assignments) -> list[IpConfigurationId]:
    """Those of replicated items in the order of F6, then the others as the plan has them."""
    items, machines = assignments.plan.replicated_items, assignments.plan.virtual_machines
    others = (machine for machine in machines if machine.id not in items)
    return [
        *assignments.in_order(),
        *(id for machine in others for id, _ in machine.in_failover_order),
    ]


def ip_configuration_for(
    assignments: Assignments, subject: Subject | None
) -> IpConfigurationId | None:
    """The IP configuration to explain for a subject; ``None`` where the plan has none.

    For a subnet or a network that is the first one that lands there at failover, else one
    that stands there; without a subject, the first one that is replicated.
    """
    candidates = _about(assignments, subject)
    return next(candidates, None) or next(iter(every_ip_configuration(assignments)), None)


def _about(assignments: Assignments, subject: Subject | None) -> Iterator[IpConfigurationId]:
    plan = assignments.plan
    match subject:
        case IpConfigurationId(id):
            machine = plan.virtual_machines.get(id)
            if machine is not None and subject in machine.rank_of:
                yield subject
        case ItemSubject(id):
            machine = plan.virtual_machines.get(id)
            yield from (one for one, _ in machine.in_failover_order) if machine else ()
        case SubnetSubject(network, name):
            yield from _in_subnets(assignments, network, [name])
        case NetworkSubject(id) if id in plan.virtual_networks:
            names = [subnet.name for subnet in plan.network(id).subnets]
            yield from _in_subnets(assignments, id, names)
        case _:
            return


def _in_subnets(
    assignments: Assignments, network: str, names: list[str]
) -> Iterator[IpConfigurationId]:
    """Who lands in the subnets of a network at failover, then who stands there."""
    keys = [subnet_key(network, name) for name in names]
    for key in keys:
        yield from assignments.landing_in(key, Scenario.FAILOVER)
    for key in keys:
        yield from assignments.standing(key)
