"""Reading the files that an import is made of: files, directories, or standard input."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from models.errors import StorageError
from models.storage.reading import STANDARD_INPUT, read_bytes, source_name

SUFFIXES = (".json", ".csv", ".tfstate")
"""What the files of a directory that are read end in; one that is named may end in anything."""

Progress = Callable[[int, int, str], None]
"""Is told how many files were read, of how many, and which one is next; may raise to stop."""


def documents_in(names: Sequence[str]) -> list[str]:
    """The files that names stand for: a directory stands for what may be read in it, by name.

    Raises :class:`StorageError` for a directory that has none.
    """
    return [file for name in names for file in _files(name)]


def read_documents(
    files: Sequence[str], progress: Progress | None = None
) -> Iterator[tuple[str, bytes]]:
    """What each file holds, with what messages call it.

    Raises :class:`StorageError` and :class:`models.errors.InvalidInput` as
    :func:`models.storage.reading.read_bytes` does.
    """
    for number, file in enumerate(files):
        if progress is not None:
            progress(number, len(files), source_name(file))
        yield source_name(file), read_bytes(file)


def _files(name: str) -> list[str]:
    if name == STANDARD_INPUT or not os.path.isdir(name):
        return [name]
    try:
        found = sorted(str(path) for path in Path(name).iterdir() if path.suffix in SUFFIXES)
    except OSError as error:
        raise StorageError(f"{name}: it cannot be listed: {error.strerror}") from error
    if not found:
        kinds = " or ".join(f"*{suffix}" for suffix in SUFFIXES)
        raise StorageError(f"{name}: there are no {kinds} files in this directory")
    return found
