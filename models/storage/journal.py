"""The journal of a session: every edit is on the disk before anybody is told that it is made.

Who may write to a plan is whose journal stands beside it. A session that takes over moves
the journal away and begins one of its own; the other notices at its next line, before that
one counts.
"""

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import StorageError, TakenOver
from models.formats.journal_lines import Record, line, records
from models.storage.writing import sync_directory, words_of

LIMIT = 256 * 1024 * 1024
"""The largest journal that is read, in bytes; a larger one is kept where it is."""
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | _NOFOLLOW


class Journal:
    """A journal that this session writes; each line is synced before :meth:`append` returns."""

    def __init__(self, path: Path, lines: Iterable[Record]) -> None:
        """Begin a journal with these lines, in place of any that stands there.

        Raises :class:`StorageError`; then what stood there stands there still.
        """
        self.path = path
        self._descriptor = -1  # none yet
        self._begin(b"".join(line(number, one) for number, one in enumerate(lines)))

    def append(self, record: Record) -> None:
        """Write one more line.

        Raises :class:`StorageError` where the disk does not take it, and :class:`TakenOver`
        where another session has taken over. The line then does not count.
        """
        if self._damaged:
            self._begin(self._good())
        data = line(self._count, record)
        try:
            _write(self._descriptor, data)
            os.fsync(self._descriptor)
        except OSError as error:
            self._take_back()
            raise StorageError(
                f"the journal {self.path} could not be written: {words_of(error)}"
            ) from error
        self.check()
        self._size += len(data)
        self._count += 1

    def check(self) -> None:
        """Raise :class:`TakenOver` where this is not the journal of the plan any more."""
        if not self.stands:
            self._take_back()
            raise TakenOver(f"{self.path}: another session has taken this plan over")

    @property
    def stands(self) -> bool:
        """Whether the journal is still the one that stands at its path."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), os.lstat(self.path))
        except OSError:
            return False

    @property
    def last(self) -> int:
        """The number of the last line, counted from 0."""
        return self._count - 1

    @property
    def size(self) -> int:
        """How large the journal is, in bytes."""
        return self._size

    def close(self, *, remove: bool) -> None:
        """Write no more; ``remove`` the file where nothing in it is needed any more."""
        if remove and self.stands:
            with contextlib.suppress(OSError):
                os.unlink(self.path)
        os.close(self._descriptor)

    def copy_to(self, path: Path, record: Record) -> "Journal":
        """A journal at another path that holds the same lines and one more."""
        copied = Journal.__new__(Journal)
        copied.path, copied._descriptor = path, -1
        copied._begin(self._good() + line(self._count, record))
        return copied

    def _begin(self, data: bytes) -> None:
        temporary = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}.tmp")
        try:
            descriptor = os.open(temporary, _NEW, 0o600)
            try:
                _write(descriptor, data)
                os.fsync(descriptor)
                os.replace(temporary, self.path)
            except BaseException:
                os.close(descriptor)
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise
        except OSError as error:
            raise StorageError(
                f"the journal {self.path} could not be written: {words_of(error)}"
            ) from error
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._size, self._count = descriptor, len(data), data.count(b"\n")
        self._damaged = True  # until the disk confirms the name of the file too
        sync_directory(self.path)
        self._damaged = False

    def _good(self) -> bytes:
        """The lines that count; they were read back from the disk."""
        try:
            data = os.pread(self._descriptor, self._size, 0)
        except OSError as error:
            raise StorageError(
                f"the journal {self.path} could not be read: {words_of(error)}"
            ) from error
        if len(data) != self._size:
            raise StorageError(f"the journal {self.path} was cut short by somebody else")
        return data

    def _take_back(self) -> None:
        """Leave no half line; the next line goes to a new file, as this one is not trusted."""
        self._damaged = True
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, self._size)


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of a journal up to the first that is not whole.

    ``unread`` counts the lines behind it: none where a crash cut off the last line.
    """

    records: Sequence[Record]
    unread: int


def read_journal(path: Path) -> Found | None:
    """What a journal holds; ``None`` where there is none.

    Raises :class:`StorageError` where there is one that must not or cannot be read: of
    another user, a link, or too large.
    """
    flags = os.O_RDONLY | _NOFOLLOW | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            _check(path, os.fstat(file.fileno()))
            whole = tuple(records(file))
            file.seek(0)
            return Found(whole, sum(line.endswith(b"\n") for line in file) - len(whole))
    except FileNotFoundError:
        return None
    except OSError as error:
        why = "it is a symbolic link" if error.errno == errno.ELOOP else error.strerror
        raise StorageError(f"the journal {path} is not used: {why}") from error


def _check(path: Path, found: os.stat_result) -> None:
    """Refuse what somebody else may have put there."""
    why = ""
    if not stat.S_ISREG(found.st_mode):
        why = "it is not a regular file"
    elif os.name != "nt" and found.st_uid != os.geteuid():
        why = "it belongs to another user"
    elif found.st_nlink > 1:
        why = "it has a second name"
    elif found.st_size > LIMIT:
        why = f"it is larger than {LIMIT // (1024 * 1024)} MiB"
    if why:
        raise StorageError(f"the journal {path} is not used: {why}")


def _write(descriptor: int, data: bytes) -> None:
    """Write all of it, however little the system takes at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
