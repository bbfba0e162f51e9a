"""Import of whatever describes an estate: the kind of each document is seen from its content.

JSON of every kind becomes Azure resources, in the shape of ARM, and those become a plan
(:mod:`models.formats.azure_estate`); several documents may refer to one another. A table of
our own (:mod:`models.formats.plan_csv`) is a plan already.
"""

from collections.abc import Iterable, Iterator, Sequence

from models.errors import Fault, InvalidInput
from models.formats import plan_csv, resource_graph
from models.formats.azure_estate import build
from models.formats.azure_json import parse
from models.formats.azure_report import Import, Report
from models.formats.azure_resources import Inventory
from models.formats.csv_text import is_table
from models.formats.document import Document, Given
from models.formats.readers import Reader, reader_of
from models.formats.refusals import Refusals

MIXED = (
    "a table of asrnet, which is a whole plan; import it by itself,"
    " and the other files after that with --into"
)


def read(documents: Iterable[tuple[str, bytes]], given: Given | None = None) -> Import:
    """The estate in some documents, each given as its name for messages and its bytes.

    ``given`` is what a person said beside them. Raises :class:`InvalidInput` with the
    faults of every document that cannot be read.
    """
    report = Report()
    refused = Refusals()
    tables: list[tuple[str, str]] = []
    found: list[Document] = []
    for source, data in documents:
        with refused.noting():
            text = is_table(data)
            if text is None:
                found.append(Document(source, parse(source, data)))
            elif resource_graph.is_portal_table(text):
                found.append(Document(source, resource_graph.portal_rows(source, text)))
            else:
                tables.append((source, text))
    if tables and not refused and not found:
        return plan_csv.read(tables)
    inventory = Inventory(report)
    for source, text in tables:
        with refused.noting():
            plan_csv.check(source, text)
            raise InvalidInput(source, [Fault("", MIXED)])
    for reader, group in _grouped(found):
        with refused.noting():
            for document in reader.resources(group, given or Given(), report):
                with refused.noting():
                    inventory.take(document.source, document.value)
    refused.raise_any()
    return build(inventory, report)


def _grouped(documents: Sequence[Document]) -> Iterator[tuple[Reader, list[Document]]]:
    """The documents by who reads them, each group in the order in which they were given."""
    groups: dict[Reader, list[Document]] = {}
    for document in documents:
        groups.setdefault(reader_of(document.value), []).append(document)
    yield from groups.items()
