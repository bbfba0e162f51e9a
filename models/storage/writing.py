"""Writing files so that a reader sees the old content or the new, whatever happens."""

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from models.errors import ChangedOnDisk, StorageError
from models.storage.reading import file_bytes
from models.storage.side_files import temporary_of

Fingerprint: TypeAlias = str
"""The SHA-256 of what a file holds, in hexadecimal."""

_FLAGS = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_WORDS = {
    errno.ENOSPC: "the disk is full; make room, or save it elsewhere",
    errno.EDQUOT: "your disk quota is used up; make room, or save it elsewhere",
    errno.EFBIG: "it would be larger than a file may be here",
    errno.EROFS: "the file system is read-only; save it elsewhere",
    errno.EACCES: "you are not allowed to write there; save it elsewhere",
    errno.EPERM: "you are not allowed to write there; save it elsewhere",
    errno.ENOENT: "there is no such directory",
    errno.ENOTDIR: "a part of its path is a file, not a directory",
    errno.ELOOP: "it is a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "the file name is too long",
    errno.EIO: "the disk reports an error; save it elsewhere",
    errno.EMFILE: "too many files are open; close some and try again",
}


def fingerprint(path: str | Path) -> Fingerprint | None:
    """What tells one content of a file from another; ``None`` where there is no file.

    Raises :class:`StorageError` where there is one that cannot be read.
    """
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        pass  # reading it says why
    return fingerprint_of(file_bytes(path))


def fingerprint_of(data: bytes) -> Fingerprint:
    """The fingerprint of a file that holds ``data``."""
    return hashlib.sha256(data).hexdigest()


def save(
    path: str | Path,
    data: bytes,
    expected: Fingerprint | None,
    ready: Callable[[], None] | None = None,
) -> Fingerprint:
    """Write a file that was read before; its new fingerprint.

    ``expected`` is its fingerprint as it was read, ``None`` where there was no file then.
    ``ready`` is called right before the new content takes the place of the old.
    Raises :class:`ChangedOnDisk` where it is another one by now, and leaves it alone.
    """

    def still_the_same() -> None:
        _check_same(path, expected)
        if ready is not None:
            ready()

    _check_same(path, expected)
    write_atomic(path, data, still_the_same)
    return fingerprint_of(data)


def _check_same(path: str | Path, expected: Fingerprint | None) -> None:
    found = fingerprint(path)
    if found != expected:
        what = (
            "it was removed"
            if found is None
            else "it was created"
            if expected is None
            else "somebody else changed it"
        )
        raise ChangedOnDisk(f"{path}: {what} since it was read; nothing was written")


def write_atomic(
    path: str | Path,
    data: bytes,
    ready: Callable[[], None] | None = None,
    mode: int = 0o666,
) -> None:
    """Put ``data`` in place of what a file holds, or make the file.

    A symbolic link stays one; the mode stays, and so does the owner where that is allowed.
    ``ready`` is called when everything is on the disk but the new name of it. ``mode`` is that
    of a new file, apart from what the user's mask forbids.
    Raises :class:`StorageError`, or what ``ready`` raises; then the file is what it was.
    """
    try:
        real = Path(os.path.realpath(path))
        standing = _standing(real)
        _replace(real, standing, data, ready, mode)
    except (OSError, ValueError) as error:
        raise StorageError(f"{path} could not be written: {words_of(error)}") from error


def _standing(real: Path) -> os.stat_result | None:
    """The file that is to be replaced, if there is one and it may be."""
    try:
        standing = os.lstat(real)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(standing.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if not stat.S_ISREG(standing.st_mode):
        kind = "a directory" if stat.S_ISDIR(standing.st_mode) else "not a regular file"
        raise StorageError(f"{real} could not be written: it is {kind}")
    if not os.access(real, os.W_OK):
        raise StorageError(f"{real} could not be written: it is write-protected")
    return standing


def _replace(
    real: Path,
    standing: os.stat_result | None,
    data: bytes,
    ready: Callable[[], None] | None,
    mode: int,
) -> None:
    temporary = temporary_of(real)
    descriptor = os.open(temporary, _FLAGS, mode if standing is None else 0o600)
    try:
        try:
            write_all(descriptor, data)
            if standing is not None:
                _take_after(descriptor, standing)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if ready is not None:
            ready()
        os.replace(temporary, real)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    sync_directory(real)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of it, however little the system takes at once. Raises ``OSError``."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _take_after(descriptor: int, standing: os.stat_result) -> None:
    """Give a new file the owner, where that is allowed, and the mode of the standing one."""
    if os.name == "nt":
        return
    mode = stat.S_IMODE(standing.st_mode)
    mine = os.fstat(descriptor)
    with contextlib.suppress(PermissionError):
        if mine.st_uid != standing.st_uid:
            os.fchown(descriptor, standing.st_uid, -1)
    try:
        if mine.st_gid != standing.st_gid:
            os.fchown(descriptor, -1, standing.st_gid)
    except PermissionError:  # another group must not get what was granted to that one
        mode = (mode & ~0o070) | ((mode & 0o007) << 3)
    os.fchmod(descriptor, mode)


def sync_directory(real: Path) -> None:
    """Make what was renamed in a file's directory last; some file systems need not be asked.

    Raises :class:`StorageError` where the disk does not confirm it.
    """
    if os.name == "nt":
        return
    try:
        descriptor = os.open(real.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EACCES):
            raise StorageError(
                f"{real} was written, but the disk does not confirm it: {words_of(error)}"
            ) from error


def words_of(error: OSError | ValueError) -> str:
    """Why something could not be written, in words that say what to do."""
    if isinstance(error, OSError):
        return _WORDS.get(error.errno or 0) or str(error.strerror or error)
    return f"it is not a file name: {error}"
