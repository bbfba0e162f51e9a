"""The turns of an allocation, one line for each, behind a line for the start."""

from rich.text import Text

from models.address_map import occupant_given
from models.addresses import address_text
from models.plan import Plan
from models.replay import Replay, Turn
from models.rules.allocation import Pass
from models.status import Status
from tui.kind_signs import KIND_SIGNS, KIND_STYLES
from tui.labels import Part, text
from tui.signs import QUIET, SIGNS, STYLES
from tui.widgets.line_list import LineList

WAITS = "…"
"""The sign of who has to wait for a later pass."""
PASSES = {
    Pass.SET: "set addresses",
    Pass.KEPT: "kept addresses",
    Pass.NEXT: "next available",
    Pass.IN_ORDER: "failover order",
}
"""What is served in each pass."""


class TurnList(LineList[int]):
    """The start, then every turn; the row is how many turns have been taken."""

    def __init__(self, plan: Plan, *, id: str | None = None) -> None:
        """``plan`` knows the short names."""
        super().__init__(id=id)
        self.plan = plan
        self._turns: tuple[Turn, ...] = ()

    def show_replay(self, replayed: Replay) -> None:
        """List the turns."""
        self._turns = replayed.turns
        self.show_rows(range(len(replayed.turns) + 1))

    def line_of(self, row: int, width: int) -> Text:
        """Whose turn it is and what comes of it."""
        if row == 0:
            return text(("   0  what is there today", "bold"))
        turn = self._turns[row - 1]
        return text(f"{turn.number:>4}  ", *came_of(turn), "  ", self.plan.short_name(turn.id))


def came_of(turn: Turn) -> list[Part]:
    """What comes of a turn: sign and address."""
    if turn.outcome is None:
        return [(f"{WAITS} {'waits':<15}", QUIET)]
    address, rule, _, _ = turn.outcome
    if address is None:
        return [(f"{SIGNS[Status.UNASSIGNED]} {'unassigned':<15}", STYLES[Status.UNASSIGNED])]
    kind = occupant_given(address, rule, turn.id).kind
    return [(f"{KIND_SIGNS[kind]} {address_text(address):<15}", KIND_STYLES[kind])]
