"""The places of a class: a scratch directory for each visitor, as many as there are seats."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import psutil

from models.errors import PlanError

PREFIX = "asrnet-class-"
GRACE = 120.0
"""How long a seat is kept for a visitor whose connection was lost, in seconds."""


class Full(PlanError):
    """Every seat is taken."""


class Seat:
    """The place of a visitor, and who sits there now."""

    def __init__(self, visitor: str, scratch: Path) -> None:
        self.visitor = visitor
        self.scratch = scratch
        self.leave: Callable[[], None] | None = None
        """Ends the session that runs here; ``None`` where none does."""
        self.one_at_a_time = asyncio.Lock()
        """Held by the session that runs here."""
        self.goes: asyncio.TimerHandle | None = None
        """When it is given up, where nobody is there."""


class Seats:
    """Who is in the class. Every directory is mode 0700, in one that is removed at the end."""

    def __init__(self, most: int, grace: float = GRACE) -> None:
        self.most, self.grace = most, grace
        sweep()
        self._root = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self._taken: dict[str, Seat] = {}

    @property
    def is_full(self) -> bool:
        """Whether nobody else can come in."""
        return len(self._taken) >= self.most

    def has(self, visitor: str | None) -> bool:
        """Whether a visitor has a seat."""
        return visitor in self._taken

    def take(self, visitor: str) -> Seat:
        """The seat of a visitor, new or kept. Raises :class:`Full`."""
        seat = self._taken.get(visitor)
        if seat is None:
            if self.is_full:
                raise Full("every seat is taken")
            seat = Seat(visitor, Path(tempfile.mkdtemp(dir=self._root)))
            self._taken[visitor] = seat
        self._keep(seat)
        return seat

    def keeps(self, seat: Seat) -> bool:
        """Have a seat stay taken, unless it was given up meanwhile; whether it does."""
        self._keep(seat)
        return self._taken.get(seat.visitor) is seat

    def leave_later(self, seat: Seat) -> None:
        """Give a seat up unless its visitor is back in time."""
        self._keep(seat)
        if self._taken.get(seat.visitor) is not seat:
            return
        loop = asyncio.get_running_loop()
        seat.goes = loop.call_later(self.grace, self.leave, seat)

    def leave(self, seat: Seat) -> None:
        """Give a seat up, with everything that is in its directory."""
        self._keep(seat)
        if self._taken.get(seat.visitor) is seat:
            del self._taken[seat.visitor]
        _remove(seat.scratch)

    def close(self) -> None:
        """Give every seat up."""
        for seat in tuple(self._taken.values()):
            self.leave(seat)
        _remove(self._root)

    @staticmethod
    def _keep(seat: Seat) -> None:
        if seat.goes is not None:
            seat.goes.cancel()
            seat.goes = None


def sweep() -> None:
    """Remove what servers of this user left that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        number = left.name.removeprefix(PREFIX).partition("-")[0]
        ours = left.lstat().st_uid == os.getuid() and left.is_dir() and not left.is_symlink()
        if ours and number.isdigit() and not psutil.pid_exists(int(number)):
            _remove(left)


def _remove(directory: Path) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    if os.path.lexists(directory):  # something in there is closed even to its owner
        for inside, _, _ in os.walk(directory):
            os.chmod(inside, 0o700)  # noqa: PTH101
        shutil.rmtree(directory, ignore_errors=True)
