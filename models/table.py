"""An ordered, keyed collection that is never changed in place.

Putting one row in place costs the same at any size, and every earlier version stays
what it was: the ground that undo, comparing and what-if stand on.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from pyrsistent import PVector, pvector

Row = TypeVar("Row")


class Table(Generic[Row]):
    """Rows in a fixed order, each found by its key; keys are unique."""

    __slots__ = ("_key", "_positions", "_rows")

    def __init__(self, key: Callable[[Row], str], rows: Iterable[Row] = ()) -> None:
        """``key`` gives a row's key. Raises ``ValueError`` where two rows have one key."""
        self._key = key
        self._rows: PVector[Row] = pvector(rows)
        self._positions = {key(row): position for position, row in enumerate(self._rows)}
        if len(self._positions) != len(self._rows):
            raise ValueError("two rows have one key")

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._positions

    def __getitem__(self, key: str) -> Row:
        return self._rows[self._positions[key]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._rows == other._rows

    def __hash__(self) -> int:
        return hash(self._rows)

    def __repr__(self) -> str:
        return f"Table({list(self._rows)!r})"

    def get(self, key: str) -> Row | None:
        """The row of that key, or ``None``."""
        position = self._positions.get(key)
        return None if position is None else self._rows[position]

    def keys(self) -> Iterable[str]:
        """The keys, in the order of the rows."""
        return self._positions.keys()

    def position(self, key: str) -> int:
        """Where the row of that key stands, counted from 0. Raises ``KeyError``."""
        return self._positions[key]

    def put(self, row: Row, position: int | None = None) -> "Table[Row]":
        """The table with this row: in place of the one with its key, else at ``position``.

        Without a position a new row comes last; an existing row keeps its place unless
        one is given.
        """
        key = self._key(row)
        standing = self._positions.get(key)
        if standing is not None and position in (None, standing):
            return self._like(self._rows.set(standing, row), self._positions)
        if standing is None and position is None:
            return self._like(self._rows.append(row), {**self._positions, key: len(self)})
        rows, keys = list(self._rows), list(self._positions)
        if standing is not None:
            del rows[standing], keys[standing]
        there = len(rows) if position is None else position
        rows.insert(there, row)
        keys.insert(there, key)
        return self._like(pvector(rows), {key: at for at, key in enumerate(keys)})

    def with_changes(self, changes: Iterable[tuple[str, Row | None]]) -> "Table[Row]":
        """The table after putting rows and, where there is ``None``, taking them away.

        As :meth:`put` without a position and :meth:`without` do it one after the other, at
        the cost of going through the table once.
        """
        rows = dict(zip(self._positions, self._rows, strict=True))
        for key, row in changes:
            if row is None:
                rows.pop(key, None)
            else:
                rows[key] = row
        return self._like(pvector(rows.values()), {key: at for at, key in enumerate(rows)})

    def with_rows(self, rows: Iterable[Row]) -> "Table[Row]":
        """A table of the same kind that holds just these rows."""
        return Table(self._key, rows)

    def without(self, key: str) -> "Table[Row]":
        """The table without the row of that key; the same table where there is none."""
        position = self._positions.get(key)
        if position is None:
            return self
        left = self._positions.copy()
        del left[key]
        if position < len(left):
            left = dict(zip(left, range(len(left)), strict=True))
        return self._like(self._rows.delete(position), left)

    def _like(self, rows: PVector[Row], positions: dict[str, int]) -> "Table[Row]":
        """A table of rows whose keys are known to be these, each once."""
        table: Table[Row] = Table.__new__(Table)
        table._key, table._rows, table._positions = self._key, rows, positions
        return table
