"""How long each kind of export and import takes, how much it writes, and how that grows.

``python -m tests.benchmarks.exchange [NICs ...]`` prints a line for each kind and size.
Times are milliseconds; memory is the peak above what the plan itself takes, in MiB. Growth
is time, and memory, for each NIC against the smallest size of the same run.
"""

import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import NamedTuple

from models.assign import Assignments
from models.exports.kinds import KINDS, export
from models.formats.documents import read
from models.plan import Plan
from tests.benchmarks.documents import documents_of
from tests.benchmarks.estates import estate

SIZES = (1_000, 10_000)


class Figure(NamedTuple):
    """What one kind costs at one size."""

    milliseconds: float
    mebibytes: float
    written: float


def measured(work: Callable[[], int]) -> Figure:
    """The time of some work, and in a second run its peak of memory."""
    start = perf_counter()
    written = work()
    spent = perf_counter() - start
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Figure(spent * 1000, peak / 2**20, written / 2**20)


def exports(assignments: Assignments) -> Iterator[tuple[str, Callable[[], int]]]:
    """Each kind of export, and the work of it: how many characters it writes."""

    for kind in KINDS:
        yield f"to {kind}", partial(written, assignments, kind)


def imports(plan: Plan, table: str) -> Iterator[tuple[str, Callable[[], int]]]:
    """Each kind of import that there is an estate of any size for."""
    documents = {**documents_of(plan), "csv": {"plan.csv": table}}
    for kind, texts in documents.items():
        given = [(name, text.encode()) for name, text in texts.items()]
        yield f"from {kind}", partial(named, given)


def written(assignments: Assignments, kind: str) -> int:
    """How many characters an export has."""
    return sum(len(file.text) for file in export(assignments, kind).files)


def named(documents: list[tuple[str, bytes]]) -> int:
    """Import documents; how long the name of their plan is."""
    return len(read(documents).plan.name)


def figures(nics: int) -> dict[str, Figure]:
    """What every kind costs at one size."""
    plan = estate(nics)
    assignments = Assignments(plan)
    table = export(assignments, "csv").files[0].text
    work = [*exports(assignments), *imports(plan, table)]
    return {name: measured(todo) for name, todo in work}


def main(sizes: tuple[int, ...]) -> None:
    """Print the figures."""
    least: dict[str, Figure] = {}
    for nics in sizes:
        for name, figure in figures(nics).items():
            first = least.setdefault(name, figure)
            scale = nics / sizes[0]
            print(
                f"{nics:>7} NICs {name:<16} {figure.milliseconds:8.0f} ms "
                f"{figure.mebibytes:7.1f} MiB {figure.written:6.1f} MiB written; growth "
                f"{figure.milliseconds / first.milliseconds / scale:.1f} time "
                f"{figure.mebibytes / max(first.mebibytes, 0.1) / scale:.1f} memory"
            )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
