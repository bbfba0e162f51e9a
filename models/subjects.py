"""What a subject is part of: the network that a screen about networks opens with."""

from models.findings import Subject
from models.findings.finding import ItemSubject, MappingSubject, NetworkSubject, SubnetSubject
from models.plan import Plan
from models.topology import IpConfigurationId


def network_of(plan: Plan, subject: Subject | None) -> str | None:
    """The network a subject is, stands in or leads from; ``None`` where there is none."""
    match subject:
        case NetworkSubject(id) | SubnetSubject(id, _) | MappingSubject(id, _):
            return id if id in plan.virtual_networks else None
        case ItemSubject(id) | IpConfigurationId(id, _, _):
            machine = plan.virtual_machines.get(id)
            ips = machine.in_failover_order if machine else ()
            return ips[0][1].network if ips else None
        case _:
            return None
