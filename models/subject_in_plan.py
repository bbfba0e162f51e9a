"""Whether a plan has what a finding, a search or a person means."""

from models.findings import Subject
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    SubnetSubject,
)
from models.plan import Plan
from models.topology import IpConfigurationId


def stands_in(plan: Plan, subject: Subject) -> bool:
    """Whether a subject is in a plan."""
    match subject:
        case IpConfigurationId():
            machine = plan.virtual_machines.get(subject.virtual_machine)
            return machine is not None and subject in machine.rank_of
        case ItemSubject(id):
            return plan.item(id) is not None or id in plan.virtual_machines
        case NetworkSubject(id):
            return id in plan.virtual_networks
        case SubnetSubject(network, name):
            found = plan.virtual_networks.get(network)
            return found is not None and found.subnet(name) is not None
        case MappingSubject(source, target):
            return any(one.target == target for one in plan.mappings_from(source))
    return True
