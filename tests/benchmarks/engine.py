"""How long computing everything takes, and one edit, and how both grow with the estate.

``python -m tests.benchmarks.engine [NICs ...]`` prints a line for each size. Times are
medians in milliseconds; growth is the time for each NIC, and that for one edit, against the
smallest size of the same run.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from netaddr import IPAddress

from models.assign import Assignments
from models.assignment import Scenario
from models.edits.settings import set_failover_settings
from models.findings import findings
from models.formats.plan_toml import dumps, loads
from models.plan import AUTOMATIC, Plan
from models.session import Session
from models.topology import IpConfigurationId
from tests.benchmarks.estates import estate

SIZES = (100, 1_000, 10_000, 100_000)
EDITS = 20


def timed(work: Callable[[], object], times: int) -> float:
    """The median time of some work, in milliseconds."""
    spent = []
    for _ in range(times):
        start = perf_counter()
        work()
        spent.append(perf_counter() - start)
    return median(spent) * 1000


def one_edit(session: Session, nics: int) -> float:
    """The median time of setting an address and of undoing it, in milliseconds."""
    spent = []
    for number in range(EDITS):
        nic = number * nics // EDITS
        subnet = nic // 100
        high = 172 if subnet % 2 else 10
        address = IPAddress((high << 24) + (subnet << 8) + 200)
        id = IpConfigurationId(f"vm-{nic}", "nic", "ipconfig1")
        settings = AUTOMATIC.model_copy(update={"address": address})
        start = perf_counter()
        session.do(set_failover_settings(session.plan, id, Scenario.FAILOVER, settings))
        spent.append(perf_counter() - start)
        session.undo()
    return median(spent) * 1000


def file(plan: Plan) -> tuple[float, float]:
    """The time to write a plan as text and to read it, in milliseconds."""
    text = dumps(plan)
    return timed(lambda: dumps(plan), 1), timed(lambda: loads(text), 1)


def figures(nics: int) -> tuple[float, ...]:
    """Milliseconds to compute, for one edit, for the findings, to write and to read."""
    plan = estate(nics)
    compute = timed(lambda: Assignments(plan), 5 if nics <= 10_000 else 2)
    assignments = Assignments(plan)
    found = timed(lambda: findings(assignments), 1)
    return compute, one_edit(Session(plan), nics), found, *file(plan)


def main(sizes: tuple[int, ...]) -> None:
    """Print a line for each size."""
    columns = (
        "NICs",
        "compute",
        "edit",
        "findings",
        "write",
        "read",
        "us/NIC",
        "growth",
        "of edit",
    )
    print(" ".join(f"{column:>9}" for column in columns))
    first: tuple[float, float] | None = None
    for nics in sizes:
        compute, edit, *others = figures(nics)
        each = compute * 1000 / nics
        first = first or (each, edit)
        times = " ".join(f"{spent:>9.2f}" for spent in (compute, edit, *others, each))
        print(f"{nics:>9} {times} {each / first[0]:>8.2f}x {edit / first[1]:>8.2f}x")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
