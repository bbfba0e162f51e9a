"""The lock of a plan: who holds it has the plan open for editing.

The kernel holds it (:class:`filelock.FileLock` on a file beside the plan), so that it is
free as soon as its process ends, however that ends, and held while the process is only
stopped. What the file says is for people: who holds it, or held it last.
"""

import contextlib
import errno
import os
import stat
from pathlib import Path

from filelock import FileLock, Timeout

from models.errors import PlanHeld, StorageError
from models.storage.owner import Owner, owner_from, owner_text
from models.storage.writing import words_of

LARGEST = 4096
"""How much of a lock is read, in bytes."""
_NO_LOCKS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK)


class LockUnsupported(StorageError):
    """The file system has no locks."""


class PlanLock:
    """A lock that this session holds until :meth:`release`, or until it ends."""

    def __init__(self, path: Path, owner: Owner, mode: int = 0o600) -> None:
        """Take the lock; ``mode`` is that of its file, so that who may write the plan may ask.

        Raises :class:`PlanHeld` where another session has it, :class:`LockUnsupported`
        where nobody can have it, and :class:`StorageError` where it cannot be taken now.
        """
        self._path = path
        self._identity: os.stat_result | None = None
        text = owner_text(owner).encode()

        def sign(descriptor: int) -> None:
            with contextlib.suppress(OSError):  # it is held, even where it cannot say by whom
                self._identity = os.fstat(descriptor)
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, text, 0)

        self._lock = FileLock(path, timeout=0, mode=mode, fallback_to_soft=False, on_acquired=sign)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise PlanHeld(_held(owner_of(path))) from error
        except NotImplementedError as error:
            raise LockUnsupported(f"{path} cannot be locked: {error}") from error
        except OSError as error:
            kind = LockUnsupported if error.errno in _NO_LOCKS else StorageError
            raise kind(f"{path} cannot be locked: {_why(path, error)}") from error

    def release(self) -> None:
        """Let it go, and leave no file behind unless somebody else has put one there."""
        with contextlib.suppress(OSError):
            if self._identity and os.path.samestat(self._identity, os.lstat(self._path)):
                os.unlink(self._path)  # who waits for this very file sees that it is gone
        with contextlib.suppress(OSError):
            self._lock.release()


def owner_of(path: Path) -> Owner | None:
    """Who holds a lock, or held it last, as its file says."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return owner_from(file.read(LARGEST).decode("utf-8", "replace"))
    except OSError:
        return None


def break_lock(path: Path) -> None:
    """Take the file of a lock away, so that the lock can be had whoever holds the old one.

    Raises :class:`StorageError` where that is not allowed.
    """
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageError(f"{path} could not be taken away: {words_of(error)}") from error


def _why(path: Path, error: OSError) -> str:
    if os.path.islink(path):
        return "it is a symbolic link; take it away"
    if os.path.exists(path) and not os.path.isfile(path):
        return "it is not a regular file; take it away"
    return words_of(error)


def _held(owner: Owner | None) -> str:
    if owner is None:
        return "another session has this plan open"
    stopped = "; it is stopped, as by Ctrl-Z: fg in its terminal goes on with it"
    return f"this plan is open: {owner}{stopped if owner.stopped else ''}"
