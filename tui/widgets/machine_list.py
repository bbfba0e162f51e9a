"""Machines to choose from: where each stands, and where it goes if it is replicated."""

from collections.abc import Hashable, Sequence

from rich.text import Text

from models.machine_rows import MachineRow
from tui.labels import text
from tui.shown import shown
from tui.widgets.marked_list import MarkedList

HEADING = ("Machine", "Network / subnet", "Address", "Region", "Resource group")
LIMITS = (32, 60, 24, 26, 30)
"""How wide each column is at most."""
MEASURED = 1000
"""How many rows are looked at to find out how wide the columns have to be."""
MARK, NO_MARK = "[x] ", "[ ] "


class MachineList(MarkedList[MachineRow]):
    """One line for each machine; those marked are the ones chosen."""

    def __init__(self, *, id: str | None = None) -> None:
        """No machine is known yet."""
        super().__init__(id=id)
        self._longest: tuple[int, ...] = tuple(map(len, HEADING))

    def fit(self, rows: Sequence[MachineRow]) -> None:
        """Make the columns as wide as these rows ask for; of many rows only some are asked."""
        table = [HEADING, *map(_cells, rows[:: 1 + len(rows) // MEASURED])]
        self._longest = tuple(
            min(limit, max(len(shown(cell)) for cell in column))
            for limit, column in zip(LIMITS, zip(*table, strict=True), strict=True)
        )

    def key_of(self, row: MachineRow) -> Hashable:
        """The id of the machine."""
        return row.id

    def heading(self, width: int) -> Text:
        """What the columns are."""
        replicated = bool(self.rows) and self.rows[0].item is not None
        cells = [*HEADING[:3], "Fails over to" if replicated else HEADING[3], HEADING[4]]
        return text(("    " + self._line(cells, width), "bold"))

    def line_of(self, row: MachineRow, width: int) -> Text:
        """Mark, name, where it stands; where it goes instead of its region if it is replicated."""
        if row.refused:
            return text((f"  ✗ {shown(row.id, self._longest[0])}  {row.refused}", "dim"))
        marked = self.is_marked(row)
        mark = (MARK if marked else NO_MARK, "bold" if marked else "")
        return text(mark, self._line(_cells(row), width))

    def _line(self, cells: Sequence[str], width: int) -> str:
        """The cells in their columns; resource groups, then places, give way first."""
        widths = list(self._longest)
        room = width - 5 - len(widths)
        if sum(widths) > room:
            widths.pop()
            room += 1
        if (over := sum(widths) - room) > 0:
            taken = min(over, max(0, widths[1] - 16))
            widths[1] -= taken
            widths[0] = max(8, widths[0] - (over - taken))
        return " ".join(
            f"{shown(cell, size):<{size}}" for cell, size in zip(cells, widths, strict=False)
        )


def _cells(row: MachineRow) -> tuple[str, ...]:
    """What stands in the columns."""
    network, subnet = row.places[0] if row.places else ("", "")
    more = len(row.places) - 1
    count = len(row.machine.in_failover_order) - 1
    address = row.addresses[0] if row.addresses else "dynamic"
    return (
        row.id,
        f"{network} / {subnet}" + (f" +{more}" if more > 0 else ""),
        address + (f" +{count}" if count > 0 else ""),
        row.region_name if row.item is None else row.item.failover_network,
        row.machine.resource_group or "",
    )
