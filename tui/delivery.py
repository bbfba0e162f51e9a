"""How a person gets a file: from the file system, or by download where there is no way to that."""

import io
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from textual.app import App

from models.exports.export import Export


def has_files(app: App[Any]) -> bool:
    """Whether a person may name files here; a screen that needs one asks before it offers that."""
    return bool(getattr(app, "has_files", True))


def shows_paths(app: App[Any]) -> bool:
    """Whether the directory of a plan is worth a word: it is not where the plan is a copy."""
    return bool(getattr(app, "shows_paths", True))


def download(app: App[Any], name: str, data: bytes) -> str:
    """Give a file to the browser; what to say of it."""
    app.deliver_binary(
        io.BytesIO(data),
        save_directory=Path(),
        save_filename=name,
        mime_type="application/octet-stream",
    )
    return f"{name} is being downloaded"


def in_one_file(name: str, export: Export) -> tuple[str, bytes]:
    """The name and the content of a file that is all of an export: its only one, or an archive."""
    if len(export.files) == 1:
        [file] = export.files
        return file.name.rpartition("/")[2], file.text.encode()
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in export.files:
            archive.writestr(f"{name}/{file.name}", file.text.encode())
    return f"{name}.zip", packed.getvalue()
