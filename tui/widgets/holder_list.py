"""Who has an address of a subnet, one line for each, lowest address first."""

from bisect import bisect_left
from collections.abc import Hashable

from rich.text import Text

from models.address_map import Occupant
from models.addresses import address_text
from models.explain import holder_text
from models.plan import Plan
from models.topology import IpConfigurationId
from tui.kind_signs import KIND_SIGNS, KIND_STYLES
from tui.labels import text
from tui.widgets.line_list import LineList


class HolderList(LineList[Occupant]):
    """Everybody who has an address that is usable."""

    nothing = "nobody has an address here"

    def __init__(self, plan: Plan, *, id: str | None = None) -> None:
        """``plan`` knows the short names."""
        super().__init__(id=id)
        self.plan = plan

    def line_of(self, row: Occupant, width: int) -> Text:
        """The address, the sign of its kind, and who."""
        sign = (f"{KIND_SIGNS[row.kind]} ", KIND_STYLES[row.kind])
        return text(f" {address_text(row.address):<15}", sign, holder_name(self.plan, row))

    def point_at(self, key: Hashable) -> bool:
        """Move the cursor to an address, found by halving; whether somebody has it."""
        if not isinstance(key, int):
            return False
        place = bisect_left(self.rows, key, key=self.key_of)
        found = place < len(self.rows) and self.key_of(self.rows[place]) == key
        if found:
            self.cursor = place
        return found

    def key_of(self, row: Occupant) -> int:
        """An address stays the same one whoever has it."""
        return row.address


def holder_name(plan: Plan, row: Occupant) -> str:
    """Who has an address, as short as it can be said."""
    if isinstance(row.holder, IpConfigurationId):
        return plan.short_name(row.holder)
    return holder_text(row.holder)
