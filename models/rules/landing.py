"""Where an IP configuration lands in a scenario, before anyone is served there."""

from typing import NamedTuple

from models.assignment import Reason, SubnetRule
from models.plan import Policy, SameAddressSpace
from models.rules.allocation import Request
from models.rules.subnets import SubnetChoice
from models.topology import Allocation, IpConfiguration, Subnet


class Landing(NamedTuple):
    """The subnet an IP configuration lands in and what it asks for there.

    ``network`` is an id, ``subnet`` the target's own spelling. ``request`` is ``None``
    where it is never served; ``reason`` then says why.
    """

    network: str | None
    subnet: str | None
    subnet_rule: SubnetRule | None
    allocation: Allocation
    request: Request | None
    reason: Reason | None = None


def landing(
    network: str, choice: SubnetChoice, allocation: Allocation, request: Request
) -> Landing:
    """Where a request goes, unless the subnet it should go to cannot be used."""
    name = choice.subnet.name if choice.subnet is not None else None
    if choice.reason is not None:
        return Landing(network, name, choice.rule, allocation, None, choice.reason)
    return Landing(network, name, choice.rule, allocation, request)


def unserved(network: str | None, allocation: Allocation, reason: Reason) -> Landing:
    """An IP configuration that gets no subnet at all."""
    return Landing(network, None, None, allocation, None, reason)


def is_ipv6(ip: IpConfiguration, source: Subnet) -> bool:
    """Whether an IP configuration is an IPv6 one (A6).

    One without a known address is what its subnet can give.
    """
    return ip.address.version == 6 if ip.address is not None else not source.ranges


def kept_address(
    address: int | None, source: Subnet, target: Subnet, policy: Policy
) -> tuple[int | None, Reason | None]:
    """The address to keep from one subnet to another, or why there is none (F2, F3)."""
    if address is None:
        return None, Reason.NO_SOURCE_ADDRESS
    if policy.same_address_space is SameAddressSpace.CONTAINS:
        same = any(first <= address <= last for first, last in target.ranges)
    else:
        same = source.ranges == target.ranges
    return (address, None) if same else (None, Reason.DIFFERENT_ADDRESS_SPACE)
