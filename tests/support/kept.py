"""What a session has that must not be lost, and coming back to it after a crash."""

import os
from pathlib import Path
from typing import NamedTuple

from models.history import Entry
from models.plan import Plan
from models.session import Session
from models.storage.opening import Access, Opened, open_plan


class Kept(NamedTuple):
    """A plan, and everything that can be undone and done again."""

    plan: Plan
    point: int
    entries: tuple[Entry, ...]
    plans: tuple[Plan, ...]


def kept(session: Session) -> Kept:
    """What a session has now."""
    plans = tuple(session.plan_at(point) for point in range(len(session.history) + 1))
    return Kept(session.plan, session.point, tuple(session.history), plans)


def session_of(opened: Opened) -> Session:
    """A session that keeps its edits."""
    return Session(
        opened.plan,
        read_only=opened.read_only,
        file=str(opened.document.path),
        history=opened.history,
        keeper=opened.custody,
    )


def crash(opened: Opened) -> None:
    """End a session as the kernel ends a process: nothing is written, no file is removed."""
    lock = opened._lock
    if opened.custody is not None:
        opened.custody._journal.close(remove=False)
        lock = opened.custody._lock
    if lock is not None:
        lock._lock.release()


def come_back(
    path: Path, state: Path | None = None, access: Access = Access.EDIT
) -> tuple[Session, Opened]:
    """Open a plan again and let every edit come back."""
    opened = open_plan(path, state, access)
    try:
        opened.recover()
    except BaseException:
        opened.give_up()
        raise
    return session_of(opened), opened


def descriptors() -> int:
    """How many files are open in this process."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - fast


def names(directory: Path) -> set[str]:
    """What stands in a directory."""
    return {path.name for path in directory.iterdir()}
