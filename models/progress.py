"""Telling how far long work is."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Progress: TypeAlias = Callable[[float], None]
"""Told how much is done, from 0 to 1 and never less than before, by the thread that does it."""
EACH = 500
"""How many rows are gone through between one time and the next."""


def untold(_done: float) -> None:
    """Progress that nobody asked for."""


def part_of(progress: Progress, first: float, last: float) -> Progress:
    """Progress of a part of the work, which brings the whole from ``first`` to ``last``."""
    return lambda done: progress(first + (last - first) * done)


def told(rows: Sequence[T], progress: Progress) -> Iterator[T]:
    """The rows one by one, with word of how many of them are done."""
    for number, row in enumerate(rows):
        if number % EACH == 0:
            progress(number / len(rows))
        yield row
