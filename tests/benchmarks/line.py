"""What a slow line makes of a plan: bytes to a real pseudo-terminal, and the waiting they mean.

``python -m tests.benchmarks.line [NICs [option ...]]`` opens a plan of 500 machines, or of that
many, and presses keys. An option is a line of the configuration, such as ``density="compact"``;
``COLORTERM=`` before the call takes true colour away.

A line for each has the bytes, the bytes as ``ssh -C`` would send them (one zlib stream, flushed
at each write), how long the program took, and how long a person waits on three lines: a round
trip, the program, and the bytes at the speed of the line. The waiting is worked out, not
measured, and without what SSH adds to each packet.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple, TypeAlias

from models.formats.plan_toml import dumps
from tests.benchmarks.estates import estate

NICS = 500
SIZE = (40, 120)
QUIET = 0.5
"""Seconds without a byte after which a frame counts as whole."""
STARTED = 2.0
"""The same where the program may be busy without painting: at the start, and after a key."""
PATIENCE = 120.0
"""Seconds that the program may take to show something."""


class Line(NamedTuple):
    """A line by its speed, in bits a second, and its round trip, in seconds."""

    name: str
    speed: float
    trip: float


LINES = (
    Line("64 kbit/s, 600 ms", 64e3, 0.6),
    Line("1 Mbit/s, 200 ms", 1e6, 0.2),
    Line("10 Mbit/s, 50 ms", 1e7, 0.05),
)
Keys: TypeAlias = tuple[tuple[str, tuple[bytes, ...]], ...]
KEYS: Keys = (
    ("F5, the list", (b"\x1b[15~",)),
    ("Down", (b"\x1b[B",) * 9),
    ("Page down", (b"\x1b[6~",) * 5),
    ("/, a filter", (b"/",)),
    ("a letter typed", (b"v", b"m", b"-", b"1", b"0", b"0")),
    ("Enter, to the rows", (b"\r",)),
    ("e, what to edit", (b"e",)),
    ("p, what it would do", (b"p",)),
    ("Enter, an edit", (b"\r",)),
    ("u, undone", (b"u",)),
    ("Esc, back", (b"\x1b",)),
)


class Painted(NamedTuple):
    """What came of a key: bytes, bytes as compressed, and seconds up to the last one."""

    sent: int
    packed: int
    seconds: float


class Terminal:
    """A pseudo-terminal that a program runs in; nobody answers what it asks the terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._stream = zlib.compressobj(6)

    def press(self, key: bytes) -> Painted:
        """Press a key, and read until nothing comes any more."""
        start = perf_counter()
        os.write(self._descriptor, key)
        return self.painted(start, STARTED, QUIET)

    def painted(self, start: float, patience: float, quiet: float) -> Painted:
        """What comes within so many seconds, until nothing has come for ``quiet`` seconds."""
        last, sent, packed = start, 0, 0
        while select.select([self._descriptor], [], [], quiet if sent else patience)[0]:
            data = os.read(self._descriptor, 1 << 16)
            last = perf_counter()
            sent += len(data)
            packed += len(self._stream.compress(data) + self._stream.flush(zlib.Z_SYNC_FLUSH))
        return Painted(sent, packed, last - start)


@contextmanager
def running(plan: Path) -> Iterator[Terminal]:
    """The program with a plan, in a terminal of true colour, as if over SSH."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    colour = os.environ.get("COLORTERM", "truecolor")
    told = {"TERM": "xterm-256color", "COLORTERM": colour, "SSH_TTY": os.ttyname(theirs)}
    own = {"ASRNET_CONFIG_DIR": str(plan.parent), "XDG_STATE_HOME": str(plan.parent)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", plan],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **told, **own},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def middle(painted: list[Painted]) -> Painted:
    """What a key comes to, in the middle of several times."""
    sent, packed, seconds = (median(values) for values in zip(*painted, strict=True))
    return Painted(round(sent), round(packed), seconds)


def walked(plan: Path, keys: Keys) -> Iterator[tuple[str, Painted]]:
    """What each key paints, and what comes when none is pressed."""
    start = perf_counter()
    with running(plan) as terminal:
        yield "start", terminal.painted(start, PATIENCE, STARTED)
        for name, presses in keys:
            yield name, middle([terminal.press(key) for key in presses])
        yield "(nothing)", terminal.painted(perf_counter(), STARTED, QUIET)


def waits(painted: Painted, size: int) -> Iterator[str]:
    """How long a person waits on each line, where so many bytes are sent."""
    for line in LINES:
        yield f"{line.trip + painted.seconds + size * 8 / line.speed:5.2f}"


def main(nics: int, options: Iterable[str] = (), keys: Keys = KEYS) -> None:
    """Print what each key costs; the waiting without, then with compression."""
    with TemporaryDirectory() as directory:
        plan = Path(directory) / "plan.toml"
        plan.with_name("config.toml").write_text("\n".join(options), encoding="utf-8")
        plan.write_text(dumps(estate(nics)), encoding="utf-8")
        print(f"{nics:,} machines, {SIZE[1]} x {SIZE[0]}; seconds to wait, plain and with ssh -C:")
        print(f"{'':22}{'bytes':>8}{'packed':>8}{'ms':>7}   ", end="")
        print("   ".join(line.name for line in LINES))
        for name, painted in walked(plan, keys):
            pairs = zip(waits(painted, painted.sent), waits(painted, painted.packed), strict=True)
            told = "     ".join(f"{plain} {packed}" for plain, packed in pairs)
            shown = f"{painted.sent:>8,}{painted.packed:>8,}{painted.seconds * 1000:>7.0f}"
            print(f"{name:22}{shown}   {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else NICS, sys.argv[2:])
