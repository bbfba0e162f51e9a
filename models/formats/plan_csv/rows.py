"""The rows of tables: which columns there are, and the value of each cell."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from models.errors import Fault, InvalidInput
from models.formats.azure_names import clipped
from models.formats.azure_report import Report
from models.formats.csv_text import separator_of
from models.formats.plan_csv.cells import UnreadableCell, list_of, text_of
from models.formats.plan_csv.columns import ALL, RECORD, RESULT_COLUMNS, Kind

_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NUMBER = re.compile(r"[0-9]{1,9}")
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,17})?")
_SIMILAR = 0.8
"""How alike a column must be to one of ours to be taken for a slip of the pen."""


class Unusable(ValueError):
    """A cell that cannot be used; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: where it stands, and its cells that are not blank, by column."""

    source: str
    line: int
    cells: Mapping[str, str]

    def value(self, column: str, kind: Kind) -> Any:
        """The value of a cell; ``None`` where it is blank. Raises :class:`Unusable`."""
        cell = self.cells.get(column)
        if cell is None:
            return None
        try:
            return _value(cell, kind)
        except UnreadableCell as error:
            raise Unusable(str(error)) from error

    def text(self, column: str) -> str | None:
        """The text of a cell; ``None`` where it is blank. Raises :class:`Unusable`."""
        value: str | None = self.value(column, Kind.TEXT)
        return value


def check(source: str, text: str) -> None:
    """Raise :class:`InvalidInput` where a text is no table of ours, by its columns."""
    next(rows_of(source, text, Report()), None)


def rows_of(source: str, text: str, report: Report) -> Iterator[Row]:
    """The rows of a table that are not blank; columns that are not ours are reported.

    Raises :class:`InvalidInput` where it is no table or a column is misspelt or there twice.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        _check(source, header, report)
        for cells in reader:
            named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            kept = {name: cell for name, cell in named.items() if cell and name in _READ}
            if len(cells) > len(header) and any(cells[len(header) :]):
                fault = Fault("", "more cells than there are columns", reader.line_num)
                raise InvalidInput(source, [fault])
            if kept:
                yield Row(source, reader.line_num, kept)
    except csv.Error as error:
        raise InvalidInput(source, [Fault("", f"not a table: {error}", reader.line_num)]) from error


_READ = frozenset(ALL) - frozenset(RESULT_COLUMNS)


def _check(source: str, header: list[str], report: Report) -> None:
    faults = []
    for number, name in enumerate(header, start=1):
        if name and name in header[: number - 1]:
            faults.append(Fault("", f"column {clipped(name)!r} is there twice", 1))
        elif name not in ALL and (meant := get_close_matches(name, ALL, 1, _SIMILAR)):
            what = f"there is no column {clipped(name)!r}; did you mean {meant[0]!r}?"
            faults.append(Fault("", what, 1))
        elif name and name not in ALL:
            report.skip_one_of(source, "columns", name, "not a column of a plan")
    if not faults and "virtual_machine" not in header and RECORD not in header:
        what = "no table of asrnet: it has neither a column 'virtual_machine' nor 'record'"
        faults.append(Fault("", what, 1))
    if faults:
        raise InvalidInput(source, faults)


def _value(cell: str, kind: Kind) -> Any:
    if kind is Kind.LIST:
        return list_of(cell)
    text = text_of(cell)
    if kind is Kind.TEXT or text is None:
        return text
    if kind is Kind.FLAG:
        if text.lower() not in _FLAGS:
            raise Unusable(f"expected true or false, got {clipped(text)!r}")
        return _FLAGS[text.lower()]
    pattern, number = (_NUMBER, int) if kind is Kind.NUMBER else (_DEGREES, float)
    if not pattern.fullmatch(text):
        raise Unusable(f"expected a {kind}, got {clipped(text)!r}")
    return number(text)
