"""``python -m tests.fuzz [RUNS [PARSER...]]``: give every parser that many inputs.

Prints what was tried, and what failed with the input that did it; the exit status is then 1.
An input that failed belongs into ``tests/fuzz/corpus``, where the suite tries it ever after.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from os import cpu_count
from pathlib import Path
from random import SystemRandom
from typing import NamedTuple

from tests.fuzz.child import GUIDED
from tests.fuzz.parsers import PARSERS

RUNS = 5000
"""How many inputs each parser is given where nothing else is said."""
ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".fuzz"
"""What is found and learnt stays here from one call to the next."""
_FIGURE = re.compile(r"stat::(\w+):\s*([\d.]+)")


class Outcome(NamedTuple):
    """How a parser did."""

    name: str
    status: int
    figures: dict[str, float]
    found: tuple[str, ...]
    said: str

    @property
    def failed(self) -> bool:
        """Whether an input made it fail, or the process itself ended before its time."""
        return bool(self.found or self.status or "peak_rss_mb" not in self.figures)


def fuzz(name: str, runs: int, seed: int) -> Outcome:
    """Give one parser its inputs, in a process of its own."""
    where = (str(KEPT / "found"), str(KEPT / "corpus" / name))
    command = [sys.executable, "-m", "tests.fuzz.child", name, str(runs), str(seed), *where]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = ended.stdout + ended.stderr
    figures = {word: float(number) for word, number in _FIGURE.findall(said)}
    found = tuple(line for line in said.splitlines() if line.startswith("found: "))
    return Outcome(name, ended.returncode, figures, found, said)


def main(arguments: Sequence[str]) -> int:
    """Fuzz the parsers that are named, else all, and print how they did."""
    runs = int(arguments[0]) if arguments else RUNS
    names = list(arguments[1:]) or list(PARSERS)
    seed = SystemRandom().randrange(1, 2**31)
    how = "guided by coverage" if find_spec(GUIDED) else f"by chance, as {GUIDED} is not installed"
    print(f"{runs} inputs for each of {len(names)} parsers, {how}; seed {seed}")
    with ThreadPoolExecutor(cpu_count()) as pool:
        outcomes = []
        for outcome in pool.map(partial(fuzz, runs=runs, seed=seed), names):
            print(_line(outcome), *outcome.found, sep="\n  ", flush=True)
            outcomes.append(outcome)
    tried = sum(outcome.figures.get("number_of_executed_units", 0) for outcome in outcomes)
    failed = [outcome.name for outcome in outcomes if outcome.failed]
    print(f"{tried:.0f} inputs tried; failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def _line(outcome: Outcome) -> str:
    if "peak_rss_mb" not in outcome.figures:
        return f"{outcome.name}: ended with status {outcome.status}:\n{outcome.said[-2000:]}"
    figures = outcome.figures
    return (
        f"{outcome.name:<15} {figures['number_of_executed_units']:>8.0f} inputs,"
        f" slowest {figures['slowest_input_sec']:.2f} s,"
        f" at most {figures['peak_rss_mb']:.0f} MB"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
