"""How long reading a plan file and writing one take, for each NIC, against json for the same data.

``python -m tests.benchmarks.files [NICs ...]`` prints a line for each size, each measured in a
process of its own. Times are those of the processor, in microseconds a NIC, medians of
:data:`RUNS`; in brackets how many times those of ``json`` in the same process.
"""

import gc
import json
import subprocess
import sys
from collections.abc import Callable
from statistics import median
from time import process_time

import tomli

from models.formats.plan_toml import dumps, loads
from tests.benchmarks.estates import estate

SIZES = (10_000, 100_000)
RUNS = 3


def spent(work: Callable[[], object], nics: int) -> float:
    """The median time of some work, in microseconds a NIC."""
    times = []
    for _ in range(RUNS):
        gc.collect()
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times) * 1e6 / nics


def figures(nics: int) -> tuple[float, ...]:
    """Microseconds a NIC: read, TOML alone, ``json.loads``, write, ``json.dumps``."""
    plan = estate(nics)
    text = dumps(plan)
    data = tomli.loads(text)
    as_json = json.dumps(data)
    return (
        spent(lambda: loads(text), nics),
        spent(lambda: tomli.loads(text), nics),
        spent(lambda: json.loads(as_json), nics),
        spent(lambda: dumps(plan), nics),
        spent(lambda: json.dumps(data), nics),
    )


def main(sizes: tuple[int, ...]) -> None:
    """Print a line for each size."""
    print(f"{'NICs':>9} {'read':>15} {'of it tomli':>15} {'write':>15}")
    for nics in sizes:
        command = [sys.executable, "-m", "tests.benchmarks.files", "--one", str(nics)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        read, toml, read_json, write, write_json = map(float, told.split())
        cells = ((read, read_json), (toml, read_json), (write, write_json))
        print(f"{nics:>9}", *(f"{us:>7.1f} ({us / against:>4.1f}x)" for us, against in cells))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(*figures(int(sys.argv[2])))
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
