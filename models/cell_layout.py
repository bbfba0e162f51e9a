"""How the cells of address ranges stand in lines: one range after the other (A5)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from models.topology import AddressRange


class Line(NamedTuple):
    """A line of cells, or with ``cells`` 0 the heading of a range."""

    range: AddressRange
    first: int
    cells: int


@dataclass(frozen=True)
class CellLayout:
    """Ranges as lines of at most ``columns`` cells of ``block`` addresses, each with a heading.

    Ranges are prefixes or parts of them, so their sizes are powers of two, and so are
    ``columns`` and ``block``. A range smaller than a block is one cell.
    """

    ranges: tuple[AddressRange, ...]
    columns: int
    block: int

    @cached_property
    def _starts(self) -> list[int]:
        """The line of the heading of each range, and how many lines there are."""
        return [0, *accumulate(1 + -(-self._cells(each) // self.columns) for each in self.ranges)]

    @property
    def lines(self) -> int:
        """How many lines there are, headings included."""
        return self._starts[-1]

    @property
    def scaled(self) -> bool:
        """Whether a cell stands for more than one address."""
        return self.block > 1

    def line(self, y: int) -> Line | None:
        """A line, counted from 0; ``None`` behind the last one."""
        if not 0 <= y < self.lines:
            return None
        position = bisect_right(self._starts, y) - 1
        within, row = self.ranges[position], y - self._starts[position] - 1
        if row < 0:
            return Line(within, within.first, 0)
        count = min(self.columns, self._cells(within) - row * self.columns)
        return Line(within, within.first + row * self.columns * self.block, count)

    def cell_of(self, address: int) -> AddressRange:
        """The cell that an address of the ranges is in."""
        within = self.ranges[self._position(address)]
        first = within.first + (address - within.first) // self.block * self.block
        return AddressRange(first, min(first + self.block - 1, within.last))

    def place(self, address: int) -> tuple[int, int]:
        """The line and the column of the cell that an address of the ranges is in."""
        position = self._position(address)
        number = (address - self.ranges[position].first) // self.block
        return self._starts[position] + 1 + number // self.columns, number % self.columns

    def address_at(self, y: int, column: int) -> int | None:
        """The first address of a cell; ``None`` where there is no cell."""
        line = self.line(y)
        if line is None or not 0 <= column < line.cells:
            return None
        return line.first + column * self.block

    def beside(self, address: int, cells: int) -> int:
        """The first address of the cell that many cells on or back, as far as there are any."""
        position = self._position(address)
        number = (address - self.ranges[position].first) // self.block + cells
        while number < 0 and position > 0:
            position -= 1
            number += self._cells(self.ranges[position])
        while position + 1 < len(self.ranges) and number >= self._cells(self.ranges[position]):
            number -= self._cells(self.ranges[position])
            position += 1
        number = max(0, min(number, self._cells(self.ranges[position]) - 1))
        return self.ranges[position].first + number * self.block

    def below(self, address: int, lines: int) -> int:
        """The first address of the cell that many lines down or up, headings not counted."""
        y, column = self.place(address)
        step = 1 if lines > 0 else -1
        for _ in range(abs(lines)):
            after = y + step
            if (line := self.line(after)) is not None and line.cells == 0:
                after += step
            if not 0 < after < self.lines:
                break
            y = after
        found = self.line(y)
        if found is None or found.cells == 0:
            return self.cell_of(address).first
        return found.first + min(column, found.cells - 1) * self.block

    def nearer(self, address: int, lines: int) -> AddressRange:
        """What to show of a scaled layout instead, around an address, in that many lines.

        As many addresses as there is room for one by one, or the block where it has more.
        """
        within = self.ranges[self._position(address)]
        room = self.columns << max(0, (lines - 1).bit_length() - 1)
        size = min(max(self.block, room), within.last - within.first + 1)
        first = within.first + (address - within.first) // size * size
        return AddressRange(first, first + size - 1)

    def _cells(self, within: AddressRange) -> int:
        return max(1, (within.last - within.first + 1) // self.block)

    def _position(self, address: int) -> int:
        """Which range an address is in; the nearest one below it where it is in none."""
        return max(0, bisect_right([first for first, _ in self.ranges], address) - 1)


def fitting(ranges: Sequence[AddressRange], columns: int, lines: int) -> CellLayout:
    """The layout with the smallest block of which all lines fit, if any does.

    Else the one with a line for every range.
    """
    layout = CellLayout(tuple(ranges), columns, 1)
    largest = max((last - first + 1 for first, last in ranges), default=1)
    while layout.lines > lines and layout.block * columns < largest:
        layout = CellLayout(layout.ranges, columns, layout.block * 2)
    return layout
