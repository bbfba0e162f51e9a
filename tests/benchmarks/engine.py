"""How long computing everything takes, and one edit, and how both grow with the estate.

``python -m tests.benchmarks.engine [NICs ...]`` prints a line for each size. Times are
medians of the processor's time. The growth of each figure is against the smallest size of
the same run. Edits are made by a session, results, findings and history included: one that
nobody else notices and one that gives others another forecast, in a subnet of 100 NICs; and
one in a /16 with 62,500 NICs that is added to the plan (as many as fit in a small run).
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from statistics import median
from time import process_time
from typing import NamedTuple

from netaddr import IPAddress

from models.assign import Assignments
from models.assignment import Scenario
from models.edits.settings import set_failover_settings
from models.findings import findings
from models.memory import garbage_collected_later
from models.plan import AUTOMATIC
from models.session import Session
from models.status import summary
from models.topology import IpConfigurationId
from tests.benchmarks.estates import PER_SUBNET, estate, with_full_subnet

SIZES = (1_000, 10_000, 100_000, 1_000_000)
EDITS = 20
FULL = 62_500
"""How many NICs stand in the full /16."""


class Figures(NamedTuple):
    """What is printed of one size, a column each."""

    ns_each: float
    """To compute everything, for each IP configuration and scenario, in nanoseconds."""
    findings: float
    """To find everything, for each IP configuration, in microseconds."""
    summary: float
    """To count what becomes of the addresses, likewise."""
    quiet_edit: float
    """To set an address, where nobody else gets another one, in microseconds."""
    edit: float
    """The same where half of the subnet gets another forecast."""
    full_edit: float
    """To set an address in a full /16, in milliseconds."""


class Place(NamedTuple):
    """An IP configuration, and an address that could be set for it."""

    machine: str
    address: int


def timed(work: Callable[[], object], times: int) -> float:
    """The median time of some work, in seconds."""
    spent = []
    for _ in range(times):
        start = process_time()
        work()
        spent.append(process_time() - start)
    return median(spent)


def places(nics: int, *, kept: bool) -> list[Place]:
    """The middle NICs of subnets in which all keep their address, or none does."""
    subnets = range(0 if kept else 1, nics // PER_SUBNET, 2)
    high = 10 if kept else 172
    return [
        Place(f"vm-{subnet * PER_SUBNET + PER_SUBNET // 2}", (high << 24) + (subnet << 8) + 200)
        for subnet in subnets[:: max(1, len(subnets) // EDITS)]
    ]


def full_places(nics: int) -> list[Place]:
    """The first NICs of the full /16, and addresses after the last one that is taken."""
    after = (192 << 24) + (168 << 16) + 4 + nics
    return [Place(f"full-{number}", after + number) for number in range(3)]


def one_edit(session: Session, several: Iterable[Place]) -> float:
    """The median time of setting an address, each undone afterwards, in seconds."""
    spent = []
    for place in several:
        id = IpConfigurationId(place.machine, "nic", "ipconfig1")
        settings = AUTOMATIC.model_copy(update={"address": IPAddress(place.address)})
        edit = set_failover_settings(session.plan, id, Scenario.FAILOVER, settings)
        spent.append(timed(partial(session.do, edit), 1))
        session.undo()
    return median(spent)


def read(assignments: Assignments) -> tuple[float, float]:
    """The time to find everything there is to say, and to count, in seconds."""
    return timed(lambda: findings(assignments), 1), timed(lambda: summary(assignments), 1)


def figures(nics: int) -> Figures:
    """The figures of an estate of that many NICs."""
    with garbage_collected_later():
        plan = estate(nics)
    compute = timed(lambda: Assignments(plan), 5 if nics <= 10_000 else 3)
    found, counted = read(Assignments(plan))
    session = Session(plan)
    quiet, noticed = places(nics, kept=True), places(nics, kept=False)
    edits = one_edit(session, quiet), one_edit(session, noticed or quiet)
    full = FULL if nics >= SIZES[0] else nics
    del session
    in_full = one_edit(Session(with_full_subnet(plan, full)), full_places(full))
    quiet_edit, edit = edits
    return Figures(
        compute / nics / len(Scenario) * 1e9,
        found / nics * 1e6,
        counted / nics * 1e6,
        quiet_edit * 1e6,
        edit * 1e6,
        in_full * 1e3,
    )


def main(sizes: tuple[int, ...]) -> None:
    """Print a line for each size: each figure, and how many times that of the first size."""
    columns = ("compute ns", "findings us", "summary us", "quiet us", "edit us", "in a /16 ms")
    print(f"{'NICs':>9}", *(f"{column:>19}" for column in columns))
    first: Figures | None = None
    for nics in sizes:
        now = figures(nics)
        first = first or now
        cells = (f"{it:>11.2f} {it / one:>6.2f}x" for it, one in zip(now, first, strict=True))
        print(f"{nics:>9}", *cells, flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
