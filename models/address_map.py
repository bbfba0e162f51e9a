"""A subnet as a picture: what every address of it is, counted and never enumerated.

A cell stands for one address or for a block of them. What a cell costs follows from the
kinds there are, not from how many addresses it stands for: a /2 is as cheap as a /29.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from models.assign import Assignments
from models.assignment import AddressRule, Holder, Scenario
from models.rules.availability import Availability, usable_ranges
from models.rules.subnets import SubnetKey
from models.topology import AddressRange, Subnet


class Kind(StrEnum):
    """What an address is; what tells most of a block comes first."""

    FORECAST = "forecast"
    SET = "set by hand"
    KEPT = "kept"
    STANDING = "standing today"
    IN_USE = "in use"
    AZURE = "kept by Azure"
    FREE = "free"


HELD = (Kind.FORECAST, Kind.SET, Kind.KEPT, Kind.STANDING, Kind.IN_USE)
"""The kinds of an address that somebody has."""
_BY_RULE = {
    AddressRule.CONFIGURED: Kind.SET,
    AddressRule.RETAINED: Kind.KEPT,
    AddressRule.NEXT_AVAILABLE: Kind.FORECAST,
    AddressRule.END_OF_RANGE: Kind.FORECAST,
}


class Occupant(NamedTuple):
    """Who has an address (an integer), and as what."""

    address: int
    kind: Kind
    holder: Holder


@dataclass(frozen=True, slots=True)
class Cell:
    """One address, or a block of them from ``first`` to ``last``, both included.

    ``counts`` has how many addresses of each kind there are, none of them 0.
    """

    first: int
    last: int
    counts: Mapping[Kind, int]

    @property
    def size(self) -> int:
        """How many addresses it stands for."""
        return self.last - self.first + 1

    @property
    def kind(self) -> Kind:
        """The kind of its address, or the one that tells most of the block."""
        return next(kind for kind in Kind if kind in self.counts)

    @property
    def usable(self) -> int:
        """How many of its addresses Azure does not keep."""
        return self.size - self.counts.get(Kind.AZURE, 0)

    @property
    def taken(self) -> int:
        """How many of its usable addresses somebody has."""
        return self.usable - self.counts.get(Kind.FREE, 0)


class AddressMap:
    """Who has which address of a subnet.

    An address that Azure keeps counts as that, whoever is said to have it.
    """

    def __init__(self, subnet: Subnet, occupants: Iterable[Occupant]) -> None:
        """``occupants`` may come in any order; those outside the subnet do not count."""
        self.subnet = subnet
        self.ranges = subnet.ranges
        self._usable = usable_ranges(subnet)
        self._firsts = [first for first, _ in self.ranges]
        self._occupants = {occupant.address: occupant for occupant in occupants}
        self._by_kind: dict[Kind, list[int]] = {kind: [] for kind in HELD}
        for address in sorted(self._occupants):
            if self._is_usable(address):
                self._by_kind[self._occupants[address].kind].append(address)

    @property
    def held(self) -> list[Occupant]:
        """Everybody who has a usable address, lowest first."""
        addresses = sorted(address for found in self._by_kind.values() for address in found)
        return [self._occupants[address] for address in addresses]

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many addresses of each kind the whole subnet has; none of them 0."""
        total: dict[Kind, int] = {}
        for first, last in self.ranges:
            for kind, count in self.cell(first, last).counts.items():
                total[kind] = total.get(kind, 0) + count
        return total

    def holder(self, address: int) -> Holder | None:
        """Who has an address; ``None`` where nobody does, as far as the plan says."""
        occupant = self._occupants.get(address)
        return None if occupant is None else occupant.holder

    def kind(self, address: int) -> Kind:
        """What an address of the subnet is."""
        if not self._is_usable(address):
            return Kind.AZURE
        occupant = self._occupants.get(address)
        return Kind.FREE if occupant is None else occupant.kind

    def cell(self, first: int, last: int) -> Cell:
        """The cell from one address to another of the same prefix, both included."""
        counts = {}
        for kind, addresses in self._by_kind.items():
            if count := bisect_right(addresses, last) - bisect_left(addresses, first):
                counts[kind] = count
        usable = self._usable_in(first, last)
        if azure := last - first + 1 - usable:
            counts[Kind.AZURE] = azure
        if free := usable - sum(counts[kind] for kind in HELD if kind in counts):
            counts[Kind.FREE] = free
        return Cell(first, last, counts)

    def cells(self, first: int, count: int, block: int) -> Iterator[Cell]:
        """``count`` cells of ``block`` addresses each, from ``first`` on, in one prefix."""
        for start in range(first, first + count * block, block):
            yield self.cell(start, start + block - 1)

    def next_free(self, *, from_end: bool) -> int | None:
        """The address that would be given out next: the lowest, or from the end (F5, T3)."""
        return self._next_free[from_end]

    @cached_property
    def _next_free(self) -> tuple[int | None, int | None]:
        holders = {address: occupant.holder for address, occupant in self._occupants.items()}
        available = Availability(self.subnet, holders)
        return available.lowest(), available.highest()

    def _usable_in(self, first: int, last: int) -> int:
        """How many addresses between two of one prefix Azure does not keep."""
        position = bisect_right(self._firsts, first) - 1
        usable = self._usable[position]
        return max(0, min(last, usable.last) - max(first, usable.first) + 1)

    def _is_usable(self, address: int) -> bool:
        position = bisect_right(self._firsts, address) - 1
        if position < 0:
            return False
        usable: AddressRange = self._usable[position]
        return usable.first <= address <= usable.last


def occupants_before(
    assignments: Assignments, key: SubnetKey, scenario: Scenario
) -> Iterator[Occupant]:
    """Who has an address of a subnet when a scenario starts (A2, B2)."""
    for address, holder in assignments.occupied(key, scenario).items():
        yield occupant_today(address, holder)


def occupants_after(
    assignments: Assignments, key: SubnetKey, scenario: Scenario
) -> Iterator[Occupant]:
    """Who has an address of a subnet after a scenario: those before, and who lands there."""
    yield from occupants_before(assignments, key, scenario)
    for id in assignments.landing_in(key, scenario):
        result = assignments.of(id, scenario)
        if result is not None and result.address is not None:
            yield occupant_given(result.address, result.rule, id)


def occupant_today(address: int, holder: Holder) -> Occupant:
    """Somebody who has an address already: a machine of the plan, or something else."""
    return Occupant(address, Kind.IN_USE if isinstance(holder, str) else Kind.STANDING, holder)


def occupant_given(address: int, rule: AddressRule, holder: Holder) -> Occupant:
    """Somebody who got an address by a rule."""
    return Occupant(address, _BY_RULE[rule], holder)
