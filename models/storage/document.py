"""The file of an open plan: what was read, and what may be written over it."""

from dataclasses import dataclass, replace
from pathlib import Path

from models.formats.plan_toml import dumps
from models.formats.toml_lines import has_comments
from models.plan import Plan
from models.storage.reading import plan_from, read_text
from models.storage.writing import Fingerprint, fingerprint, save, write_atomic


@dataclass(frozen=True, slots=True)
class Document:
    """A plan file as it was last read or written by us.

    ``commented`` says that a person wrote comments in it, which saving loses.
    """

    path: Path
    fingerprint: Fingerprint | None
    commented: bool = False

    def save(self, plan: Plan) -> "Document":
        """Write the plan over the file that was read; the document as it is then.

        Raises :class:`models.errors.ChangedOnDisk` where somebody else wrote the file
        meanwhile and :class:`models.errors.StorageError` where it cannot be written.
        """
        written = save(self.path, dumps(plan).encode(), self.fingerprint)
        return replace(self, fingerprint=written, commented=False)

    def save_as(self, plan: Plan, path: Path) -> "Document":
        """Write the plan to another file, which it is from now on.

        Raises :class:`models.errors.StorageError` where it cannot be written.
        """
        write_atomic(path, dumps(plan).encode())
        return Document(path, fingerprint(path))


def open_document(path: Path) -> tuple[Plan, Document]:
    """The plan in a file, and the file.

    Raises :class:`models.errors.StorageError` and :class:`models.errors.InvalidInput`.
    """
    standing = fingerprint(path)
    text = read_text(path)
    return plan_from(text, path), Document(path, standing, has_comments(text))
