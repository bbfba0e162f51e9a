"""A list of any length, a line for each row: only the lines on the screen are ever made."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.still import Still

Row = TypeVar("Row")

POINTER = Style(reverse=True)
"""How the line under the cursor is shown while the list has the focus."""


class LineList(Still, ScrollView, Generic[Row], can_focus=True):
    """Rows, one under the cursor; a subclass says how a row is shown.

    Where it has a heading, that stands above the rows and never scrolls.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page-down"),
        Binding("home,g", "jump(0)", "First", show=False, id="list.first"),
        Binding("end,G", "jump(-1)", "Last", show=False, id="list.last"),
        Binding("enter", "choose", "Choose", show=False, id="list.choose"),
    ]

    @dataclass
    class Pointed(Message):
        """The cursor is on another row, or on none."""

        lines: "LineList[Any]"
        row: Any

        @property
        def control(self) -> "LineList[Any]":
            """The list it happened in."""
            return self.lines

    @dataclass
    class Chosen(Message):
        """Enter, or a second click, on a row."""

        lines: "LineList[Any]"
        row: Any

        @property
        def control(self) -> "LineList[Any]":
            """The list it happened in."""
            return self.lines

    rows: reactive[Sequence[Any]] = reactive((), always_update=True, layout=False, repaint=False)
    """What is listed, in this order."""
    rows_say_all = False
    """Whether equal rows are shown equally, so that only others have to be painted."""
    cursor = reactive(0, repaint=False)
    """The row the cursor is on, counted from 0."""
    nothing = "nothing here"
    """What is shown where there is no row."""

    def line_of(self, row: Row, width: int) -> Text:
        """A row in the columns there are."""
        raise NotImplementedError

    def heading(self, width: int) -> Text | None:
        """What stands above the rows; ``None`` for a list without columns."""
        return None

    def key_of(self, row: Row) -> Hashable:
        """What makes a row the same one after the rows were replaced."""
        return row

    @property
    def pointed(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def point_at(self, key: Hashable) -> bool:
        """Move the cursor to the row of that key; whether there is one."""
        if self.cursor < len(self.rows) and self.key_of(self.rows[self.cursor]) == key:
            return True
        for position, row in enumerate(self.rows):
            if self.key_of(row) == key:
                self.cursor = position
                return True
        return False

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List other rows; the cursor stays on the row it was on, where that is there still."""
        pointed = self.pointed
        key = None if pointed is None else self.key_of(pointed)
        self.rows = rows
        if pointed is not None:
            self.point_at(key)

    def watch_rows(self, before: Sequence[Any], after: Sequence[Any]) -> None:
        """Show other rows."""
        self._resize()
        self.cursor = max(0, min(self.cursor, len(after) - 1))
        if self.rows_say_all and before and after:
            first = self.scroll_offset.y
            for row in range(first, first + self.size.height):
                if before[row : row + 1] != after[row : row + 1]:
                    self.refresh_row(row)
        else:
            self.refresh()
        self.post_message(self.Pointed(self, self.pointed))

    def watch_cursor(self, before: int, after: int) -> None:
        """Move the mark, and keep it on the screen."""
        self.scroll_to_region(Region(0, after, 1, 1 + self._above), animate=False, force=True)
        self.refresh_row(before)
        self.refresh_row(after)
        self.post_message(self.Pointed(self, self.pointed))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show whether the cursor is alive."""
        super().watch_has_focus(has_focus)
        self.refresh_row(self.cursor)

    def on_resize(self) -> None:
        """Lines are as wide as the widget."""
        self._resize()

    def refresh_row(self, row: int) -> None:
        """Paint one row again."""
        y = row + self._above - self.scroll_offset.y
        self.refresh(Region(0, y, self.scrollable_content_region.width, 1))

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        width, base = self.scrollable_content_region.width, self.rich_style
        if y < self._above:
            return self._strip(self.heading(width) or Text(), width)
        row = y - self._above + self.scroll_offset.y
        if not self.rows and row == 0:
            return Strip([Segment(f" {self.nothing}", base)]).adjust_cell_length(width, base)
        if row >= len(self.rows):
            return Strip.blank(width, base)
        strip = self._strip(self.line_of(self.rows[row], width), width)
        return strip.apply_style(POINTER) if row == self.cursor and self.has_focus else strip

    def on_click(self, event: events.Click) -> None:
        """Point at a row; a second click on it chooses it."""
        place = event.get_content_offset(self)  # a border is no row
        if place is None:
            return
        row = place.y - self._above + self.scroll_offset.y
        if place.y >= self._above and row < len(self.rows):
            if row == self.cursor and event.chain > 1:
                self.action_choose()
            self.cursor = row

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(self.cursor + rows, len(self.rows) - 1))

    def action_page(self, pages: int) -> None:
        """Move the cursor by what the screen shows."""
        self.action_move(pages * max(1, self.size.height - 1 - self._above))

    def action_jump(self, row: int) -> None:
        """Move the cursor to a row; negative ones count from the end."""
        count = len(self.rows)
        self.cursor = max(0, count + row if row < 0 else min(row, count - 1))

    def action_choose(self) -> None:
        """Say that the row under the cursor was chosen."""
        if self.rows:
            self.post_message(self.Chosen(self, self.pointed))

    @property
    def _above(self) -> int:
        """How many lines the heading takes."""
        return 0 if self.heading(self.size.width) is None else 1

    def _resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows) + self._above)

    def _strip(self, line: Text, width: int) -> Strip:
        segments = list(line.render(self.app.console, end=""))
        strip = Strip(segments).adjust_cell_length(width).apply_style(self.rich_style)
        return strip.simplify()  # each change of style is 40 bytes to the terminal
