"""Edits of the machines there are."""

from collections.abc import Iterator

from models.addresses import address_of
from models.edits.edit import Edit, PutRow, Together
from models.edits.facts import free_in, held_in, subnet_of
from models.edits.lookup import network_of
from models.edits.replication import enable_replication
from models.errors import EditRefused
from models.pairing import source_region, target_region
from models.plan import Plan
from models.rules.availability import available_count
from models.rules.subnets import is_reserved
from models.topology import Allocation, IpConfiguration, NetworkInterface, VirtualMachine

MOST_ADDED = 500
"""How many machines one edit adds."""
LONGEST_NAME = 64
"""How long the name of a virtual machine may be, in characters.

https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
"""


def add_machines(
    plan: Plan,
    network: str,
    subnet: str,
    count: int,
    prefix: str,
    replicate_to: str | None = None,
) -> Edit:
    """Add machines with one NIC each, called ``prefix-1`` and so on, as one edit.

    They stand at the next available addresses of the subnet, with dynamic allocation. With
    a region to replicate to they are replicated as :func:`enable_replication` does it by
    default. Raises :class:`EditRefused`, also where the subnet has no room for them.
    """
    _check(plan, network, subnet, count, prefix)
    standing = subnet_of(plan, network, subnet)
    free = free_in(standing, held_in(plan, network, standing), count)
    steps: list[Edit] = []
    names = []
    for name, address in zip(_names(plan, prefix), free, strict=False):
        ip = IpConfiguration(
            name="ipconfig1",
            primary=True,
            network=network,
            subnet=standing.name,
            address=address_of(address),
            allocation=Allocation.DYNAMIC,
        )
        nic = NetworkInterface(name=f"{name}-nic", primary=True, ip_configurations=(ip,))
        region = plan.network(network).region
        machine = VirtualMachine(id=name, name=name, region=region, network_interfaces=(nic,))
        steps.append(PutRow(f"add {name}", "virtual_machines", name, machine))
        names.append(name)
    label = f"add {_counted(names)} to {standing.name} of {network}"
    if replicate_to is not None:
        label += f", replicated to {replicate_to}"
        there = Together(label, tuple(steps)).apply(plan)
        steps.append(enable_replication(there, names, replicate_to))
    return Together(label, tuple(steps))


def region_to_replicate_to(plan: Plan, network: str) -> str | None:
    """Where the machines of a network would be replicated to, if nobody says where.

    Where it is mapped to, else the other one of the two regions of the plan.
    """
    for mapping in plan.mappings_from(network):
        return plan.network(mapping.target).region
    here = plan.network(network).region
    for region in (target_region(plan), source_region(plan)):
        if region is not None and region != here:
            return region
    return None


def _check(plan: Plan, network: str, subnet: str, count: int, prefix: str) -> None:
    network_of(plan, network)
    standing = subnet_of(plan, network, subnet)
    if is_reserved(standing):
        raise EditRefused(f"No virtual machine may be in {standing.name}; choose another subnet.")
    if not 1 <= count <= MOST_ADDED:
        raise EditRefused(f"{count} is no number of machines to add; from 1 to {MOST_ADDED} is.")
    if not prefix.strip():
        raise EditRefused("The machines need a name to begin with, such as web.")
    if len(f"{prefix}-{count}") > LONGEST_NAME:
        raise EditRefused(f"The names would be longer than {LONGEST_NAME} characters.")
    room = available_count(standing, held_in(plan, network, standing))
    if count > room:
        only = f"only {room} more" if room else "no more"
        raise EditRefused(
            f"{standing.name} of {network} has room for {only}; make the subnet larger first."
        )


def _names(plan: Plan, prefix: str) -> Iterator[str]:
    """``prefix-1`` and so on, without those that a machine has already, in any case."""
    taken = {
        name.casefold() for machine in plan.virtual_machines for name in (machine.id, machine.name)
    }
    number = 0
    while True:
        number += 1
        if (name := f"{prefix}-{number}").casefold() not in taken:
            yield name


def _counted(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{len(names)} machines, {names[0]} to {names[-1]},"
