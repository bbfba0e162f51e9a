"""Which subnet an IP configuration lands in: rules S1 to S7."""

from typing import NamedTuple

from models.assignment import Reason, SubnetRule
from models.topology import Subnet, VirtualNetwork

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


class SubnetChoice(NamedTuple):
    """The subnet that was chosen and by which rule; ``reason`` where it cannot be used."""

    subnet: Subnet | None
    rule: SubnetRule | None
    reason: Reason | None = None


NO_SUBNET = SubnetChoice(None, None, Reason.NO_SUBNET)


def target_subnet(target: VirtualNetwork, source_name: str, configured: str | None) -> SubnetChoice:
    """The subnet of ``target`` for an address that stands in ``source_name`` (S1 to S6)."""
    if configured is not None:
        return _usable(target.subnet(configured), SubnetRule.CONFIGURED)
    if same_name := target.subnet(source_name):
        return _usable(same_name, SubnetRule.SAME_NAME)
    return _usable(first_alphabetical(target), SubnetRule.FIRST_ALPHABETICAL)


def subnet_at_test_failover(
    test_network: VirtualNetwork,
    source_name: str,
    configured: str | None,
    failover_network: str,
    failover: SubnetChoice,
) -> SubnetChoice:
    """The subnet at test failover, given the choice made for the failover (S7)."""
    if configured is None and test_network.id == failover_network:
        return _usable(failover.subnet, SubnetRule.FAILOVER_SUBNET)
    return target_subnet(test_network, source_name, configured)


def first_alphabetical(network: VirtualNetwork) -> Subnet | None:
    """The first subnet by casefolded name, then by name; not a natural sort (S3)."""
    return min(network.subnets, key=lambda subnet: (subnet.key, subnet.name), default=None)


def first_usable(network: VirtualNetwork) -> Subnet | None:
    """The first subnet in that order that virtual machines may be in (S5)."""
    usable = (subnet for subnet in network.subnets if not is_reserved(subnet))
    return min(usable, key=lambda subnet: (subnet.key, subnet.name), default=None)


def is_reserved(subnet: Subnet) -> bool:
    """Whether Azure keeps the subnet for a service of its own (S5)."""
    return subnet.key in RESERVED_SUBNETS


def _usable(subnet: Subnet | None, rule: SubnetRule) -> SubnetChoice:
    if subnet is None:
        return NO_SUBNET
    return SubnetChoice(subnet, rule, Reason.RESERVED_SUBNET if is_reserved(subnet) else None)
