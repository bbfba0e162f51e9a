"""Whether a plan has what a finding, a search or a person means."""

from collections.abc import Iterator

from models.findings import Subject
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    SubnetSubject,
)
from models.plan import Plan
from models.topology import IpConfigurationId, VirtualMachine


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


def ip_configurations_named(plan: Plan, name: str) -> tuple[IpConfigurationId, ...]:
    """The IP configurations that ``VM[/NIC[/IPCONFIG]]`` names, in the order of F6.

    Empty where it names nothing; names may hold slashes too, and the first that fits is taken.
    """
    for machine in plan.virtual_machines:
        if name.startswith(machine.id):
            for target, ids in targets_in(machine):
                if "/".join(target) == name:
                    return ids
    return ()


def targets_in(
    machine: VirtualMachine,
) -> Iterator[tuple[tuple[str, ...], tuple[IpConfigurationId, ...]]]:
    """Everything of a machine that can be named, with the IP configurations it stands for."""
    ids = tuple(id for id, _ in machine.in_failover_order)
    yield (machine.id,), ids
    for nic in machine.network_interfaces:
        yield (machine.id, nic.name), tuple(id for id in ids if id.network_interface == nic.name)
    for id in ids:
        yield tuple(id), (id,)
