"""Who has a plan open: written into its lock, for the one who comes second."""

import getpass
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

LONGEST = 200
"""How much of each word about an owner is believed, in characters."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A session that has a plan open.

    ``terminal`` is empty where there is none; ``since`` is a local time with its zone, in
    the form of ISO 8601.
    """

    pid: int
    host: str
    user: str
    terminal: str
    since: str

    def __str__(self) -> str:
        terminal = f", {self.terminal}" if self.terminal else ""
        return f"{self.user} on {self.host} (process {self.pid}{terminal}) since {self._time}"

    @property
    def here(self) -> bool:
        """Whether it runs on this machine."""
        return self.host == socket.gethostname()

    @property
    def stopped(self) -> bool:
        """Whether it is suspended, as by Ctrl-Z, as far as that can be seen from here."""
        if not self.here:
            return False
        import psutil  # here: only who comes second asks

        try:
            return bool(psutil.Process(self.pid).status() == psutil.STATUS_STOPPED)
        except (psutil.Error, ValueError):  # no such process, or a number that none has
            return False

    @property
    def _time(self) -> str:
        try:
            return f"{datetime.fromisoformat(self.since):%Y-%m-%d %H:%M}"
        except ValueError:
            return self.since


def this_session(now: datetime) -> Owner:
    """The owner that this process is."""
    return Owner(
        os.getpid(), socket.gethostname(), _user(), _terminal(), now.isoformat(timespec="minutes")
    )


def owner_text(owner: Owner) -> str:
    """What is written into a lock."""
    return json.dumps(asdict(owner)) + "\n"


def owner_from(text: str) -> Owner | None:
    """The owner that a lock names; ``None`` where it names none."""
    try:
        data: Any = json.loads(text)
        words = (data[name] for name in ("host", "user", "terminal", "since"))
        host, user, terminal, since = (str(word)[:LONGEST] for word in words)
        return Owner(int(data["pid"]), host, user, terminal, since)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return str(os.getuid()) if hasattr(os, "getuid") else "somebody"


def _terminal() -> str:
    for stream in (sys.__stdin__, sys.__stderr__):
        try:
            if stream is not None:
                return os.ttyname(stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue
    return ""
