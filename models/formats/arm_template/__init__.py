"""Not read yet."""

from collections.abc import Iterator, Sequence
from typing import Any

from models.formats.azure_report import Report
from models.formats.document import Document, Given


def recognises(value: Any) -> bool:
    """Whether a document is of this kind."""
    return False


def resources(documents: Sequence[Document], given: Given, report: Report) -> Iterator[Document]:
    """Its resources."""
    yield from documents
