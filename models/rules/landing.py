"""Where IP configurations land in a scenario, before anyone is served there."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from models.assignment import Reason
from models.plan import FailoverSettings, Policy, SameAddressSpace
from models.rules.requests import Requests
from models.rules.subnets import SubnetChoice
from models.topology import AddressRange, Allocation

Ranges: TypeAlias = tuple[AddressRange, ...]
ANYWHERE: Ranges = (AddressRange(0, 2**32 - 1),)
NOWHERE: Ranges = ()


class Landing(NamedTuple):
    """What everybody who comes the same way finds: a subnet, and what may be kept there.

    ``choice`` is ``None`` for who gets not even a network. Where ``reason`` is set, nobody
    is served. Addresses inside ``keeps`` are asked for again; ``lacking`` is why others are not.
    """

    choice: SubnetChoice | None
    allocation: Allocation
    reason: Reason | None = None
    keeps: Ranges = NOWHERE
    lacking: Reason | None = None


def unserved(network: str | None, allocation: Allocation, reason: Reason) -> Landing:
    """For IP configurations that get no subnet at all."""
    choice = None if network is None else SubnetChoice(network, None, None, reason)
    return Landing(choice, allocation, reason)


def set_address(settings: FailoverSettings) -> int | None:
    """The address that was set, as an integer; an IPv6 one is outside every IPv4 subnet."""
    if settings.address is None:
        return None
    return int(settings.address) if settings.address.version == 4 else -1


def landing(
    choice: SubnetChoice, allocation: Allocation, source: Ranges, policy: Policy
) -> Landing:
    """A landing that keeps the address of a source subnet in the same address space (F2, F3)."""
    if choice.reason is not None:
        return Landing(choice, allocation, choice.reason)
    keeps = kept_in(source, choice.ranges, policy.same_address_space)
    return Landing(choice, allocation, None, keeps, Reason.DIFFERENT_ADDRESS_SPACE)


def kept_in(source: Ranges, target: Ranges, same: SameAddressSpace) -> Ranges:
    """Which addresses are kept from one subnet to another: all, some, or none (F2, F3)."""
    if same is SameAddressSpace.EQUAL:
        return ANYWHERE if source == target else NOWHERE
    return target


def ask(
    landing: Landing, numbers: Iterable[int], kept: Sequence[int | None], requests: Requests
) -> None:
    """Write down for each number which of the addresses ``kept`` it asks for, or why for none."""
    wanted, reasons = requests.wanted, requests.reasons
    ranges = landing.keeps
    low, high = (ranges[0].first, ranges[-1].last) if ranges else (1, 0)
    gaps, unknown = ranges[1:], Reason.NO_SOURCE_ADDRESS
    for number in numbers:
        address = kept[number]
        wanted[number], reasons[number] = None, landing.lacking
        if address is None:
            reasons[number] = unknown
        elif low <= address <= high and not (gaps and _in_a_gap(address, ranges)):
            wanted[number], reasons[number] = address, None


def _in_a_gap(address: int, ranges: Ranges) -> bool:
    return not any(first <= address <= last for first, last in ranges)
