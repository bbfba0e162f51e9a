"""One input given to one parser, within limits of time and memory."""

import hashlib
import resource
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from models.errors import PlanError
from tests.fuzz.parsers import Parser, corpus_of

SECONDS = 2.0
"""How long an input may keep the processor."""
MEGABYTES = 300
"""How much memory the process may take on top of what it has at the start."""


class TooSlow(BaseException):
    """An input keeps the processor too long; no ``except Exception`` may take it away."""


class Trial:
    """Tries inputs on one parser and keeps those that make it fail, one for each way."""

    def __init__(self, name: str, parser: Parser, found: Path, seconds: float = SECONDS) -> None:
        """``found`` is the directory for inputs that make the parser fail."""
        self._name, self._parser, self._found = name, parser, found
        self._seconds = seconds
        self._slowest = 0.0
        self._ways: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """Try an input; where it fails in a new way, say so and keep it."""
        started = time.process_time()
        try:
            with within(self._seconds):
                self._parser(bytes(data))
        except PlanError:
            pass
        except (Exception, TooSlow) as error:
            self._keep(bytes(data), error)
        self._time(time.process_time() - started)

    def limit_memory(self) -> None:
        """Let this process take no more than :data:`MEGABYTES` on top of what it has now."""
        for path in corpus_of(self._name):  # whatever is imported late is not what is measured
            self(path.read_bytes())
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + MEGABYTES * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))

    def _time(self, took: float) -> None:
        """Say how long the slowest input took, each time that there is a slower one."""
        if took > self._slowest:
            self._slowest = took
            print(f"stat::slowest_input_sec: {took:.2f}", flush=True)

    def _keep(self, data: bytes, error: BaseException) -> None:
        way = _way(error)
        if way in self._ways:
            return
        self._ways.add(way)
        self._found.mkdir(parents=True, exist_ok=True)
        path = self._found / f"{self._name}-{hashlib.sha256(data).hexdigest()[:12]}"
        path.write_bytes(data)
        print(f"found: {self._name}: {way}; the input is {path}", flush=True)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise :class:`TooSlow` where the block keeps the processor longer."""

    def end(_signal: int, _frame: FrameType | None) -> Any:
        raise TooSlow(f"longer than {seconds} s of the processor")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _way(error: BaseException) -> str:
    """What went wrong and in which line, so that the same failure is told once."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/models/" in frame.filename or "/tui/" in frame.filename]
    last = (ours or list(frames))[-1]
    kind = type(error).__name__
    if isinstance(error, TooSlow | RecursionError):  # which line it was is chance
        return kind
    return f"{kind} at {Path(last.filename).name}:{last.lineno}"
