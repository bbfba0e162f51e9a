"""The program in a terminal of its own: started, typed into, looked at, killed, hung up on.

    with asrnet(tmp_path, str(plan)) as session:
        session.wait_for("Contoso")     # until that is on the screen; else it fails, showing it
        session.send(b"\x1b[B")         # keys, as bytes
        session.drain(0.5)              # read what comes in that time; the result is those bytes
        session.signal(signal.SIGTERM)  # to the program alone
        assert session.ended() == 143   # exit status; -n where signal n itself ended it
        assert session.switched_on() == set()  # what of the terminal it left otherwise

Nothing is read from the program but in ``wait_for``, ``drain`` and ``ended``: in between the
terminal is one that stopped reading. ``hang_up`` closes it. ``screen()`` is what a person sees,
``raw`` every byte that came.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil
import pyte

ROOT = Path(__file__).parents[2]
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=][\d;]*u")
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])|\x1b\[([<>])[\d;]*u")
_ON_AT_FIRST = {"7", "25"}
"""Modes that a terminal has switched on: lines are wrapped, the cursor is seen."""


class PtySession:
    """A process whose terminal is this object."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
        cwd: Path | None = None,
        ignored: Iterable[signal.Signals] = (),
        controlling: bool = True,
        **streams: Any,
    ) -> None:
        """Start a command. ``ignored`` are signals that it is started ignoring.

        A terminal that is not ``controlling``, as under ``setsid``, sends no SIGHUP at its end.
        ``streams`` are ``stdin``, ``stdout`` or ``stderr`` where one is not the terminal.
        """
        self.raw = bytearray()
        self._screen = pyte.Screen(columns or 80, lines or 24)
        self._stream = pyte.ByteStream(self._screen)
        self._shown = 0
        self.master, slave = pty.openpty()
        self.resize(columns, lines)
        self.first_modes = termios.tcgetattr(self.master)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forking beside threads
            self.process = subprocess.Popen(
                command,
                env=dict(environment),
                cwd=cwd,
                start_new_session=True,
                preexec_fn=_before_start(slave if controlling else None, tuple(ignored)),
                **({"stdin": slave, "stdout": slave, "stderr": slave} | streams),
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
        self.end()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self.process.pid

    def send(self, keys: bytes | str) -> None:
        """Type keys: what a terminal would send for them."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            _, writable, _ = select.select([], [self.master], [], 0.05)
            if writable:
                data = data[os.write(self.master, data[:512]) :]
            if self.process.poll() is not None:
                return

    def drain(self, seconds: float) -> bytes:
        """Read for that long; what came."""
        before, until = len(self.raw), time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and self._read(left):
            pass
        return bytes(self.raw[before:])

    def wait_for(self, what: str | Callable[[str], bool], within: float = 20) -> str:
        """Read until a text is on the screen, or what is asked of it holds; the screen then."""
        until = time.monotonic() + within
        while True:
            seen = self.screen()
            if what in seen if isinstance(what, str) else what(seen):
                return seen
            left = until - time.monotonic()
            if left <= 0 or not self._read(left):
                raise AssertionError(f"{what!r} did not come; the screen was:\n{seen}")

    def screen(self) -> str:
        """What a person sees, line by line."""
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", self.raw[self._shown :]))
        self._shown = len(self.raw)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def forget_screen(self) -> None:
        """Take the screen for empty, as another program leaves it."""
        self.screen()
        self._screen.reset()

    def left_behind(self) -> str:
        """What was written to the shell's own screen once the program's was left."""
        return self.raw.decode(errors="replace").rpartition("\x1b[?1049l")[2]

    def quiet(self, seconds: float = 0.3, within: float = 10) -> None:
        """Read until nothing came for that long."""
        until = time.monotonic() + within
        while self.drain(seconds) and time.monotonic() < until:
            pass

    def resize(self, columns: int, lines: int) -> None:
        """Let the terminal have another size; the program is told by SIGWINCH."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        if columns and lines:
            self._screen.resize(lines, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a connection that is cut does."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def ended(self, within: float = 10) -> int:
        """Read until the process has ended; its exit status, or -n of the signal that ended it."""
        until = time.monotonic() + within
        while self.process.poll() is None and time.monotonic() < until:
            if self.master < 0 or not self._read(0.02):
                time.sleep(0.005)
        status = self.process.poll()
        assert status is not None, f"still there after {within} s:\n{self.screen()}"
        while self.master >= 0 and self._read(0.05):
            pass
        return status

    def processor_seconds(self) -> float:
        """How much the process has computed."""
        times = psutil.Process(self.pid).cpu_times()
        return times.user + times.system

    def switched_on(self) -> set[str]:
        """What of the terminal is not as it was at first: names of modes, ``keys``, ``lines``.

        ``lines`` is how the terminal's driver takes what is typed (echo, line by line, signals).
        """
        modes: dict[str, bool] = {}
        keys = 0
        for numbers, end, kitty in _MODE.findall(bytes(self.raw)):
            for number in filter(None, numbers.decode().split(";")):
                modes[number] = end == b"h"
            keys = max(keys + {b">": 1, b"<": -1}.get(kitty, 0), 0)
        on = {number for number, on in modes.items() if on != (number in _ON_AT_FIRST)}
        on |= {"keys"} if keys else set()
        if self.master >= 0 and termios.tcgetattr(self.master) != self.first_modes:
            on.add("lines")
        return on

    def end(self) -> None:
        """End the process if it still runs, and close the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def _read(self, seconds: float) -> bool:
        """Read what comes within that time; whether more can come."""
        if self.master < 0:
            return False
        try:
            if not select.select([self.master], [], [], max(seconds, 0))[0]:
                return self.process.poll() is None
            data = os.read(self.master, 65536)
        except OSError:  # the other side is closed
            return False
        self.raw += data
        return bool(data)


def asrnet(directory: Path, *arguments: str, **options: Any) -> PtySession:
    """The program, with ``directory`` as its home; ``options`` as of :class:`PtySession`.

    ``environment`` is added to what :func:`environment_in` says, ``before`` is a piece of Python
    that is run before the program, in its process.
    """
    environment = environment_in(directory) | options.pop("environment", {})
    command = program(*arguments, before=options.pop("before", ""))
    return PtySession(command, environment, cwd=directory, **options)


def program(*arguments: str, before: str = "") -> list[str]:
    """The command that starts the program; ``before`` as in :func:`asrnet`."""
    if not before:
        return [sys.executable, "-m", "tui", *arguments]
    code = f"{before}\nfrom tui.__main__ import main\nimport sys\nsys.exit(main())"
    return [sys.executable, "-c", code, *arguments]


def environment_in(directory: Path) -> dict[str, str]:
    """Variables with which the program keeps what it remembers in a directory."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(directory),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "ASRNET_STATE_DIR": str(directory / "state"),
        "ASRNET_CONFIG_DIR": str(directory / "config"),
    }


def _before_start(
    slave: int | None, ignored: Sequence[signal.Signals]
) -> Callable[[], None] | None:
    """What a process does before it starts; nothing at all starts it soonest."""
    if slave is None and not ignored:
        return None

    def before_start() -> None:
        if slave is not None:
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for one in ignored:
            signal.signal(one, signal.SIG_IGN)

    return before_start
