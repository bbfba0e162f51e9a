"""What an import is given: documents, and what a person says beside them."""

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON document: what messages call it, and its value."""

    source: str
    value: Any


class Given(NamedTuple):
    """What a person says beside the documents.

    ``location`` is the region of what a template places where its resource group is.
    """

    location: str | None = None
