"""Comparing what two plans have of one thing, field by field and list by list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile
from typing import Any, TypeVar

from models.comparison.difference import Difference, Kind, Way
from models.findings import Subject
from models.value import Value

K = TypeVar("K")
V = TypeVar("V")
MOST_NAMES = 5
"""How many names are spelled out where an order differs."""
WRITTEN = "way it is written"
"""The field that differs where nothing that can be named does."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is compared: its kind, where to find it, and its name."""

    kind: Kind
    subject: Subject
    name: str

    def compared(
        self,
        before: V | None,
        after: V | None,
        words: Callable[[V], str],
        inside: Callable[["Thing", V, V], Iterator[Difference]],
    ) -> Iterator[Difference]:
        """That it is in one plan only, in ``words``, else what differs ``inside`` of it.

        Where nothing that can be named differs, it is said that the thing does.
        """
        if before is not None and after is not None:
            rows = list(inside(self, before, after))
            yield from rows or [self.changed(WRITTEN, None, None)]
        elif before is not None:
            yield self._row(Way.GONE, "", words(before), None)
        elif after is not None:
            yield self._row(Way.ADDED, "", None, words(after))

    def changed(self, field: str, before: str | None, after: str | None) -> Difference:
        """A field of it has another value."""
        return self._row(Way.CHANGED, field, before, after)

    def fields(
        self, before: Value, after: Value, *, but: Sequence[str] = (), when: str = ""
    ) -> Iterator[Difference]:
        """The fields of a value that differ, except those that are compared elsewhere.

        ``when`` stands before the name of each field.
        """
        for field in type(before).model_fields:
            old, new = getattr(before, field), getattr(after, field)
            if field not in but and old != new:
                words = " ".join(filter(None, (when, field.replace("_", " "))))
                yield self.changed(words, text_of(old), text_of(new))

    def order(self, what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
        """The order of what both have: where it differs, the names from there on."""
        both = set(before) & set(after)
        old = [name for name in before if name in both]
        new = [name for name in after if name in both]
        if old != new:
            same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
            first = sum(1 for _ in same)
            yield self.changed(f"order of {what}", _named(old[first:]), _named(new[first:]))

    def _row(self, way: Way, field: str, before: str | None, after: str | None) -> Difference:
        return Difference(self.kind, self.subject, self.name, way, field, before, after)


def matched(before: Mapping[K, V], after: Mapping[K, V]) -> Iterator[tuple[K, V | None, V | None]]:
    """What is under each key before and after, where that is not the same."""
    for key, old in before.items():
        new = after.get(key)
        if old is not new and old != new:
            yield key, old, new
    for key, new in after.items():
        if key not in before:
            yield key, None, new


def text_of(value: Any) -> str | None:
    """A value of a plan in words; ``None`` where nothing is set."""
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ", ".join(str(text_of(part)) for part in value)
    return str(value)


def _named(names: Sequence[str]) -> str:
    more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    return ", ".join([*names[:MOST_NAMES], *more])
