"""The journal of a session: every edit is on the disk before anybody is told that it is made.

Who may write to a plan is whose journal stands beside it. A session that takes over moves
the journal away and begins one of its own; the other notices at its next line, before that
one counts.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import StorageError, TakenOver
from models.formats.journal_lines import Record, Saving, line, records
from models.storage.alone import alone_in
from models.storage.side_files import claimed_of, temporary_of
from models.storage.writing import sync_directory, words_of, write_all

LIMIT = 256 * 1024 * 1024
"""The largest journal that is read, in bytes, and nearly the largest that is written."""
ROOM = 4096
"""What is left of :data:`LIMIT` for the lines that saving writes, in bytes."""
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | _NOFOLLOW


def _nothing() -> None:
    pass


class NotUsed(StorageError):
    """A journal that is none of ours, or too large; the message says why it is not read."""


class Journal:
    """A journal that this session writes; each line is synced before :meth:`append` returns."""

    def __init__(
        self, path: Path, lines: Iterable[Record], check: Callable[[], None] = _nothing
    ) -> None:
        """Begin a journal with these lines.

        ``check`` raises where that must not be; nothing changes between that and beginning.
        Raises :class:`TakenOver` where there is one already, and :class:`StorageError`.
        """
        self.path = path
        self._descriptor = -1  # none yet
        self._begin_first(_data(lines), check)

    def append(self, record: Record) -> None:
        """Write one more line.

        Raises :class:`StorageError` where the disk does not take it, and :class:`TakenOver`
        where another session has taken over. The line then does not count.
        """
        if self._damaged:
            self._begin_again(self._good())
        data = line(self._count, record)
        if self._size + len(data) > LIMIT - (0 if isinstance(record, Saving) else ROOM):
            raise StorageError(f"the journal {self.path} is full; save the plan to go on")
        try:
            write_all(self._descriptor, data)
            os.fsync(self._descriptor)
        except BaseException as error:
            self._take_back()
            if isinstance(error, OSError):
                raise _not_written(self.path, error) from error
            raise
        self.check()
        self._size += len(data)
        self._count += 1

    def check(self) -> None:
        """Raise :class:`TakenOver` where this is not the journal of the plan any more.

        Raises :class:`StorageError` where that cannot be known now.
        """
        try:
            self._check_stands()
        except StorageError:
            self._take_back()
            raise

    @property
    def last(self) -> int:
        """The number of the last line, counted from 0."""
        return self._count - 1

    @property
    def size(self) -> int:
        """How large the journal is, in bytes."""
        return self._size

    def close(self, *, remove: bool) -> None:
        """Write no more; ``remove`` the file where nothing in it is needed any more.

        With it goes an earlier one that could not be removed: what was needed of it is in this.
        """
        if remove:
            with contextlib.suppress(OSError, StorageError), alone_in(self.path.parent):
                self._check_stands()
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(claimed_of(self.path))
                os.unlink(self.path)
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1

    def copy_to(self, path: Path, record: Record) -> "Journal":
        """A journal at another path that holds the same lines and one more."""
        copied = Journal.__new__(Journal)
        copied.path, copied._descriptor = path, -1
        copied._begin_first(self._good() + line(self._count, record), _nothing)
        return copied

    def begin_again(self, lines: Iterable[Record]) -> None:
        """Hold just these lines. Raises as :meth:`append` does, and holds what it held then."""
        self._begin_again(_data(lines))

    def _begin_first(self, data: bytes, check: Callable[[], None]) -> None:
        def check_free() -> None:
            check()
            if stands_at(self.path) is not None:
                raise taken_over(self.path)

        try:
            self._begin(data, check_free)
        except BaseException:
            if self._descriptor >= 0:
                os.close(self._descriptor)
            raise

    def _begin_again(self, data: bytes) -> None:
        self.check()
        self._begin(data, self._check_stands)

    def _check_stands(self) -> None:
        stands = stands_at(self.path)
        if stands is None or not os.path.samestat(self._identity, stands):
            raise taken_over(self.path)

    def _begin(self, data: bytes, check: Callable[[], None]) -> None:
        temporary = temporary_of(self.path)
        try:
            descriptor = os.open(temporary, _NEW, 0o600)
            try:
                write_all(descriptor, data)
                os.fsync(descriptor)
                identity = os.fstat(descriptor)
                with alone_in(self.path.parent):
                    check()
                    os.replace(temporary, self.path)
            except BaseException:
                os.close(descriptor)
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise
        except OSError as error:
            raise _not_written(self.path, error) from error
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._identity = descriptor, identity
        self._size, self._count = len(data), data.count(b"\n")
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


def stands_at(path: Path) -> os.stat_result | None:
    """What stands at a path, a link itself; ``None`` for nothing. Raises :class:`StorageError`."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StorageError(f"{path} could not be looked at: {words_of(error)}") from error


def taken_over(path: Path) -> TakenOver:
    """What is raised where another session has begun a journal, or taken one away."""
    return TakenOver(f"{path}: another session has taken this plan over")


def read_journal(path: Path) -> Found:
    """What a journal holds that was taken away to be read.

    Raises :class:`NotUsed` where it must not be read, :class:`TakenOver` where it is not
    there any more, and :class:`StorageError` where it cannot be read now.
    """
    flags = os.O_RDONLY | _NOFOLLOW | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            _check(path, os.fstat(file.fileno()))
            whole = tuple(records(file))
            file.seek(0)
            return Found(whole, sum(line.endswith(b"\n") for line in file) - len(whole))
    except FileNotFoundError as error:
        raise taken_over(path) from error
    except OSError as error:
        with contextlib.suppress(OSError):
            _check(path, os.lstat(path))
        raise StorageError(
            f"the journal {path} could not be read: {error.strerror}; try again, or move it away"
        ) from error


def _check(path: Path, found: os.stat_result) -> None:
    """Refuse what somebody else may have put there."""
    why = ""
    if stat.S_ISLNK(found.st_mode):
        why = "it is a symbolic link"
    elif not stat.S_ISREG(found.st_mode):
        why = "it is not a regular file"
    elif os.name != "nt" and found.st_uid != os.geteuid():
        why = "it belongs to another user"
    elif found.st_nlink > 1:
        why = "it has a second name"
    elif found.st_size > LIMIT:
        why = f"it is larger than {LIMIT // (1024 * 1024)} MiB"
    if why:
        raise NotUsed(f"the journal {path} is not used: {why}")


def _data(lines: Iterable[Record]) -> bytes:
    return b"".join(line(number, record) for number, record in enumerate(lines))


def _not_written(path: Path, error: OSError) -> StorageError:
    return StorageError(f"the journal {path} could not be written: {words_of(error)}")
