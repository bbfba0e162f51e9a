"""Writing the files of an export."""

import os
from pathlib import Path

from models.errors import StorageError
from models.exports.export import Export, ExportedFile
from models.storage.writing import write_atomic

MOST_NAMED = 3
"""How many files a message names before it counts the others."""


def write_file(file: ExportedFile, target: Path, *, force: bool = False) -> Path:
    """Write the only file of an export to ``target``, or into it where it is a directory.

    The path that was written. Raises :class:`StorageError` where it exists and ``force``
    does not allow to replace it, or where it cannot be written. In a directory no symbolic
    link is followed: another person may have put it there.
    """
    path = target
    if os.path.isdir(target):
        path = target / file.name
        _refuse_links(path, target)
    _refuse([path], force)
    _write(file, path)
    return path


def write_directory(export: Export, target: Path, *, force: bool = False) -> list[Path]:
    """Write all files of an export into a directory, which is made where there is none.

    The paths that were written. Raises :class:`StorageError` as :func:`write_file` does;
    where a file exists, or a link stands in the way, before anything is written.
    """
    if os.path.lexists(target) and not os.path.isdir(target):
        raise StorageError(f"{target}: it is a file; name a directory")
    paths = [target / file.name for file in export.files]
    for path in paths:
        _refuse_links(path, target)
    _refuse(paths, force)
    for file, path in zip(export.files, paths, strict=True):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"{path.parent} could not be made: {error.strerror}") from error
        _write(file, path)
    return paths


def existing(export: Export, target: Path, *, several: bool) -> list[Path]:
    """The files that writing an export would replace."""
    inside = several or os.path.isdir(target)
    paths = [target / file.name for file in export.files] if inside else [target]
    return [path for path in paths if os.path.lexists(path)]


def _refuse(paths: list[Path], force: bool) -> None:
    if force:
        return
    standing = [str(path) for path in paths if os.path.lexists(path)]
    if standing:
        more = len(standing) - MOST_NAMED
        named = ", ".join(standing[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        verb = "exists" if len(standing) == 1 else "exist"
        raise StorageError(f"{named}: {verb} already; name another place, or replace by --force")


def _refuse_links(path: Path, target: Path) -> None:
    """Refuse what is not inside the directory because something on the way is a link."""
    for part in (path, *path.parents):
        if part == target:
            return
        if os.path.islink(part):
            raise StorageError(
                f"{part}: it is a symbolic link and may lead out of the directory;"
                " take it away, or name another place"
            )


def _write(file: ExportedFile, path: Path) -> None:
    write_atomic(path, file.text.encode("utf-8"))
    if file.executable:
        try:
            path.chmod(path.stat().st_mode | 0o111)
        except OSError as error:
            raise StorageError(f"{path} could not be made executable: {error.strerror}") from error
