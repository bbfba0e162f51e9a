"""The signs of the address grid: each kind of address has one, and a style with it.

Where a kind is what becomes of an address elsewhere too, its sign is the same.
"""

from models.address_map import Cell, Kind
from models.status import Status
from tui.signs import QUIET, SIGNS, STYLES

KIND_SIGNS = {
    Kind.FORECAST: SIGNS[Status.CHANGED],
    Kind.SET: SIGNS[Status.SET],
    Kind.KEPT: SIGNS[Status.KEPT],
    Kind.STANDING: "○",
    Kind.IN_USE: "●",
    Kind.AZURE: "×",
    Kind.FREE: "·",
}
KIND_STYLES = {
    Kind.FORECAST: STYLES[Status.CHANGED],
    Kind.SET: STYLES[Status.SET],
    Kind.KEPT: STYLES[Status.KEPT],
    Kind.STANDING: "",
    Kind.IN_USE: "bold",
    Kind.AZURE: QUIET,
    Kind.FREE: QUIET,
}
FULL = "!"
"""What stands behind the sign of a block that has no address left."""


def fill_sign(cell: Cell) -> str:
    """How full a block is: tenths, ``!`` for full, blank where nothing is taken."""
    if cell.size == 1 or not cell.taken:
        return " "
    return FULL if cell.taken == cell.usable else str(cell.taken * 10 // cell.usable)
