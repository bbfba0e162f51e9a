"""A program in a real pseudo-terminal: how long until it paints, what that costs, what it sends."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter_ns
from types import TracebackType
from typing import NamedTuple, Self

SIZE = (40, 120)
PATIENCE = 300.0
"""Seconds after which a program that shows nothing is given up."""


class Painted(NamedTuple):
    """What came of a key: ns to the first byte, ns of CPU to the last, and bytes."""

    wall: float
    cpu: float
    sent: int


class InTerminal:
    """A Python module run in a terminal of 120 x 40 with true colour."""

    def __init__(self, module: str, *arguments: str, told: Mapping[str, str] | None = None) -> None:
        """Start it; ``told`` are further variables of its environment."""
        self.started = perf_counter_ns()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        colours = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **colours, **(told or {})},
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    @property
    def cpu(self) -> int:
        """The CPU time that the process has used, in ns; 0 where the system does not say."""
        used = 0
        for thread in Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            with suppress(OSError):
                used += int(thread.read_text().split()[0])
        return used

    def until(self, *wanted: bytes) -> int:
        """Read until all of these have come in this order; ns from the start to then."""
        seen = b""
        for part in wanted:
            while part not in seen:
                if not (data := self._read(PATIENCE)):
                    raise RuntimeError(f"{part!r} did not come; the end was {seen[-500:]!r}")
                seen += data
            seen = seen.partition(part)[2]
        return perf_counter_ns() - self.started

    def until_painted(self, least: int) -> int:
        """Read until so many bytes have come; ns from the start to then."""
        count = 0
        while count < least:
            count += len(self._read(PATIENCE))
        return perf_counter_ns() - self.started

    def press(self, key: bytes, quiet: float, patience: float = 5.0) -> Painted:
        """Press a key and read until nothing has come for ``quiet`` seconds."""
        before, start = self.cpu, perf_counter_ns()
        os.write(self._master, key)
        data = self._read(patience)
        wall, sent = perf_counter_ns() - start, 0
        while data:
            sent += len(data)
            data = self._read(quiet)
        return Painted(wall, self.cpu - before, sent)

    def idle(self, seconds: float) -> int:
        """How many bytes come without a key in so many seconds."""
        sent, end = 0, perf_counter_ns() + seconds * 1e9
        while (left := (end - perf_counter_ns()) / 1e9) > 0:
            sent += len(self._read(left))
        return sent

    def walk(self, keys: Sequence[bytes], quiet: float) -> None:
        """Press keys that are not measured."""
        for key in keys:
            self.press(key, quiet)

    def _read(self, seconds: float) -> bytes:
        """What comes within that time; nothing where nothing does."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._master, 1 << 16)
        except OSError as error:
            raise RuntimeError("the program has ended") from error
