"""Putting what rows say into things, and noting what is wrong with it."""

from typing import Any

from models.errors import Fault
from models.formats.azure_names import clipped
from models.formats.plan_csv.columns import COLUMNS, Kind, Part, Record
from models.formats.plan_csv.rows import Row, Unusable
from models.formats.plan_csv.things import Data, Thing, set_at

REPEATED = 20
"""How many faults back it is looked whether one was told already."""


class Putting:
    """Reads cells of rows into things; ``faults`` is what could not be read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def put(self, row: Row, record: Record, part: Part, thing: Thing) -> Thing:
        """Add to a thing what a row says of it."""
        said: Data = {}
        for column in COLUMNS[record]:
            if column.part is part and column.name in row.cells:
                value = self.value(row, column.name, column.kind)
                if value is not None:
                    set_at(said, column, value)
        self.add(row, thing, said)
        return thing

    def add(self, row: Row, thing: Thing, said: Data) -> None:
        """Add values to a thing; another value than it has already is a fault."""
        for key, value in said.items():
            standing = thing.data.setdefault(key, value)
            if standing != value:
                words = clipped(str(standing))
                self.fault(row, key, f"line {thing.line} says {words!r} of the same thing")

    def text(self, row: Row, column: str) -> str | None:
        """The text of a cell; ``None`` where it is blank or cannot be read."""
        return self.value(row, column, Kind.TEXT) or None

    def named(self, row: Row, column: str, instead: str = "") -> str | None:
        """The text of a cell that there must be, or else of another column."""
        found = self.text(row, column) or (self.text(row, instead) if instead else None)
        if found is None:
            self.fault(row, column, "required, but blank")
        return found

    def value(self, row: Row, column: str, kind: Kind) -> Any:
        """The value of a cell; ``None`` where it is blank or cannot be read."""
        try:
            return row.value(column, kind)
        except Unusable as error:
            self.fault(row, column, str(error))
            return None

    def fault(self, row: Row, column: str, message: str) -> None:
        """Note what is wrong with a cell, once."""
        fault = Fault(column, message, row.line)
        if fault not in self.faults[-REPEATED:]:
            self.faults.append(fault)
