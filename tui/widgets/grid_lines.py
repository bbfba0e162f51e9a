"""The lines of the address grid as text: headings, and cells as wide as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.style import Style
from rich.text import Text

from models.address_map import AddressMap, Cell
from models.addresses import address_text
from models.cell_layout import CellLayout, Line, fitting
from models.topology import AddressRange
from tui.kind_signs import KIND_SIGNS, KIND_STYLES, fill_sign

LABEL = 16
"""How many columns the address at the head of a line takes."""
NARROWEST, WIDEST = 2, 6
"""How many columns a cell takes: its sign and how full it is; or its sign and its last octet."""
MOST_CELLS, FEWEST_CELLS = 64, 4
"""How many cells a line has at most, and at least."""
FEW_CELLS = 16
"""How many cells a line has where each address has its own even so."""
EVERY = 8
"""How many cells there are from one figure of a heading to the next."""
POINTER = Style(reverse=True, bold=True)
"""How the cell under the cursor is shown."""


@dataclass(frozen=True, slots=True)
class GridLines:
    """A layout, and how many columns a cell of it takes."""

    layout: CellLayout
    cell: int = NARROWEST

    def column_at(self, x: int) -> int:
        """Which cell of its line is in a column of the screen; negative for none."""
        return -1 if x < LABEL else (x - LABEL) // self.cell

    def heading(self, line: Line, width: int) -> Text:
        """Which range it is, and how far it is from the head of a line to a cell."""
        first, last = line.range
        words = f"{address_text(first)}/{33 - (last - first + 1).bit_length()}"
        for column in range(0, self.layout.columns, EVERY):
            start = LABEL + column * self.cell
            figure = f"+{column * self.layout.block}"
            if len(words) < start and start + len(figure) <= width:
                words = f"{words:<{start}}{figure}"
        return Text(words, "bold", no_wrap=True)

    def cells(self, line: Line, shown: AddressMap, cursor: int, console: Console) -> Text:
        """A line of cells behind the address of the first."""
        words = Text(f"{address_text(line.first):<{LABEL}}", no_wrap=True)
        size = min(self.layout.block, line.range.last - line.range.first + 1)
        for cell in shown.cells(line.first, line.cells, size):
            style = console.get_style(KIND_STYLES[cell.kind])
            if cell.first <= cursor <= cell.last:
                style += POINTER
            sign = KIND_SIGNS[cell.kind] + self._behind(cell)
            words.append(sign, style).append(" " * (self.cell - len(sign)))
        return words

    def _behind(self, cell: Cell) -> str:
        """What stands behind the sign: how full a block is, or the last octet of an address."""
        return f".{cell.first & 255:<3}" if self.cell >= WIDEST else fill_sign(cell)


def laid_out(ranges: Sequence[AddressRange], width: int, lines: int) -> GridLines:
    """The ranges in the room there is: few wide cells in a line, or as many as it takes."""
    room, cells = width - LABEL, FEWEST_CELLS
    while cells < MOST_CELLS and 2 * cells * NARROWEST <= room:
        cells *= 2
    few = fitting(ranges, min(cells, FEW_CELLS), max(1, lines))
    if few.scaled or few.lines > lines:
        return GridLines(fitting(ranges, cells, max(1, lines)))
    return GridLines(few, max(NARROWEST, min(WIDEST, room // few.columns)))
