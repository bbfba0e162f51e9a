"""Who reads which kind of JSON document, by its content."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from models.formats import arm_template, powershell, resource_graph, terraform
from models.formats.azure_report import Report
from models.formats.document import Document, Given


class Reader(NamedTuple):
    """Reads the documents of a kind.

    ``recognises`` says of the value of a document whether it is of the kind. ``resources``
    gets all documents of the kind, so that they may refer to one another, and yields
    documents that hold Azure resources in the shape of ARM or of ``az``, in lists or
    envelopes as :class:`models.formats.azure_resources.Inventory` takes them. It notes in
    the report what it leaves out, and raises :class:`models.errors.InvalidInput` for a
    document that cannot be used at all.
    """

    recognises: Callable[[Any], bool]
    resources: Callable[[Sequence[Document], Given, Report], Iterator[Document]]


def _any(_value: Any) -> bool:
    return True


def _as_they_are(
    documents: Sequence[Document], _given: Given, _report: Report
) -> Iterator[Document]:
    yield from documents


READERS = (
    Reader(arm_template.recognises, arm_template.resources),
    Reader(terraform.recognises, terraform.resources),
    Reader(resource_graph.recognises, resource_graph.resources),
    Reader(powershell.recognises, powershell.resources),
    Reader(_any, _as_they_are),
)
"""The first that recognises a document reads it; the last takes what ``az`` and ARM list."""


def reader_of(value: Any) -> Reader:
    """Who reads a document of that value."""
    return next(reader for reader in READERS if reader.recognises(value))
