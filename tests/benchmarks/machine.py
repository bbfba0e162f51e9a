"""What machine this is and how steady: the noise that every other figure stands in.

``python -m tests.benchmarks.machine`` times one fixed piece of work again and again and prints
how far apart the same work is: half of the rounds lie within the first two factors, all of
them within the last two. By the clock that includes what others do on the machine; of the CPU
it does not.
"""

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from statistics import quantiles

from tests.benchmarks.paired import Time, timed

ROUNDS = 60
LOOP = 200_000
PARTS = ("textual", "pydantic", "netaddr", "tomli")
"""What most of the time is spent in that is not ours."""


def fixed_work() -> int:
    """The same every time: additions, and nothing of the program."""
    total = 0
    for number in range(LOOP):
        total += number
    return total


def apart(values: Iterable[float]) -> str:
    """How far apart some times are, as factors of their median."""
    listed = sorted(values)
    quarter, middle, rest = quantiles(listed, n=4)
    low, high, least, most = (end / middle for end in (quarter, rest, listed[0], listed[-1]))
    return (
        f"half of the rounds {low:.2f} to {high:.2f} times the median, "
        f"all {least:.2f} to {most:.2f}"
    )


def main() -> None:
    """Print the machine and its noise."""
    parts = ", ".join(f"{name} {version(name)}" for name in PARTS)
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    print(f"{os.cpu_count()} CPUs; {parts}")
    rounds: list[Time] = [timed(fixed_work) for _ in range(ROUNDS)]
    print(f"noise by the clock: {apart(each.wall for each in rounds)}")
    print(f"noise of the CPU:   {apart(each.cpu for each in rounds)}")


if __name__ == "__main__":
    main()
