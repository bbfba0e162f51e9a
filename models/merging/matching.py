"""Which thing of an import is which thing of a plan."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from models.rules.mapping import distinct
from models.topology import IpConfiguration, NetworkInterface, State, VirtualMachine, VirtualNetwork

RowT = TypeVar("RowT", VirtualNetwork, VirtualMachine)
PartT = TypeVar("PartT", bound=NetworkInterface | IpConfiguration)
T = TypeVar("T")
Thing: TypeAlias = VirtualNetwork | VirtualMachine
_NUMBER = re.compile(r"-\d+$")


@dataclass(frozen=True, slots=True)
class Matching(Generic[RowT]):
    """The rows of an import by the plan's ids, and the plan's ids by those of the import.

    ``found`` has the rows of things that the plan knows, ``new`` those it does not, each
    under the id that it gets in the plan.
    """

    found: Mapping[str, RowT]
    new: Mapping[str, RowT]
    ids: Mapping[str, str]


def matched(mine: Iterable[RowT], theirs: Iterable[RowT]) -> Matching[RowT]:
    """Find the rows of an import in a plan.

    By subscription, resource group and name where both tell all three; else by the last
    two in one region; else by id; else by a name that is the only one in its region on both
    sides. What contradicts in region,
    subscription or resource group is not the same, though a planned network may come to
    stand in another resource group than was planned.
    """
    standing = {row.id: row for row in mine}
    pairs: dict[str, str] = {}
    taken = set(standing)
    left, open_ = list(standing.values()), {row.id: row for row in theirs}
    for keys in _STEPS:
        for one, other in paired(left, list(open_.values()), *keys):
            if keys is _BY_IDENTITY or _may_be_the_same(one, other):
                pairs[other.id] = one.id
                del open_[other.id]
        known = set(pairs.values())
        left = [row for row in left if row.id not in known]
    new = {}
    for row in open_.values():
        new[row.id] = _free(row, taken)
        taken.add(new[row.id])
    rows = {row.id: row for row in theirs}
    return Matching(
        {own: rows[id] for id, own in pairs.items()},
        {own: rows[id] for id, own in new.items()},
        pairs | new,
    )


def paired(
    mine: Sequence[T],
    theirs: Sequence[T],
    key: Callable[[T], Hashable],
    key_of_theirs: Callable[[T], Hashable] | None = None,
) -> Iterator[tuple[T, T]]:
    """Those that have one key which nobody else has on either side; no key is ``None``."""
    ours, others = _alone(mine, key), _alone(theirs, key_of_theirs or key)
    for value, row in ours.items():
        if value in others:
            yield row, others[value]


def paired_interfaces(
    mine: VirtualMachine, theirs: VirtualMachine
) -> list[tuple[NetworkInterface, NetworkInterface]]:
    """The NICs that two machines have in common: by name, exactly, then without case.

    Of NICs that have one name an import calls each ``name (resource group)``.
    """
    alike = _named_alike(mine.network_interfaces, theirs.network_interfaces)
    ours = _rest(mine.network_interfaces, [pair[0] for pair in alike])
    others = _rest(theirs.network_interfaces, [pair[1] for pair in alike])
    owned = paired([(mine, nic) for nic in ours], [(theirs, nic) for nic in others], _full_name)
    return [*alike, *((one[1], other[1]) for one, other in owned)]


def paired_configurations(
    mine: NetworkInterface, theirs: NetworkInterface
) -> list[tuple[IpConfiguration, IpConfiguration]]:
    """The IP configurations that two NICs have in common: by name, then without case."""
    return _named_alike(mine.ip_configurations, theirs.ip_configurations)


def _named_alike(mine: Sequence[PartT], theirs: Sequence[PartT]) -> list[tuple[PartT, PartT]]:
    exactly = list(paired(mine, theirs, _name))
    ours = _rest(mine, [pair[0] for pair in exactly])
    others = _rest(theirs, [pair[1] for pair in exactly])
    return [*exactly, *paired(ours, others, _folded_name)]


def _name(part: NetworkInterface | IpConfiguration) -> Hashable:
    return part.name


def _folded_name(part: NetworkInterface | IpConfiguration) -> Hashable:
    return part.name.casefold()


def _rest(parts: Sequence[PartT], without: Sequence[PartT]) -> list[PartT]:
    names = {part.name for part in without}
    return [part for part in parts if part.name not in names]


def _full_name(owned: tuple[VirtualMachine, NetworkInterface]) -> Hashable:
    machine, nic = owned
    group = nic.resource_group or machine.resource_group
    if group is None:
        return None
    return nic.name.removesuffix(f" ({group})").casefold(), group.casefold()


def _alone(rows: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    found: dict[Hashable, T] = {}
    twice = set()
    for row in rows:
        value = key(row)
        if value is not None and found.setdefault(value, row) is not row:
            twice.add(value)
    return {value: row for value, row in found.items() if value not in twice}


def _identity(row: Thing) -> Hashable:
    """What Azure tells it by; ``None`` where the row does not say all of it."""
    if row.subscription is None or row.resource_group is None:
        return None
    return row.subscription.casefold(), row.resource_group.casefold(), row.name.casefold()


def _group_and_name(row: Thing) -> Hashable:
    if row.resource_group is None:
        return None
    return row.resource_group.casefold(), row.name.casefold(), row.region


def _id(row: Thing) -> Hashable:
    return row.id


def _name_and_region(row: Thing) -> Hashable:
    return row.name.casefold(), row.region


def _given_id(row: Thing) -> Hashable:
    """The id that a new row would get, but for a number."""
    return row.id, row.name.casefold(), row.region


def _given_id_with_group(row: Thing) -> Hashable:
    return f"{row.name} ({row.resource_group})", row.name.casefold(), row.region


def _id_without_number(row: Thing) -> Hashable:
    return _NUMBER.sub("", row.id), row.name.casefold(), row.region


_BY_IDENTITY = (_identity, _identity)
_STEPS = (
    _BY_IDENTITY,
    (_group_and_name, _group_and_name),
    (_id, _id),
    (_name_and_region, _name_and_region),
    (_id_without_number, _given_id),
    (_id_without_number, _given_id_with_group),
)
"""What makes a row of the plan and one of the import the same thing, the surest first."""


def _may_be_the_same(mine: RowT, theirs: RowT) -> bool:
    planned = isinstance(mine, VirtualNetwork) and mine.state is State.PLANNED
    return (
        mine.region == theirs.region
        and _agree(mine.subscription, theirs.subscription)
        and (planned or _agree(mine.resource_group, theirs.resource_group))
    )


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.casefold() == other.casefold()


def _free(row: Thing, taken: set[str]) -> str:
    """An id for a new row that no other has: its own, or with its resource group."""
    if row.id in taken and row.resource_group:
        return distinct(f"{row.name} ({row.resource_group})", taken)
    return distinct(row.id, taken)
