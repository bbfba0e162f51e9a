"""The file of an open plan: what was read, and what may be written over it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from models.formats.plan_toml import dumps
from models.formats.toml_lines import has_comments
from models.plan import Plan
from models.progress import Progress, untold
from models.storage.reading import plan_from, read_bytes, text_of
from models.storage.writing import (
    Fingerprint,
    fingerprint_of,
    save,
    write_atomic,
)

Ready: TypeAlias = Callable[[Fingerprint], None]
"""Is told the fingerprint of a file that is about to be there."""


@dataclass(frozen=True, slots=True)
class Document:
    """A plan file as it was last read or written by us.

    ``commented`` says that a person wrote comments in it, which saving loses.
    """

    path: Path
    fingerprint: Fingerprint | None
    commented: bool = False

    def save(self, plan: Plan, ready: Ready | None = None) -> "Document":
        """Write the plan over the file that was read; the document as it is then.

        ``ready`` is called right before the new content takes the place of the old.
        Raises :class:`models.errors.ChangedOnDisk` where somebody else wrote the file
        meanwhile and :class:`models.errors.StorageError` where it cannot be written.
        """
        data = dumps(plan).encode()
        written = save(self.path, data, self.fingerprint, _about(ready, data))
        return replace(self, fingerprint=written, commented=False)

    def save_as(self, plan: Plan, path: Path, ready: Ready | None = None) -> "Document":
        """Write the plan to another file, which it is from now on.

        Raises :class:`models.errors.StorageError` where it cannot be written.
        """
        data = dumps(plan).encode()
        write_atomic(path, data, _about(ready, data))
        return Document(path, fingerprint_of(data))


def open_document(path: Path, progress: Progress = untold) -> tuple[Plan, Document]:
    """The plan in a file, and the file. ``progress`` is told how far reading it is.

    Raises :class:`models.errors.StorageError` and :class:`models.errors.InvalidInput`.
    """
    data = read_bytes(path)
    text = text_of(data, path)
    plan = plan_from(text, path, progress)
    return plan, Document(path, fingerprint_of(data), has_comments(text))


def _about(ready: Ready | None, data: bytes) -> Callable[[], None] | None:
    """What is called when a file with this content is ready to take its place."""
    return None if ready is None else partial(ready, fingerprint_of(data))
