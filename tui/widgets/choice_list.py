"""What is chosen for machines that are to be replicated: a line for each choice."""

from collections.abc import Hashable, Mapping

from rich.text import Text

from models.replication_rows import ChoiceRow, What
from models.status import Status
from tui.labels import text
from tui.shown import shown
from tui.signs import SIGNS, STYLES
from tui.widgets.line_list import LineList

INSIDE = (What.ALL_SUBNETS, What.SUBNET)
"""Rows that are part of the network above them."""


class ChoiceList(LineList[ChoiceRow]):
    """The choices, one under the cursor; Enter changes it."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is to be chosen yet."""
        super().__init__(id=id)
        self.regions: Mapping[str, str] = {}

    def key_of(self, row: ChoiceRow) -> Hashable:
        """What it is about."""
        return row.key

    def line_of(self, row: ChoiceRow, width: int) -> Text:
        """What, which, and where that comes from, or what is wrong with it."""
        room = max(12, min(max(len(_label(one)) for one in self.rows), (width - 4) * 2 // 5))
        value = self.regions.get(row.value, row.value) if row.what is What.REGION else row.value
        style = "" if row.what in INSIDE else "bold"
        line = text(
            f" {shown(_label(row), room):<{room}} ",
            ("  " if row.what is What.REVIEW else "→ ", "dim"),
            (value if row.what is What.REVIEW else shown(value, room), style),
        )
        unassigned = Status.UNASSIGNED
        if row.problem:
            return line.append_text(
                text((f"  {SIGNS[unassigned]} {row.problem}", STYLES[unassigned]))
            )
        return line.append_text(text((f"  {row.origin.partition(';')[0]}", "dim")))


def _label(row: ChoiceRow) -> str:
    match row.what:
        case What.NETWORK:
            return f"From {shown(row.label)}"
        case What.SUBNET:
            return f"    {shown(row.label)}"
        case What.ALL_SUBNETS:
            return f"  {row.label}"
        case _:
            return shown(row.label)
