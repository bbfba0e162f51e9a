"""Which addresses of a subnet can be given out: rules A1 to A5.

Addresses are integers. The cost follows what is taken, not how large the subnet is: a /2
with a handful of addresses in use is as cheap as a /29.
"""

from collections.abc import Iterator, Mapping

from models.assignment import Holder
from models.topology import AddressRange, Subnet

KEPT_FIRST, KEPT_LAST = 4, 1
"""How many addresses Azure keeps at either end of every prefix (A1).

https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
"""


def usable_ranges(subnet: Subnet) -> tuple[AddressRange, ...]:
    """What Azure can hand out in each IPv4 prefix, lowest first (A1, A5)."""
    return tuple(
        AddressRange(first + KEPT_FIRST, last - KEPT_LAST) for first, last in subnet.ranges
    )


def usable_count(subnet: Subnet) -> int:
    """How many addresses Azure can hand out in a subnet."""
    return sum(last - first + 1 for first, last in usable_ranges(subnet))


def available_count(subnet: Subnet, occupied: Mapping[int, Holder]) -> int:
    """How many addresses of a subnet are available while those are occupied (A3)."""
    ranges = usable_ranges(subnet)
    held = sum(inside(address, ranges) for address in occupied)
    return usable_count(subnet) - held


def inside(address: int, ranges: tuple[AddressRange, ...]) -> bool:
    """Whether an address belongs to one of the ranges."""
    for first, last in ranges:  # noqa: SIM110 - several times faster than any()
        if first <= address <= last:
            return True
    return False


NOTHING = AddressRange(1, 0)
"""The bounds of no address at all."""


class Availability:
    """The addresses of one subnet in one scenario, while they are given out.

    ``holders`` says who has each address that is not available any more; it starts as a
    copy of what is occupied today.
    """

    __slots__ = ("_above", "_below", "_ranges", "_usable", "bounds", "gaps", "holders")

    def __init__(self, subnet: Subnet, occupied: Mapping[int, Holder]) -> None:
        """``occupied`` maps addresses to who has them today (A2)."""
        self._ranges = subnet.ranges
        self._usable = usable_ranges(subnet)
        self.holders = dict(occupied)
        usable = self._usable
        self.bounds = AddressRange(usable[0].first, usable[-1].last) if usable else NOTHING
        """The lowest and the highest address that Azure can hand out."""
        self.gaps = len(usable) > 1
        """Whether addresses between the two may be others."""
        self._above: dict[int, int] = {}
        self._below: dict[int, int] = {}

    def inside(self, address: int) -> bool:
        """Whether the address belongs to the subnet at all."""
        return inside(address, self._ranges)

    def reserved(self, address: int) -> bool:
        """Whether Azure keeps this address of the subnet for itself (A1)."""
        return not inside(address, self._usable)

    def free(self, address: int) -> bool:
        """Whether the address can be given out (A3)."""
        return address not in self.holders and not self.reserved(address)

    def take(self, address: int, holder: Holder) -> None:
        """Give the address out."""
        self.holders[address] = holder

    def upwards(self) -> Iterator[int]:
        """The available addresses from the lowest on, each looked for when it is asked for.

        What is taken in the meantime is passed over, so a taken address is met once (A3, A5).
        """
        holders = self.holders
        for first, last in self._usable:
            for address in range(first, last + 1):
                if address not in holders:
                    yield address

    def downwards(self) -> Iterator[int]:
        """The same from the end of the range (T3)."""
        holders = self.holders
        for first, last in reversed(self._usable):
            for address in range(last, first - 1, -1):
                if address not in holders:
                    yield address

    def lowest(self, start: int | None = None) -> int | None:
        """The lowest available address, or the lowest from ``start`` on (A3, A5)."""
        for first, last in self._usable:
            if start is not None and start > last:
                continue
            begin = first if start is None else max(first, start)
            if (address := self._skip(begin, 1, self._above)) <= last:
                return address
        return None

    def highest(self) -> int | None:
        """The highest available address: the next one from the end of the range (T3)."""
        for first, last in reversed(self._usable):
            if (address := self._skip(last, -1, self._below)) >= first:
                return address
        return None

    def _skip(self, address: int, step: int, jumps: dict[int, int]) -> int:
        """The first address from this one on that nobody has, past ends if need be.

        ``jumps`` remembers where earlier searches arrived, and is shortened on the way,
        so that a run of taken addresses is walked once and not at every request.
        """
        holders = self.holders
        passed = []
        while address in holders:
            passed.append(address)
            address = jumps.get(address, address + step)
        for taken in passed:
            jumps[taken] = address
        return address
