"""Import of whatever describes an estate: the kind of each document is seen from its content.

JSON of every kind becomes Azure resources, in the shape of ARM, and those become a plan
(:mod:`models.formats.azure_estate`); several documents may refer to one another. A table of
our own (:mod:`models.formats.plan_csv`) is a plan already.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from models.errors import Fault, InvalidInput
from models.formats import plan_csv, resource_graph
from models.formats.azure_estate import build
from models.formats.azure_json import parse
from models.formats.azure_report import Import, Report
from models.formats.azure_resources import Inventory
from models.formats.csv_text import is_table
from models.formats.document import Document, Given
from models.formats.readers import Reader, reader_of

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
    refused = _Refused()
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
    refused.raise_all()
    return build(inventory, report)


def _grouped(documents: Sequence[Document]) -> Iterator[tuple[Reader, list[Document]]]:
    """The documents by who reads them, each group in the order in which they were given."""
    groups: dict[Reader, list[Document]] = {}
    for document in documents:
        groups.setdefault(reader_of(document.value), []).append(document)
    yield from groups.items()


class _Refused:
    """The documents that cannot be read, until all were tried."""

    def __init__(self) -> None:
        self._errors: list[InvalidInput] = []

    def __bool__(self) -> bool:
        return bool(self._errors)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Where the block finds a document that cannot be read, note that and go on."""
        try:
            yield
        except InvalidInput as error:
            self.add(error)

    def add(self, error: InvalidInput) -> None:
        """Note a document that cannot be read."""
        self._errors.append(error)

    def raise_all(self) -> None:
        """Raise what was noted as one error; nothing where nothing was."""
        if len(self._errors) == 1:
            raise self._errors[0]
        if self._errors:
            raise InvalidInput(f"{len(self._errors)} files", list(self._faults()))

    def _faults(self) -> Iterator[Fault]:
        """The faults of all; each says which document it is of."""
        for error in self._errors:
            for fault in error.faults:
                yield Fault(error.source, str(Fault("", fault.message, fault.line)))
