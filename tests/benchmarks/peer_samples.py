"""What a load costs the others that is too large for them to be served whole.

Their cost of a request grows with what is in use. So a few requests are served half way
through those for a wanted address, a few half way through those for the next one, and each
is multiplied by how many there are: an extrapolation, and named so.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import process_time_ns
from typing import TypeAlias

from tests.benchmarks.asked import Asked
from tests.benchmarks.go_peer import GO, handed_out_by
from tests.benchmarks.own_allocation import agree
from tests.benchmarks.paired import short
from tests.benchmarks.peer_algorithms import PEERS, Floor, Peer, handed_out

SAMPLE = 3
"""How many requests are served in each state."""

Served: TypeAlias = tuple[list[int | None], float]
"""What the requests got, and the ns of the CPU that took, without getting ready."""


def print_samples(todo: Asked, given: list[int | None], whole: float, program: Path | None) -> None:
    """A line for each of the others, where the engine takes ``whole`` ns for all requests."""
    kept = [got for want, got in zip(todo.wanted, given, strict=True) if got and got == want]
    others = [got for want, got in zip(todo.wanted, given, strict=True) if got and got != want]
    wants = tuple(want for want in todo.wanted if want is not None)
    following = (None,) * SAMPLE
    early = in_state(todo, kept[: len(kept) // 2], wants[-SAMPLE:])
    late = in_state(todo, kept + others[: len(others) // 2], following)
    last = in_state(todo, kept + others, following)
    print(f"one request with {len(last.taken):,} in use, and extrapolated to all of them:")
    print(f"{'':22}{'us the last':>12}{'s for all':>12}   times the engine's")
    for name, serve in servers(program).items():
        end, each, after = (one_of(name, serve, state) for state in (last, early, late))
        total = each * len(wants) + after * len(others)
        print(f"{name:22}{short(end / 1000):>12}{short(total / 1e9):>12}   {short(total / whole)}x")


def in_state(todo: Asked, got: list[int], wanted: tuple[int | None, ...]) -> Asked:
    """A few requests when these addresses have been handed out already."""
    return replace(todo, taken=todo.taken.union(got), wanted=wanted)


def servers(program: Path | None) -> dict[str, Callable[[Asked], Served]]:
    """Who serves requests, by name."""
    found: dict[str, Callable[[Asked], Served]] = {
        name: partial(served, peer) for name, peer in PEERS.items()
    }
    if program is not None:
        found[GO] = partial(served_in_go, program)
    return found


def served_in_go(program: Path, state: Asked) -> Served:
    """Serve requests in Go."""
    given, spent = handed_out_by(program, state)
    return given, spent.cpu


def served(peer: type[Peer], state: Asked) -> Served:
    """Serve requests by a peer that is ready before the clock runs."""
    ready = peer(state)
    start = process_time_ns()
    given = handed_out(ready, state)
    return given, process_time_ns() - start


def one_of(name: str, serve: Callable[[Asked], Served], state: Asked) -> float:
    """The ns of one request on average; what it gets is what it ought to."""
    given, spent = serve(state)
    agree(name, handed_out(Floor(state), state), given)
    return spent / len(state.wanted)
