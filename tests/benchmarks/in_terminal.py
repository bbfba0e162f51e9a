"""A program in a real pseudo-terminal: how long until it paints, what that costs, what it sends."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter_ns
from typing import NamedTuple

from tests.support.pty_session import PtySession

SIZE = (40, 120)
PATIENCE = 300.0
"""Seconds after which a program that shows nothing is given up."""


class Painted(NamedTuple):
    """What came of a key: ns to the first byte, ns of CPU to the last, and bytes."""

    wall: float
    cpu: float
    sent: int


class InTerminal(PtySession):
    """A Python module run in a terminal of 120 x 40 with true colour."""

    def __init__(self, module: str, *arguments: str, told: Mapping[str, str] | None = None) -> None:
        """Start it; ``told`` are further variables of its environment."""
        self.started = perf_counter_ns()
        lines, columns = SIZE
        colours = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        super().__init__(
            [sys.executable, "-m", module, *arguments],
            {**os.environ, **colours, **(told or {})},
            columns=columns,
            lines=lines,
            controlling=False,
        )

    @property
    def cpu(self) -> int:
        """The CPU time that the process has used, in ns; 0 where the system does not say."""
        used = 0
        for thread in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            with suppress(OSError):
                used += int(thread.read_text().split()[0])
        return used

    def until(self, *wanted: bytes) -> int:
        """Read until all of these have come in this order; ns from the start to then."""
        seen = b""
        for part in wanted:
            while part not in seen:
                if not (data := self._came(PATIENCE)):
                    raise RuntimeError(f"{part!r} did not come; the end was {seen[-500:]!r}")
                seen += data
            seen = seen.partition(part)[2]
        return perf_counter_ns() - self.started

    def until_painted(self, least: int) -> int:
        """Read until so many bytes have come; ns from the start to then."""
        count = 0
        while count < least:
            count += len(self._came(PATIENCE))
        return perf_counter_ns() - self.started

    def press(self, key: bytes, quiet: float, patience: float = 5.0) -> Painted:
        """Press a key and read until nothing has come for ``quiet`` seconds."""
        before, start = self.cpu, perf_counter_ns()
        os.write(self.master, key)
        data = self._came(patience)
        wall, sent = perf_counter_ns() - start, 0
        while data:
            sent += len(data)
            data = self._came(quiet)
        return Painted(wall, self.cpu - before, sent)

    def idle(self, seconds: float) -> int:
        """How many bytes come without a key in so many seconds."""
        sent, end = 0, perf_counter_ns() + seconds * 1e9
        while (left := (end - perf_counter_ns()) / 1e9) > 0:
            sent += len(self._came(left))
        return sent

    def walk(self, keys: Sequence[bytes], quiet: float) -> None:
        """Press keys that are not measured."""
        for key in keys:
            self.press(key, quiet)

    def _came(self, seconds: float) -> bytes:
        """What comes within that time; nothing where nothing does."""
        before = len(self.raw)
        if not self._read(seconds):
            raise RuntimeError("the program has ended")
        return bytes(self.raw[before:])
