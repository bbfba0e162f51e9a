"""Every IP configuration as a line: what becomes of its address in each scenario."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.message import Message

from models.findings import Severity
from models.listing import Listed
from models.sorting import SortBy
from models.status import Status
from tui.labels import text
from tui.signs import MARKED, SEVERITY_STYLES, SIGNS, STYLES
from tui.widgets.assignment_columns import SIGNS_WIDTH, Placed, cell, layout, title, widest
from tui.widgets.marked_list import MarkedList

MEASURED = 1000
"""How many rows are looked at to find out how wide the columns have to be."""
MARK = "▌"
"""Stands before a row that is marked, which is bold too."""


class AssignmentList(MarkedList[Listed]):
    """One line for each row; the columns are as many as have room."""

    nothing = "nothing passes the filter"

    @dataclass
    class TitleClicked(Message):
        """The rows are to be sorted by another column, or the other way round."""

        lines: "AssignmentList"
        by: SortBy

        @property
        def control(self) -> "AssignmentList":
            """The list it happened in."""
            return self.lines

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is listed."""
        super().__init__(id=id)
        self.sorted_by, self.reverse = SortBy.TURN, False
        self._widths = widest(())
        self._layout: tuple[int, list[Placed]] = (0, [])

    @property
    def sortable(self) -> list[SortBy]:
        """What can be sorted by: the order of F6, what is worst, the columns that are shown."""
        shown = [placed.column.by for placed in self._placed(self.scrollable_content_region.width)]
        return [SortBy.TURN, SortBy.SIGN, *shown]

    def measure(self, rows: Sequence[Listed]) -> None:
        """Make room for what these rows say too; columns stay while the filter changes.

        Of many rows only some are looked at: what is longer in another one is cut short.
        """
        self._widths = widest(rows[:: 1 + len(rows) // MEASURED], self._widths)
        self._layout = (0, [])

    def show_order(self, by: SortBy, *, reverse: bool) -> None:
        """Show by what the rows are sorted."""
        self.sorted_by, self.reverse = by, reverse
        self.refresh()

    def key_of(self, row: Listed) -> Hashable:
        """A row stays the same one while its results change."""
        return row.id

    def heading(self, width: int) -> Text:
        """The titles of the columns, the one sorted by with an arrow."""
        titles = [
            title(column, room, self.sorted_by, reverse=self.reverse)
            for column, room in self._placed(width)
        ]
        return Text(" " * SIGNS_WIDTH + " ".join(titles), "bold", no_wrap=True)

    def line_of(self, row: Listed, width: int) -> Text:
        """Mark, sign and findings, then the columns."""
        marked, style = self.is_marked(row), STYLES[row.status]
        line = text((MARK if marked else " ", "bold"), (SIGNS[row.status], style))
        line.append(*_finding_sign(row)).append(" ")
        for column, room in self._placed(width):
            words = cell(column.texts(row), room)
            line.append(words, style if column.by is SortBy.FAILOVER else "").append(" ")
        if marked:
            line.stylize("bold")
        elif row.status is Status.NOT_REPLICATED:
            line.stylize(style)
        return line

    def on_click(self, event: events.Click) -> None:
        """A click on a title sorts by it; one on a row points at that."""
        place = event.get_content_offset(self)
        if place is None or place.y > 0:
            return
        event.prevent_default()
        end = SIGNS_WIDTH
        for column, room in self._placed(self.scrollable_content_region.width):
            end += room + 1
            if place.x < end:
                self.post_message(self.TitleClicked(self, column.by))
                return

    def _placed(self, width: int) -> list[Placed]:
        """The columns in that width, worked out once for each."""
        if self._layout[0] != width:
            self._layout = (width, layout(width, self._widths))
        return self._layout[1]


def _finding_sign(row: Listed) -> tuple[str, str]:
    gravest: Severity | None = row.gravest
    if gravest is None or gravest not in MARKED:
        return " ", ""
    return "!", SEVERITY_STYLES[gravest]
