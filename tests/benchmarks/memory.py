"""How much memory a plan takes, and its results with it.

``python -m tests.benchmarks.memory [NICs ...]`` prints bytes for each NIC, each figure from a
process of its own: how much the resident set grew, and with ``--parts`` which lines of the
program made what is held (that is slow).
"""

import gc
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path

import psutil

from models.assign import Assignments
from models.formats.plan_toml import dumps, loads
from tests.benchmarks.estates import estate

SIZES = (10_000, 100_000)
PARTS = 25


def resident() -> int:
    """The resident set of this process, in bytes."""
    gc.collect()
    return int(psutil.Process().memory_info().rss)


def figures(nics: int, path: Path) -> tuple[float, float]:
    """Bytes a NIC of the plan in a file, and of the plan with all results."""
    Assignments(loads(dumps(estate(10))))  # what is loaded and made once
    start = resident()
    plan = loads(path.read_text(encoding="utf-8"))
    alone = resident()
    assignments = Assignments(plan)
    both = resident()
    assert assignments.plan is plan
    return (alone - start) / nics, (both - start) / nics


def parts(nics: int, path: Path) -> None:
    """Print the lines that made most of what is held, in bytes a NIC."""
    text = path.read_text(encoding="utf-8")
    tracemalloc.start()
    assignments = Assignments(loads(text))
    gc.collect()
    found = tracemalloc.take_snapshot().statistics("lineno")
    assert assignments.plan
    print(f"{sum(part.size for part in found) / nics:>9.0f} in all")
    for part in found[:PARTS]:
        frame = part.traceback[0]
        place = "/".join(Path(frame.filename).parts[-3:])
        print(f"{part.size / nics:>9.0f} {place}:{frame.lineno}")


def main(sizes: tuple[int, ...], flag: str) -> None:
    """Print a line for each size, or the parts of it."""
    if flag == "--one":
        print(f"{'NICs':>9} {'plan':>9} {'+ results':>9}")
    for nics in sizes:
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "plan.toml"
            path.write_text(dumps(estate(nics)), encoding="utf-8")
            command = [sys.executable, "-m", "tests.benchmarks.memory", flag, str(nics), str(path)]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(told, end="")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--one", nics, path]:
            alone, both = figures(int(nics), Path(path))
            print(f"{nics:>9} {alone:>9.0f} {both:>9.0f}")
        case ["--parts", nics, path]:
            parts(int(nics), Path(path))
        case ["--parts", *sizes]:
            main(tuple(map(int, sizes)) or SIZES[:1], "--parts")
        case sizes:
            main(tuple(map(int, sizes)) or SIZES, "--one")
