"""Every call of the system fails, with every error, in every story; and a disk that is full.

``failing [ERRORS]``: with how many of the errors each call fails; all of them unless said.
"""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from models.formats.plan_toml import dumps
from tests.soak.editing import NAMES, Child, Editing, Told, digest, last_told, what_is_wrong
from tests.support.fault_runs import told_with_failing_calls
from tests.support.faulty_system import ERRORS
from tests.support.random_edits import small_plan
from tests.support.stories import STORIES

THINGS = 150
"""How many things are done on a disk that becomes full."""
LARGEST = 20_000
"""How large a file may be at most, in bytes, where that is limited."""


def main(count: int) -> None:
    """Let calls fail, and say how many; an assertion fails where something was lost."""
    began, tried = time.monotonic(), 0
    for shift in range(count):
        numbers = ERRORS[shift:] + ERRORS[:shift]
        for name in STORIES:
            for once in (True, False):
                with TemporaryDirectory(prefix="soak-") as directory:
                    tried += told_with_failing_calls(Path(directory), name, numbers, once=once)
    print(
        f"{tried:,} calls failed in {len(STORIES)} stories, with {count} of {len(ERRORS)} errors"
        f" each, once and from then on: 0 lost, {time.monotonic() - began:.0f} s"
    )
    with full_disk() as directory:
        larger = ["mount", "-o", "remount,size=1m", str(directory)]
        done = fill(directory, lambda: None, partial(subprocess.run, larger, check=True))
        print(f"a full disk of 64 KiB: {done}")
    with TemporaryDirectory(prefix="soak-") as name:
        print(f"files of {LARGEST:,} bytes at most: {fill(Path(name), limited, lambda: None)}")


@contextlib.contextmanager
def full_disk() -> Iterator[Path | None]:
    """A small disk of its own; none where that is not allowed."""
    with TemporaryDirectory(prefix="soak-") as name:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", name]
        try:
            mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        except OSError:
            mounted = False
        try:
            yield Path(name) if mounted else None
        finally:
            if mounted:
                subprocess.run(["umount", name], check=True)


def limited() -> None:
    """Let no file grow large."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))


def fill(
    directory: Path | None, prepare: Callable[[], None], make_room: Callable[[], object]
) -> str:
    """Edit until nothing can be kept any more, and look whether all is there that was told.

    Coming back needs as much room once more as the journal takes.
    """
    if directory is None:
        return "not tried, as no disk can be mounted here"
    (directory / NAMES[0]).write_bytes(dumps(small_plan()).encode())

    def work(say: Callable[[str], None]) -> None:
        prepare()
        editing = Editing(directory, NAMES[0], 1, say)
        for _ in range(THINGS):
            editing.once()
        os.kill(os.getpid(), signal.SIGKILL)

    lines = Child(work).wait()
    told, tried = last_told(lines, Told(NAMES[0], digest(small_plan()), 0, 0))
    done, refused = (sum(line.startswith(word) for line in lines) for word in ("done", "refused"))
    assert refused, "it never became full"
    make_room()
    wrong, _ = what_is_wrong(directory, told, tried)
    assert not wrong, wrong
    return f"{done} things done, {refused} refused, 0 lost"


if __name__ == "__main__":
    main(*([int(argument) for argument in sys.argv[1:]] or [len(ERRORS)]))
