"""What an edit is about, or why there is no such thing in the plan."""

from models.errors import EditRefused
from models.plan import Plan, ReplicatedItem
from models.topology import VirtualMachine, VirtualNetwork


def network_of(plan: Plan, id: str) -> VirtualNetwork:
    """The virtual network of that id. Raises :class:`EditRefused`."""
    network = plan.virtual_networks.get(id)
    if network is None:
        raise EditRefused(f"There is no virtual network {id!r} in this plan; add it first.")
    return network


def machine_of(plan: Plan, id: str) -> VirtualMachine:
    """The virtual machine of that id. Raises :class:`EditRefused`."""
    machine = plan.virtual_machines.get(id)
    if machine is None:
        raise EditRefused(f"There is no virtual machine {id!r} in this plan; add it first.")
    return machine


def item_of(plan: Plan, virtual_machine: str) -> ReplicatedItem:
    """The replicated item of that machine. Raises :class:`EditRefused`."""
    item = plan.item(virtual_machine)
    if item is None:
        raise EditRefused(f"{virtual_machine} is not replicated; enable replication first.")
    return item
