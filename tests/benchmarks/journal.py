"""What one edit costs that is on the disk before it is said to be done, and how that grows.

``python -m tests.benchmarks.journal [NICs ...]`` prints a line for each way at each size: one
edit alone, and with its line in a journal: in memory (tmpfs) and on a disk, and each without
and with the sync that makes it outlive a power cut. The ways take turns, edit by edit.
Milliseconds: the median, the slowest but 5 of 100, and the CPU; then the median against that
of the edit alone.
"""

import os
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter_ns, process_time_ns
from typing import NamedTuple

from netaddr import IPAddress

from models.assignment import Scenario
from models.edits.difference import Difference
from models.edits.edit import Edit
from models.edits.settings import set_failover_settings
from models.formats.journal_lines import Begun, Edited, Moved
from models.history import Entry
from models.memory import lasting, no_longer_lasting
from models.plan import AUTOMATIC
from models.session import Session
from models.storage.journal import Journal
from models.topology import IpConfigurationId
from tests.benchmarks.estates import PER_SUBNET, estate
from tests.benchmarks.paired import Time

SIZES = (1_000, 10_000, 100_000)
EDITS = 100
PLACES = {"memory": Path("/dev/shm"), "disk": Path("/var/tmp")}
"""What outlives a restart and what does not, by the Filesystem Hierarchy Standard."""
ALONE = "the edit alone"


@dataclass(frozen=True)
class Kept:
    """Keeps the steps of a session in a journal."""

    journal: Journal

    def edited(self, entry: Entry, there: Difference, back: Difference) -> None:
        """See :class:`models.session.Keeper`."""
        self.journal.append(Edited(entry, there, back))

    def moved(self, point: int) -> None:
        """See :class:`models.session.Keeper`."""
        self.journal.append(Moved(point))


class Way(NamedTuple):
    """A way to keep an edit: not at all, or in a journal, which may be synced."""

    keeper: Kept | None
    synced: bool = True

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Keep edits this way meanwhile."""
        sync = os.fsync
        if not self.synced:
            os.fsync = _nothing
        try:
            yield
        finally:
            os.fsync = sync


def _nothing(fd: object) -> None:
    """What stands in for the sync."""


def ways(places: Mapping[str, Path]) -> dict[str, Way]:
    """The edit alone, with a journal in each of the places, and with one that is not synced."""
    found = {ALONE: Way(None)}
    for name, directory in places.items():
        found[f"not synced, {name}"] = Way(Kept(begun(directory / "a.journal")), synced=False)
        found[f"synced, {name}"] = Way(Kept(begun(directory / "b.journal")))
    return found


def begun(path: Path) -> Journal:
    """A new journal."""
    return Journal(path, [Begun(None, "plan.toml")])


def edits(session: Session, nics: int, count: int) -> Iterator[Edit]:
    """Edits all over a plan; each sets an address where nobody else has to move for it."""
    for number in range(count):
        subnet = 2 * number % (nics // PER_SUBNET)
        id = IpConfigurationId(
            f"vm-{subnet * PER_SUBNET + number % PER_SUBNET}", "nic", "ipconfig1"
        )
        address = IPAddress((10 << 24) + (subnet << 8) + 200 + number % 50)
        settings = AUTOMATIC.model_copy(update={"address": address})
        yield set_failover_settings(session.plan, id, Scenario.FAILOVER, settings)


def times(nics: int, count: int, found: Mapping[str, Way]) -> dict[str, list[Time]]:
    """What each way took for each edit."""
    session = Session(estate(nics))
    lasting()  # as the program does when it has opened a plan
    spent: dict[str, list[Time]] = {name: [] for name in found}
    names = deque(found)
    for edit in edits(session, nics, count):
        for name in names:
            session.keeper = found[name].keeper
            with found[name].at_work():
                cpu, start = process_time_ns(), perf_counter_ns()
                session.do(edit)
                spent[name].append(Time(perf_counter_ns() - start, process_time_ns() - cpu))
            session.keeper = None
            session.undo()
        names.rotate()  # so that nobody is always the first to meet an edit
    return spent


def print_times(nics: int, spent: Mapping[str, list[Time]]) -> None:
    """A line for each way."""
    alone = median(time.wall for time in spent[ALONE])
    for name, each in spent.items():
        wall = [time.wall / 1e6 for time in each]
        cpu = median(time.cpu for time in each) / 1e6
        slow = quantiles(wall, n=20)[-1]
        print(
            f"{nics:>8,} NICs  {name:28}{median(wall):>8.2f}{slow:>8.2f}{cpu:>8.2f}"
            f"{median(wall) * 1e6 / alone:>8.2f}x"
        )


def main(sizes: tuple[int, ...]) -> None:
    """Print the figures of each size."""
    print(f"{'':44}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}{'alone':>9}")
    for nics in sizes:
        with ExitStack() as stack:
            places = {
                name: Path(stack.enter_context(TemporaryDirectory(dir=path)))
                for name, path in PLACES.items()
                if path.is_dir()
            }
            print_times(nics, times(nics, min(EDITS, nics // 10), ways(places)))
            no_longer_lasting()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
