"""The oracle's reading of the rules about subnets: which is chosen, and what is in it.

Slowly and from ``rules.md`` alone; nothing is shared with the engine but the values of a
plan and of a result. Small subnets only: each of their addresses is written out.
"""

from collections.abc import Iterator
from typing import TypeAlias

from models.assignment import Holder, SubnetRule
from models.plan import Plan
from models.topology import IpConfigurationId, Subnet, VirtualMachine, VirtualNetwork

Choice: TypeAlias = tuple[Subnet, SubnetRule]

NO_VM_MAY_BE_IN = (
    "gatewaysubnet",
    "azurefirewallsubnet",
    "azurefirewallmanagementsubnet",
    "azurebastionsubnet",
    "routeserversubnet",
)


def called(network: VirtualNetwork, name: str) -> Subnet | None:
    """S2: names compare without case."""
    for subnet in network.subnets:
        if subnet.name.casefold() == name.casefold():
            return subnet
    return None


def set_by_hand(network: VirtualNetwork, name: str) -> Choice | None:
    """S1: what is set is used, or there is none."""
    subnet = called(network, name)
    return (subnet, SubnetRule.CONFIGURED) if subnet else None


def chosen(network: VirtualNetwork, name: str) -> Choice | None:
    """S2, then S3; S6: ``None`` where the network has no subnets."""
    if same := called(network, name):
        return same, SubnetRule.SAME_NAME
    ordered = sorted(network.subnets, key=lambda subnet: (subnet.name.casefold(), subnet.name))
    return (ordered[0], SubnetRule.FIRST_ALPHABETICAL) if ordered else None


def no_vm_may_be_in(subnet: Subnet) -> bool:
    """S5."""
    return subnet.name.casefold() in NO_VM_MAY_BE_IN


def inside(subnet: Subnet) -> list[int]:
    """A5: the addresses of all prefixes as one set, lowest first."""
    addresses: set[int] = set()
    for prefix in subnet.address_prefixes:
        if prefix.version == 4:
            addresses |= {int(address) for address in prefix}
    return sorted(addresses)


def kept_by_azure(subnet: Subnet) -> set[int]:
    """A1: the first four addresses and the last one of every prefix."""
    kept: set[int] = set()
    for prefix in subnet.address_prefixes:
        if prefix.version == 4:
            addresses = [int(address) for address in prefix]
            kept |= {*addresses[:4], addresses[-1]}
    return kept


def occupied(plan: Plan, network: VirtualNetwork, subnet: Subnet) -> dict[int, Holder]:
    """A2: what ``in_use`` says, and every NIC that stands in the subnet."""
    holders = _in_use(subnet)
    for machine in plan.virtual_machines:
        holders.update(_held_by(machine, network, subnet))
    return holders


def occupied_at_failback(plan: Plan, network: VirtualNetwork, subnet: Subnet) -> dict[int, Holder]:
    """B2: A2 without the original NICs of replicated items."""
    holders = _in_use(subnet)
    replicated = {item.virtual_machine for item in plan.replicated_items}
    for machine in plan.virtual_machines:
        if machine.id not in replicated:
            holders.update(_held_by(machine, network, subnet))
    return holders


def _in_use(subnet: Subnet) -> dict[int, Holder]:
    return {int(entry.address): entry.by for entry in subnet.in_use if entry.address.version == 4}


def _held_by(
    machine: VirtualMachine, network: VirtualNetwork, subnet: Subnet
) -> Iterator[tuple[int, Holder]]:
    for nic in machine.network_interfaces:
        for ip in nic.ip_configurations:
            here = ip.network == network.id and ip.subnet.casefold() == subnet.name.casefold()
            if here and ip.address is not None and ip.address.version == 4:
                yield int(ip.address), IpConfigurationId(machine.id, nic.name, ip.name)
