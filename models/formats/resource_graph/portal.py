"""The CSV that the Resource Graph explorer of the portal downloads.

One row is one resource; objects stand in their cells as JSON.
"""

import re
from collections.abc import Iterator
from typing import Any

from models.formats.csv_text import separator_of

_NEEDED = {"id", "type"}


def is_portal_table(text: str) -> bool:
    """Whether a CSV is what the portal's Resource Graph explorer downloads."""
    text = text.lstrip("\ufeff")
    head = next(_rows(text[: 1 << 16], separator_of(text)), [])
    return {name.strip().casefold() for name in head} >= _NEEDED


def portal_rows(_source: str, text: str) -> Any:
    """The rows of the portal's CSV as a value that :func:`recognised` knows."""
    text = text.lstrip("\ufeff")
    names, *rows = _rows(text, separator_of(text))
    names = [name.strip().casefold() for name in names]
    data = [
        {name: cell for name, cell in zip(names, row, strict=False) if cell not in {"", "null"}}
        for row in rows
    ]
    return {"count": len(data), "data": data}


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """The cells of each row that is not blank; they may be of any length."""
    cell = rf'"([^"]*(?:""[^"]*)*)"|([^{separator}\r\n]*)'
    piece = re.compile(rf"(?:{cell})({separator}|\r\n|\r|\n|\Z)?")
    cells: list[str] = []
    for match in piece.finditer(text):
        if match.start() == len(text):
            break
        quoted, plain, end = match.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        if end not in {separator, None}:
            if any(cells):
                yield cells
            cells = []
    if any(cells):
        yield cells
