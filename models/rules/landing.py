"""Where an IP configuration lands in a scenario, before anyone is served there."""

from dataclasses import dataclass

from models.assignment import Reason
from models.plan import FailoverSettings, Policy, SameAddressSpace
from models.rules.allocation import Request
from models.rules.availability import inside
from models.rules.subnets import SubnetChoice
from models.topology import AddressRange, Allocation

_EQUAL = SameAddressSpace.EQUAL
"""Bound once: in Python 3.11 asking an enumeration costs as much as the rule itself."""


@dataclass(slots=True)
class Landing:
    """The subnet an IP configuration lands in and what it asks for there.

    ``choice`` is ``None`` for who gets not even a network. ``request`` is ``None`` where
    it is never served; ``reason`` then says why.
    """

    choice: SubnetChoice | None
    allocation: Allocation
    request: Request | None
    reason: Reason | None = None


def unserved(network: str | None, allocation: Allocation, reason: Reason) -> Landing:
    """An IP configuration that gets no subnet at all."""
    choice = None if network is None else SubnetChoice(network, None, None, reason)
    return Landing(choice, allocation, None, reason)


def set_address(settings: FailoverSettings) -> int | None:
    """The address that was set, as an integer; an IPv6 one is outside every IPv4 subnet."""
    if settings.address is None:
        return None
    return int(settings.address) if settings.address.version == 4 else -1


def kept_address(
    address: int | None,
    source: tuple[AddressRange, ...],
    target: tuple[AddressRange, ...],
    policy: Policy,
) -> tuple[int | None, Reason | None]:
    """The address to keep from one subnet to another, or why there is none (F2, F3).

    The subnets are given by their IPv4 ranges.
    """
    if address is None:
        return None, Reason.NO_SOURCE_ADDRESS
    if policy.same_address_space is _EQUAL:
        same = source is target or source == target
    else:
        same = inside(address, target)
    return (address, None) if same else (None, Reason.DIFFERENT_ADDRESS_SPACE)
