"""Addresses as cells, one for each address or for a block: only the lines seen are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from models.address_map import AddressMap, Cell
from models.cell_layout import CellLayout
from models.topology import AddressRange
from tui.widgets.grid_lines import laid_out


class AddressGrid(ScrollView, can_focus=True):
    """The picture of a subnet, or of a part of it, with a cursor on one cell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "Left", show=False, id="grid.left"),
        Binding("right,l", "move(1)", "Right", show=False, id="grid.right"),
        Binding("up,k", "move_lines(-1)", "Up", show=False, id="grid.up"),
        Binding("down,j", "move_lines(1)", "Down", show=False, id="grid.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="grid.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="grid.page-down"),
        Binding("home", "line_end(0)", "Start of line", show=False, id="grid.line-start"),
        Binding("end", "line_end(-1)", "End of line", show=False, id="grid.line-end"),
        Binding("g", "jump(0)", "First", show=False, id="grid.first"),
        Binding("G", "jump(-1)", "Last", show=False, id="grid.last"),
        Binding("enter", "choose", "Go there", show=False, id="grid.choose"),
    ]

    @dataclass
    class Pointed(Message):
        """The cursor is on another cell, or the cell has become another one."""

        grid: "AddressGrid"
        cell: Cell | None

        @property
        def control(self) -> "AddressGrid":
            """The grid it happened in."""
            return self.grid

    @dataclass
    class Chosen(Message):
        """Enter, or a second click, on a cell."""

        grid: "AddressGrid"
        cell: Cell

        @property
        def control(self) -> "AddressGrid":
            """The grid it happened in."""
            return self.grid

    cursor = reactive(0)
    """An address of the cell the cursor is on, as an integer."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is shown yet."""
        super().__init__(id=id)
        self._map: AddressMap | None = None
        self._ranges: tuple[AddressRange, ...] = ()
        self._lines = laid_out((), 0, 0)

    @property
    def pointed(self) -> Cell | None:
        """The cell under the cursor."""
        if self._map is None or not self._ranges:
            return None
        return self._map.cell(*self._layout.cell_of(self.cursor))

    @property
    def nearer(self) -> AddressRange:
        """What to zoom into: the surroundings of the cursor that can be seen in more detail."""
        return self._layout.nearer(self.cursor, self.container_size.height)

    @property
    def scaled(self) -> bool:
        """Whether a cell stands for more than one address."""
        return self._layout.scaled

    def show(
        self, shown: AddressMap | None, ranges: Sequence[AddressRange], cursor: int | None = None
    ) -> None:
        """Show these ranges of a subnet, the cursor on ``cursor`` where that is given."""
        self._map, self._ranges = shown, tuple(ranges)
        self._lay_out()
        wanted = self.cursor if cursor is None else cursor
        inside = any(first <= wanted <= last for first, last in self._ranges)
        with self.prevent(self.Pointed):
            self.cursor = wanted if inside or not self._ranges else self._ranges[0].first
        self._keep_in_sight()
        self.post_message(self.Pointed(self, self.pointed))

    def watch_cursor(self, before: int, after: int) -> None:
        """Move the mark, and keep it on the screen."""
        if not self._ranges:
            return
        self._keep_in_sight()
        for address in (before, after):
            self._refresh_line(self._layout.place(address)[0])
        self.post_message(self.Pointed(self, self.pointed))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show whether the cursor is alive."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def on_resize(self) -> None:
        """As many cells as there is room for."""
        self._lay_out()
        self.call_after_refresh(self._keep_in_sight)
        self.post_message(self.Pointed(self, self.pointed))

    def render_line(self, y: int) -> Strip:
        """One line of the grid."""
        width, base = self.size.width, self.rich_style
        line = self._layout.line(y + self.scroll_offset.y)
        if line is None or self._map is None:
            return Strip.blank(width, base)
        if line.cells == 0:
            words = self._lines.heading(line, width)
        else:
            words = self._lines.cells(line, self._map, self.cursor, self.app.console)
        strip = Strip(list(words.render(self.app.console)))
        return strip.adjust_cell_length(width).apply_style(base)

    def on_click(self, event: events.Click) -> None:
        """Point at a cell; a second click on it chooses it."""
        column = self._lines.column_at(event.x)
        address = self._layout.address_at(event.y + self.scroll_offset.y, column)
        if address is None:
            return
        if event.chain > 1 and address == self._layout.cell_of(self.cursor).first:
            self.action_choose()
        self.cursor = address

    def action_move(self, cells: int) -> None:
        """Move the cursor along the lines."""
        if self._ranges:
            self.cursor = self._layout.beside(self.cursor, cells)

    def action_move_lines(self, lines: int) -> None:
        """Move the cursor up or down."""
        if self._ranges:
            self.cursor = self._layout.below(self.cursor, lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by what the screen shows."""
        self.action_move_lines(pages * max(1, self.size.height - 1))

    def action_line_end(self, column: int) -> None:
        """Go to the first or the last cell of the line."""
        if not self._ranges:
            return
        y, at = self._layout.place(self.cursor)
        line = self._layout.line(y)
        if line is not None:
            self.action_move((0 if column == 0 else line.cells - 1) - at)

    def action_jump(self, end: int) -> None:
        """Go to the first or the last cell of all."""
        if self._ranges:
            last = self._ranges[-1].last
            self.cursor = self._ranges[0].first if end == 0 else self._layout.cell_of(last).first

    def action_choose(self) -> None:
        """Say that the cell under the cursor was chosen."""
        if (cell := self.pointed) is not None:
            self.post_message(self.Chosen(self, cell))

    @property
    def _layout(self) -> CellLayout:
        return self._lines.layout

    def _lay_out(self) -> None:
        """Lay the ranges out in the room there is."""
        self._lines = laid_out(self._ranges, *self.container_size)
        self.virtual_size = Size(self.size.width, self._layout.lines)
        self.refresh()

    def _keep_in_sight(self) -> None:
        if not self._ranges:
            return
        y = self._layout.place(self.cursor)[0]
        above = 1 if self.size.height > 1 else 0  # the heading, where it is the line above
        self.scroll_to_region(Region(0, y - above, 1, 1 + above), animate=False, force=True)

    def _refresh_line(self, y: int) -> None:
        self.refresh(Region(0, y - self.scroll_offset.y, self.size.width, 1))
