"""In which order rows are listed: by turn, name, address and whatever else a row says."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TypeAlias

from models.assignment import Assignment
from models.findings import Severity
from models.listing import Listed
from models.status import Status
from models.steps import Steps, each, finished, ordered

GRAVEST_FIRST = tuple(Severity)
WORST_FIRST = (
    Status.UNASSIGNED,
    Status.CHANGED,
    Status.SET,
    Status.KEPT,
    Status.NOT_REPLICATED,
)
_DIGITS = re.compile("([0-9]+)")

Key: TypeAlias = Callable[[Listed], Any]
"""What a row is sorted by; ``None`` where it has nothing of the kind."""


class SortBy(StrEnum):
    """What rows can be sorted by, in the order in which that is offered."""

    TURN = "failover order"
    SIGN = "what is worst"
    NAME = "name"
    SOURCE = "source address"
    FAILOVER = "failover address"
    TEST = "test address"
    FAILBACK = "failback address"
    RULE = "rule"
    GROUP = "group"
    SUBNET = "subnet"
    NETWORK = "network"
    STANDS = "source subnet"


def sort_rows(rows: Sequence[Listed], by: SortBy, *, reverse: bool = False) -> list[Listed]:
    """The rows, which are in their turn, in another order; those without a value come last."""
    return finished(sorting(rows, by, reverse=reverse))


def sorting(rows: Sequence[Listed], by: SortBy, *, reverse: bool = False) -> Steps[list[Listed]]:
    """The same step by step; ``rows`` are in their turn."""
    if by is SortBy.TURN:
        return list(reversed(rows) if reverse else rows)
    key = _KEYS[by]
    keyed = yield from each(rows, lambda row: (key(row), row))
    valued = [pair for pair in keyed if pair[0] is not None]
    found = yield from ordered(valued, reverse=reverse)
    return found + [row for value, row in keyed if value is None]


def natural(text: str) -> tuple[Any, ...]:
    """A key by which ``vm-2`` comes before ``vm-10``, in any case of letters."""
    parts = _DIGITS.split(text.casefold())
    numbers = [(len(digits.lstrip("0")), digits.lstrip("0")) for digits in parts[1::2]]
    parted: list[Any] = list(parts)
    parted[1::2] = numbers  # as texts: a name may hold more digits than a number may have
    return tuple(parted)


def _sign(row: Listed) -> tuple[int, int]:
    gravest = row.gravest
    grave = len(GRAVEST_FIRST) if gravest is None else GRAVEST_FIRST.index(gravest)
    return grave, WORST_FIRST.index(row.status)


def _source(row: Listed) -> tuple[int, int] | None:
    address = row.ip.address
    return None if address is None else (address.version, int(address))


def _address(result: Assignment | None) -> int | None:
    return None if result is None else result.address


def _rule(row: Listed) -> tuple[str, str] | None:
    result = row.failover
    return None if result is None else (result.rule.value, result.reason or "")


def _subnet(row: Listed) -> tuple[Any, ...] | None:
    result = row.failover
    return None if result is None or result.subnet is None else natural(result.subnet)


_KEYS: dict[SortBy, Key] = {
    SortBy.SIGN: _sign,
    SortBy.NAME: lambda row: natural(row.name),
    SortBy.SOURCE: _source,
    SortBy.FAILOVER: lambda row: _address(row.failover),
    SortBy.TEST: lambda row: _address(row.test_failover),
    SortBy.FAILBACK: lambda row: _address(row.failback),
    SortBy.RULE: _rule,
    SortBy.GROUP: lambda row: None if row.item is None else row.item.group,
    SortBy.SUBNET: _subnet,
    SortBy.NETWORK: lambda row: None if row.item is None else natural(row.item.failover_network),
    SortBy.STANDS: lambda row: natural(row.subnet),
}
