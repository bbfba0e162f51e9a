"""Import of what ``az`` lists: networks, NICs, machines and what else holds addresses.

The same resources as ARM REST writes them are read too. How a resource is spelled, and in
which document or order it comes, makes no difference.
"""

from collections.abc import Iterable

from models.errors import Fault, InvalidInput
from models.formats.azure_estate import build
from models.formats.azure_json import parse
from models.formats.azure_report import Import, Report, Skipped
from models.formats.azure_resources import Inventory

__all__ = ["Import", "Skipped", "read"]


def read(documents: Iterable[tuple[str, bytes]]) -> Import:
    """The estate in some documents, each given as its name for messages and its bytes.

    Raises :class:`InvalidInput` with the faults of every document that cannot be read.
    """
    report = Report()
    inventory = Inventory(report)
    refused: list[InvalidInput] = []
    for source, data in documents:
        try:
            inventory.take(source, parse(source, data))
        except InvalidInput as error:
            refused.append(error)
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise _together(refused)
    return build(inventory, report)


def _together(refused: list[InvalidInput]) -> InvalidInput:
    """One error for several documents; each fault says which it is of."""
    faults = [
        Fault(error.source, str(Fault("", fault.message, fault.line)))
        for error in refused
        for fault in error.faults
    ]
    return InvalidInput(f"{len(refused)} files", faults)
