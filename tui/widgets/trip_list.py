"""The ways there and back as a list: a line for each IP configuration."""

from collections.abc import Hashable
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from models.plan import Plan
from models.round_trip import RoundTrip
from models.topology import IpConfigurationId
from tui.labels import text
from tui.shown import shown
from tui.signs import ATTENTION, GOOD, WRONG
from tui.widgets.line_list import LineList

ADDRESS = len("255.255.255.255")
SIGN = 7
"""The columns of an address, and of whether it comes home."""
WIDE = 100
"""From how many columns on a line says why."""


class TripList(LineList[RoundTrip]):
    """One line for each IP configuration, in the order of failover."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "choose", "Go there", tooltip="Go to the IP configuration", id="round-trip.go"
        ),
    ]
    nothing = "nothing here: no replicated machine fits"

    def __init__(self, plan: Plan, *, id: str | None = None) -> None:
        """``plan`` says how IP configurations are called in short."""
        super().__init__(id=id)
        self.plan = plan

    def key_of(self, row: RoundTrip) -> Hashable:
        """A way is that of its IP configuration."""
        return row.id

    def heading(self, width: int) -> Text:
        """The columns."""
        name, why = _widths(width)
        address = f"{'Source':<{ADDRESS}}   {'Failover':<{ADDRESS}}   {'Failback':<{ADDRESS}}"
        return text((f" {'':<{SIGN}} {'Machine':<{name}} {address} {'Why' if why else ''}", "bold"))

    def line_of(self, row: RoundTrip, width: int) -> Text:
        """Whether it comes home, who, the three addresses, and why where there is room."""
        name, why = _widths(width)
        sign, style = _sign(row)
        who = f"{shown(self._called(row.id, name), name):<{name}}"
        places = (row.source, row.failover, row.failback)
        addresses = " → ".join(f"{_address(place.address):<{ADDRESS}}" for place in places)
        return text(
            (f" {sign:<{SIGN}} ", style), f"{who} {addresses}", f" {row.why}" if why else ""
        )

    def _called(self, id: IpConfigurationId, width: int) -> str:
        """Its shortest name; the NIC left out where that does not fit."""
        name = self.plan.short_name(id)
        fits = len(name) <= width or name != str(id)
        return name if fits else f"{id.virtual_machine}/…/{id.name}"


def _widths(width: int) -> tuple[int, bool]:
    """The columns for the name, and whether there is room for why."""
    taken = SIGN + 3 * ADDRESS + 2 * 3 + 4
    if width >= WIDE:
        return min(32, max(16, (width - taken) // 3)), True
    return max(8, width - taken), False


def _sign(row: RoundTrip) -> tuple[str, str]:
    if not row.comes_home:
        return "✗ away", WRONG
    return ("~ maybe", ATTENTION) if row.forecast else ("✓ home", GOOD)


def _address(address: str | None) -> str:
    return shown(address or "none", ADDRESS)
