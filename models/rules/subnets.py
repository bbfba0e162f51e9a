"""Which subnet an IP configuration lands in: rules S1 to S7."""

from typing import NamedTuple, TypeAlias

from models.assignment import Reason, SubnetRule
from models.topology import AddressRange, Subnet, VirtualNetwork

RESERVED_SUBNETS = frozenset(
    name.casefold()
    for name in (
        "GatewaySubnet",
        "AzureFirewallSubnet",
        "AzureFirewallManagementSubnet",
        "AzureBastionSubnet",
        "RouteServerSubnet",
    )
)
"""Subnets no virtual machine may be in, by casefolded name (S5)."""

SubnetKey: TypeAlias = tuple[str, str]
"""A subnet of the plan: the id of its network and its casefolded name."""


class SubnetChoice(NamedTuple):
    """The subnet that was chosen in a network and by which rule.

    ``network`` is an id, ``name`` the subnet's own spelling and ``ranges`` its IPv4
    prefixes as integers; ``reason`` is set where it cannot be used. ``key`` is ``None``
    where there is no subnet.
    """

    network: str
    name: str | None
    rule: SubnetRule | None
    reason: Reason | None
    key: SubnetKey | None = None
    ranges: tuple[AddressRange, ...] = ()


def subnet_key(network: str, subnet: str) -> SubnetKey:
    """The key of a subnet; names compare without case."""
    return network, subnet.casefold()


def target_subnet(target: VirtualNetwork, source_name: str, configured: str | None) -> SubnetChoice:
    """The subnet of ``target`` for an address that stands in ``source_name`` (S1 to S6)."""
    if configured is not None:
        return _choice(target, target.subnet(configured), SubnetRule.CONFIGURED)
    if same_name := target.subnet(source_name):
        return _choice(target, same_name, SubnetRule.SAME_NAME)
    return _choice(target, first_alphabetical(target), SubnetRule.FIRST_ALPHABETICAL)


def failover_subnet_again(failover: SubnetChoice) -> SubnetChoice:
    """The choice at a test in the failover network itself, where no subnet is set (S7)."""
    rule = None if failover.name is None else SubnetRule.FAILOVER_SUBNET
    return failover._replace(rule=rule)


def first_alphabetical(network: VirtualNetwork) -> Subnet | None:
    """The first subnet by casefolded name, then by name; not a natural sort (S3)."""
    return min(network.subnets, key=_alphabetical, default=None)


def first_usable(network: VirtualNetwork) -> Subnet | None:
    """The first subnet in that order that virtual machines may be in (S5)."""
    usable = (subnet for subnet in network.subnets if not is_reserved(subnet))
    return min(usable, key=_alphabetical, default=None)


def is_reserved(subnet: Subnet) -> bool:
    """Whether Azure keeps the subnet for a service of its own (S5)."""
    return subnet.key in RESERVED_SUBNETS


def _alphabetical(subnet: Subnet) -> tuple[str, str]:
    return subnet.key, subnet.name


def _choice(target: VirtualNetwork, subnet: Subnet | None, rule: SubnetRule) -> SubnetChoice:
    if subnet is None:
        return SubnetChoice(target.id, None, None, Reason.NO_SUBNET)
    reason = Reason.RESERVED_SUBNET if is_reserved(subnet) else None
    key = subnet_key(target.id, subnet.name)
    return SubnetChoice(target.id, subnet.name, rule, reason, key, subnet.ranges)
