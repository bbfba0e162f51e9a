"""Reading files that a person names: one clear message for each way that can go wrong."""

import errno
import os
import stat
import sys
from difflib import get_close_matches
from pathlib import Path

from models.errors import Fault, InvalidInput, StorageError
from models.formats import plan_toml
from models.plan import Plan

STANDARD_INPUT = "-"
"""The file name that stands for standard input."""
LIMIT = 256 * 1024 * 1024
"""The largest file that is read, in bytes."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WORDS = {
    errno.EACCES: "you are not allowed to read it; check the permissions of the file",
    errno.EPERM: "you are not allowed to read it; check the permissions of the file",
    errno.ELOOP: "it is a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "the file name is too long",
    errno.ENXIO: "it is not a regular file",
    errno.EISDIR: "it is a directory; name a file in it",
    errno.ENOTDIR: "a part of its path is a file, not a directory",
}


def source_name(path: str | Path) -> str:
    """What messages call a file."""
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def load_plan(path: str | Path) -> Plan:
    """The plan in a file, or on standard input for ``-``.

    Raises :class:`StorageError` where it cannot be read, :class:`InvalidInput` where what
    it holds is no plan.
    """
    return plan_from(read_text(path), path)


def plan_from(text: str, path: str | Path) -> Plan:
    """The plan in a text that was read from ``path``. Raises :class:`InvalidInput`."""
    source = source_name(path)
    try:
        return plan_toml.loads(text, source)
    except ValueError as error:  # a number too long to be one
        raise InvalidInput(source, [Fault("", f"not valid TOML: {error}")]) from error


def read_text(path: str | Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark, or of standard input.

    Raises :class:`StorageError` where it cannot be read, :class:`InvalidInput` where it is
    empty or not text.
    """
    return text_of(read_bytes(path), path)


def text_of(data: bytes, path: str | Path) -> str:
    """The text that was read from ``path``. Raises :class:`InvalidInput` where it is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8 text"
        raise InvalidInput(source_name(path), [Fault("", message, line)]) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "not text: it holds a NUL character; save the file as UTF-8 text"
        raise InvalidInput(source_name(path), [Fault("", message, line)])
    return text


def read_bytes(path: str | Path, *, limit: int = LIMIT) -> bytes:
    """What a file, or standard input for ``-``, holds; never nothing.

    Raises :class:`StorageError` where it cannot be read or is larger than ``limit``,
    :class:`InvalidInput` where it is empty.
    """
    data = _standard_input(limit) if str(path) == STANDARD_INPUT else file_bytes(path, limit)
    if not data.strip():
        raise InvalidInput(source_name(path), [Fault("", "the file is empty")])
    return data


def file_bytes(path: str | Path, limit: int = LIMIT) -> bytes:
    """What a regular file holds, be it nothing. Raises :class:`StorageError`."""
    try:
        with open(os.open(path, _FLAGS), "rb") as file:
            kind = os.fstat(file.fileno())
            if not stat.S_ISREG(kind.st_mode):
                raise StorageError(f"{path}: {_not_regular(kind.st_mode)}")
            if kind.st_size > limit:
                raise StorageError(f"{path}: {_too_large(limit)}")
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise StorageError(f"{path}: {_missing(Path(path))}") from error
    except (OSError, ValueError) as error:
        raise StorageError(f"{path}: {_words(Path(path), error)}") from error
    if len(data) > limit:
        raise StorageError(f"{path}: {_too_large(limit)}")
    return data


def _standard_input(limit: int) -> bytes:
    if sys.stdin is None:
        raise StorageError("standard input is closed; redirect a file to it")
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise StorageError(f"standard input: {error.strerror}") from error
    if len(data) > limit:
        raise StorageError(f"standard input: {_too_large(limit)}")
    return data


def _missing(path: Path) -> str:
    """Why a file is not there, and which one may have been meant."""
    if path.is_symlink():
        return f"it is a symbolic link to {os.readlink(path)}, which does not exist"
    if not path.parent.is_dir():
        return f"there is no directory {path.parent}"
    names = sorted(other.name for other in path.parent.glob("*.toml"))
    close = get_close_matches(path.name, names, n=3) or get_close_matches(
        f"{path.name}.toml", names, n=1, cutoff=0.9
    )
    if close:
        return "there is no such file; did you mean " + " or ".join(close) + "?"
    return "there is no such file"


def _not_regular(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return _WORDS[errno.EISDIR]
    kinds = {stat.S_IFIFO: "named pipe", stat.S_IFSOCK: "socket", stat.S_IFCHR: "device"}
    kind = kinds.get(stat.S_IFMT(mode), "device")
    return f"it is a {kind}, not a regular file; to read from a pipe, give - and redirect it"


def _words(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        if os.name == "nt" and path.is_dir():
            return _WORDS[errno.EISDIR]
        if error.errno in _WORDS:
            return _WORDS[error.errno]
        return f"it cannot be read: {error.strerror}"
    return f"it is not a file name: {error}"


def _too_large(limit: int) -> str:
    return f"it is larger than {limit // (1024 * 1024)} MiB, the most that is read"
