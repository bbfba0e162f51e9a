"""Reading files that a person names: one clear message for each way that can go wrong."""

import errno
import os
import stat
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from models.errors import Fault, InvalidInput, StorageError
from models.progress import Progress, untold

if TYPE_CHECKING:
    from models.plan import Plan

STANDARD_INPUT = "-"
"""The file name that stands for standard input."""
LIMIT = 256 * 1024 * 1024
"""The largest file that is read, in bytes."""
_PIECE = 4 * 1024 * 1024
BEGINNING = 4096
"""How much of a file is looked at before a screen is drawn, in bytes."""
_NUL = "not text: it holds a NUL character; save the file as UTF-8 text"
_ZEROS = (
    "not text: from here on it holds nothing but zeros, as a power cut may leave it;"
    " take the file from a copy or from git"
)
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


def is_nothing(path: Path) -> bool:
    """Whether there is no file yet where there could be one, or nothing in it."""
    try:
        found = path.stat()
        return stat.S_ISREG(found.st_mode) and found.st_size == 0
    except FileNotFoundError:
        return path.parent.is_dir() and not path.is_symlink()
    except (OSError, ValueError):
        return False


def load_plan(path: str | Path) -> "Plan":
    """The plan in a file, or on standard input for ``-``.

    Raises :class:`StorageError` where it cannot be read, :class:`InvalidInput` where what
    it holds is no plan.
    """
    return plan_from(read_text(path), path)


def plan_from(text: str, path: str | Path, progress: Progress = untold) -> "Plan":
    """The plan in a text that was read from ``path``. Raises :class:`InvalidInput`."""
    from models.formats import plan_toml  # here, as other files are read before any plan

    source = source_name(path)
    try:
        return plan_toml.loads(text, source, progress=progress)
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
    if (start := text.find("\0")) >= 0:
        zeros = len(text) > start + 1 and not text[start:].strip("\0")
        line = text.count("\n", 0, start) + 1
        raise InvalidInput(source_name(path), [Fault("", _ZEROS if zeros else _NUL, line)])
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


def check_readable(path: str | Path) -> None:
    """Raise where a file cannot be opened, or where its beginning shows that it is no text.

    Raises :class:`StorageError` and :class:`InvalidInput`.
    """
    with _opened(path, LIMIT) as file:
        if b"\0" in file.read(BEGINNING):
            text_of(file_bytes(path), path)


def file_bytes(path: str | Path, limit: int = LIMIT) -> bytes:
    """What a regular file holds, be it nothing. Raises :class:`StorageError`."""
    with _opened(path, limit) as file:
        try:
            data = _read_up_to(file, limit + 1)
        except OSError as error:
            raise StorageError(f"{path}: {_words(Path(path), error)}") from error
    if len(data) > limit:
        raise StorageError(f"{path}: {_too_large(limit)}")
    return data


def _read_up_to(file: BinaryIO, size: int) -> bytes:
    """What a file holds, up to so many bytes; memory is taken only as it is needed."""
    pieces: list[bytes] = []
    while size > 0 and (piece := file.read(min(size, _PIECE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _opened(path: str | Path, limit: int) -> BinaryIO:
    try:
        file = open(os.open(path, _FLAGS), "rb")  # noqa: SIM115 - it is handed on
    except FileNotFoundError as error:
        raise StorageError(f"{path}: {_missing(Path(path))}") from error
    except (OSError, ValueError) as error:
        raise StorageError(f"{path}: {_words(Path(path), error)}") from error
    try:
        kind = os.fstat(file.fileno())
    except OSError as error:
        file.close()
        raise StorageError(f"{path}: {_words(Path(path), error)}") from error
    why = ""
    if not stat.S_ISREG(kind.st_mode):
        why = _not_regular(kind.st_mode)
    elif kind.st_size > limit:
        why = _too_large(limit)
    if why:
        file.close()
        raise StorageError(f"{path}: {why}")
    return file


def _standard_input(limit: int) -> bytes:
    if sys.stdin is None:
        raise StorageError("standard input is closed; redirect a file to it")
    try:
        data = _read_up_to(sys.stdin.buffer, limit + 1)
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
