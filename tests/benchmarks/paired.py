"""Works timed side by side: interleaved, in pairs, with the noise of the machine beside them.

A figure of one moment says little on a shared machine. Here every work takes its turn in
every round, a ratio compares two works of one round, and what is printed is the median of
the rounds with the smallest and the largest. The first work is timed twice in every round:
how far it is from itself is the noise.
"""

import gc
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from time import perf_counter_ns, process_time_ns
from typing import Literal, NamedTuple, TypeAlias

Work: TypeAlias = Callable[[], object]
Clock: TypeAlias = Literal["wall", "cpu"]
"""Which time counts: that of the CPU leaves out what others on the machine take."""

SHORTEST = 5_000_000
"""How long a measurement is at least, in ns: a shorter work is repeated within it."""
AGAIN = "the same again"
"""The name under which the first work stands a second time."""


class Time(NamedTuple):
    """What one work took, in ns: by the clock, and of this process's CPU."""

    wall: float
    cpu: float


class Spread(NamedTuple):
    """The median of several rounds, and the rounds that differ most from it."""

    low: float
    middle: float
    high: float


Times: TypeAlias = dict[str, list[Time]]
"""Of each work its time in each round, the first round first."""


def spread(values: Iterable[float]) -> Spread:
    """The median of some values, with the smallest and the largest."""
    listed = sorted(values)
    return Spread(listed[0], median(listed), listed[-1])


def timed(work: Work) -> Time:
    """What some work takes, repeated until the clock can tell.

    Work that gives a :class:`Time` was timed elsewhere, and that is what it took.
    """
    gc.collect()
    repeats = spent = 0
    cpu, start = process_time_ns(), perf_counter_ns()
    while not repeats or spent < SHORTEST:
        result = work()
        if isinstance(result, Time):
            return result
        spent = perf_counter_ns() - start
        repeats += 1
    return Time(spent / repeats, (process_time_ns() - cpu) / repeats)


def interleaved(works: Mapping[str, Work], rounds: int, patience: float = float("inf")) -> Times:
    """The times of works that take turns, the first of them twice in every round.

    Who takes longer than ``patience`` seconds sits out the later rounds.
    """
    first = next(iter(works))
    turns = {**works, AGAIN: works[first]}
    times: Times = {name: [] for name in turns}
    for _ in range(rounds):
        for name, work in turns.items():
            if not times[name] or times[name][0].wall < patience * 1e9:
                times[name].append(timed(work))
    return times


def ratios(times: Times, name: str, clock: Clock = "wall") -> Spread:
    """How much longer a work took than the first one, round by round."""
    first = times[next(iter(times))]
    pairs = zip(times[name], first, strict=False)
    return spread(getattr(own, clock) / getattr(base, clock) for own, base in pairs)


def middle(times: Times, name: str, clock: Clock = "wall") -> float:
    """What a work took, in ns: the median of its rounds."""
    return float(median(getattr(time, clock) for time in times[name]))


def noise(times: Times, clock: Clock = "wall") -> str:
    """How far the first work is from itself, in words."""
    return f"noise: the same work against itself {between(ratios(times, AGAIN, clock))}"


def between(ratio: Spread) -> str:
    """A ratio with its smallest and largest, as text."""
    return f"{short(ratio.middle)}x ({short(ratio.low)} to {short(ratio.high)})"


def short(value: float) -> str:
    """A number with three figures, thousands set apart."""
    if value >= 100:
        return f"{round(value, 3 - len(str(int(value)))):,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
