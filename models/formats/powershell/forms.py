"""What PowerShell writes, told from what other tools write: its names begin with capitals."""

import re
from collections.abc import Iterator
from typing import Any

from models.formats.powershell.taking import unwrapped

DEEPEST = 4
"""How many lists may be around a resource."""
_CLASS = re.compile(r"Microsoft\.Azure\.[\w.]+|@\{[\s\S]*\}")
"""What is left of an object that is cut off."""


def recognised(value: Any) -> bool:
    """Whether a document is what ``ConvertTo-Json`` makes of the objects of Az."""
    first = next(rows(value), None)
    if isinstance(first, str):
        return is_cut_off(first)
    if not isinstance(first, dict) or "id" in first:
        return False
    return bool({"Id", "ID"} & first.keys()) or is_status(first)


def is_cut_off(text: str) -> bool:
    """Whether a text is all that is left of an object."""
    return _CLASS.match(text) is not None


def is_status(row: Any) -> bool:
    """Whether an object is what ``Get-AzVM -Name … -Status`` writes, which has no id."""
    return isinstance(row, dict) and {"Statuses", "ResourceGroupName"} <= row.keys()


def rows(value: Any, depth: int = DEEPEST) -> Iterator[Any]:
    """The objects in a document, in whichever lists they stand."""
    value = unwrapped(value)
    if depth and isinstance(value, list):
        for each in value:
            yield from rows(each, depth - 1)
    else:
        yield value
