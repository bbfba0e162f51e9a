"""Work over everything in a plan, in steps so short that a key can be answered between two."""

from collections.abc import Callable, Generator, Sequence
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
Item = TypeVar("Item")
Made = TypeVar("Made")

Steps: TypeAlias = Generator[float, None, T]
"""Work that tells before each step how much of it is done, from 0 to 1, and gives its result."""

STEP = 100
"""How many items are looked at in one step."""
RUN = 1000
"""How many items are sorted in one step, before what is sorted is put together."""


def finished(steps: Steps[T]) -> T:
    """The result of some work, done to its end at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def each(items: Sequence[Item], work: Callable[[Item], Made]) -> Steps[list[Made]]:
    """What comes of each item, in their order."""
    made: list[Made] = []
    for start in range(0, len(items), STEP):
        yield start / len(items)
        made += map(work, items[start : start + STEP])
    return made


def passing(items: Sequence[Item], test: Callable[[Item], object]) -> Steps[list[Item]]:
    """The items that pass a test, in their order."""
    kept: list[Item] = []
    for start in range(0, len(items), STEP):
        yield start / len(items)
        kept += filter(test, items[start : start + STEP])
    return kept


def ordered(keyed: Sequence[tuple[Any, Item]], *, reverse: bool = False) -> Steps[list[Item]]:
    """The items of pairs sorted by their keys; equal ones stay in order, as ``sorted`` has it."""
    runs = []
    for start in range(0, len(keyed), RUN):
        yield 1.0
        runs.append(sorted(keyed[start : start + RUN], key=itemgetter(0), reverse=reverse))
    merged = merge(*runs, key=itemgetter(0), reverse=reverse)
    found: list[Item] = []
    while some := [item for _, item in islice(merged, RUN)]:
        found += some
        yield 1.0
    return found
