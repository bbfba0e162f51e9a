"""A list in which several rows can be marked, to do something to all of them at once."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.widgets.line_list import LineList

Row = TypeVar("Row")


class MarkedList(LineList[Row]):
    """Rows that can be marked; marks stay with their rows when others are listed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", tooltip="Mark the row, or no longer", id="list.mark"),
        Binding(
            "asterisk,ctrl+a",
            "mark_all",
            "Mark all",
            tooltip="Mark every row that is listed, or none",
            id="list.mark-all",
            show=False,
        ),
    ]

    @dataclass
    class Marked(Message):
        """Other rows are marked than before."""

        lines: "MarkedList[Any]"

        @property
        def control(self) -> "MarkedList[Any]":
            """The list it happened in."""
            return self.lines

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is marked."""
        super().__init__(id=id)
        self.marks: set[Hashable] = set()

    @property
    def chosen(self) -> list[Row]:
        """The rows an action is for: those marked, else the one under the cursor."""
        marked = [row for row in self.rows if self.key_of(row) in self.marks]
        if marked or self.pointed is None:
            return marked
        return [self.pointed]

    def is_marked(self, row: Row) -> bool:
        """Whether a row is marked."""
        return self.key_of(row) in self.marks

    def mark(self, *keys: Hashable) -> None:
        """Mark the rows of these keys and no other."""
        self._put(set(keys))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or no longer, and go on to the next one."""
        if self.pointed is not None:
            self._put(self.marks ^ {self.key_of(self.pointed)})
            self.action_move(1)

    def action_mark_all(self) -> None:
        """Mark every row that is listed; where all are marked, none."""
        listed = {self.key_of(row) for row in self.rows}
        self._put(self.marks - listed if listed <= self.marks else self.marks | listed)

    def _put(self, marks: set[Hashable]) -> None:
        self.marks = marks
        self.refresh()
        self.post_message(self.Marked(self))
