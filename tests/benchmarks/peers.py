"""The same allocation by the engine and by others, side by side, with equal results.

``python -m tests.benchmarks.peers [quick]`` prints for three loads what a request costs of the
CPU, and how many times the engine's cost that is: the median of the rounds, the least, the most.
Whoever hands out another address than the engine ends the run. No database, network or lock of
the others is counted; the algorithms are in ``peer_algorithms.py``, each with its source.
"""

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks.asked import Asked, asked
from tests.benchmarks.go_peer import GO, built, handed_out_by
from tests.benchmarks.own_allocation import Engine, agree
from tests.benchmarks.paired import (
    AGAIN,
    Time,
    Times,
    Work,
    between,
    interleaved,
    middle,
    noise,
    ratios,
    short,
)
from tests.benchmarks.peer_algorithms import PEERS, Floor, Peer, handed_out
from tests.benchmarks.peer_samples import print_samples

OURS, FLOOR = "asrnet", "a set and a cursor"
PATIENCE = 4.0
"""Seconds; a work that takes longer is asked in the first round only."""


class Load(NamedTuple):
    """How many requests, in a subnet of that prefix length, in how many rounds."""

    length: int
    requests: int
    rounds: int


LOADS, LARGE = (Load(24, 200, 9), Load(21, 1_000, 5)), Load(16, 60_000, 5)
QUICK_LOADS, QUICK_LARGE = (Load(26, 40, 1),), Load(22, 900, 1)


def compare(load: Load, program: Path | None) -> None:
    """Print what one load costs everybody."""
    todo = asked(load.length, load.requests)
    engine = Engine(todo)
    expected = engine.handed_out()
    works: dict[str, Work] = {OURS: engine.handed_out}
    for name, peer in ({FLOOR: Floor} | PEERS).items():
        works[name] = partial(serve, name, peer, todo, expected)
    if program is not None:
        works[GO] = partial(serve_in_go, program, todo, expected)
    heading(load, "all give the same addresses")
    print_costs(interleaved(works, load.rounds, PATIENCE), load.requests)


def compare_large(load: Load, program: Path | None) -> None:
    """Print what a large load costs: the engine all of it, the others in samples."""
    todo = asked(load.length, load.requests)
    engine = Engine(todo)
    expected = engine.handed_out()
    floor = partial(serve, FLOOR, Floor, todo, expected)
    works: dict[str, Work] = {OURS: engine.handed_out, FLOOR: floor}
    times = interleaved(works, load.rounds)
    heading(load, "the engine all of it, the others in samples")
    print_costs(times, load.requests)
    print_samples(todo, expected, middle(times, OURS, "cpu"), program)


def heading(load: Load, words: str) -> None:
    """Print what is compared."""
    print(f"\n{load.requests:,} requests in a /{load.length}: {words}")


def serve(name: str, peer: type[Peer], todo: Asked, expected: list[int | None]) -> None:
    """Have a new one of its kind hand out addresses, and see that they are the engine's."""
    agree(name, expected, handed_out(peer(todo), todo))


def serve_in_go(program: Path, todo: Asked, expected: list[int | None]) -> Time:
    """The same in Go; its own clock says what it took."""
    given, spent = handed_out_by(program, todo)
    agree(GO, expected, given)
    return spent


def print_costs(times: Times, requests: int) -> None:
    """A line for each work: the cost of a request, and how often the engine's that is."""
    print(f"{'':22}{'us a request':>12}   times the engine's")
    for name, rounds in times.items():
        if name != AGAIN:
            each = short(middle(times, name, "cpu") / requests / 1000)
            ratio = between(ratios(times, name, "cpu"))
            print(f"{name:22}{each:>12}   {ratio}, {counted(len(rounds))}")
    print(noise(times, "cpu"))


def counted(rounds: int) -> str:
    """How many rounds there were, in words."""
    return "1 round" if rounds == 1 else f"{rounds} rounds"


def main(*, quick: bool) -> None:
    """Print all loads, or small ones to see that everything runs."""
    with TemporaryDirectory() as directory:
        program = built(Path(directory))
        if program is None:
            print("This machine has no Go: go-ipam stands here in Python only.")
        for load in QUICK_LOADS if quick else LOADS:
            compare(load, program)
        compare_large(QUICK_LARGE if quick else LARGE, program)


if __name__ == "__main__":
    main(quick="quick" in sys.argv[1:])
