"""Values that say the same in another spelling or order: the plan's own is kept."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
TextT = TypeVar("TextT", str, str | None)


def spelled(mine: str | None, theirs: TextT) -> TextT:
    """What an import tells; in the plan's own spelling where only the case is another."""
    if mine is not None and theirs is not None and mine.casefold() == theirs.casefold():
        return mine
    return theirs


def told(mine: str | None, theirs: str | None) -> str | None:
    """The same for what not every import tells: where it does not, the plan's."""
    return mine if theirs is None else spelled(mine, theirs)


def ordered(mine: Sequence[T], theirs: Sequence[T]) -> tuple[T, ...]:
    """What an import tells, where order means nothing: in the plan's, what is new last."""
    there = set(theirs)
    if there == set(mine):
        return tuple(mine)
    both = [value for value in mine if value in there]
    return tuple(dict.fromkeys((*both, *theirs)))
