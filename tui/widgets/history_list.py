"""The edits of a session as a list: where the plan stands, and what leads elsewhere."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rich.text import Text

from models.history import Entry
from models.session import Session
from tui.labels import text
from tui.shown import shown
from tui.signs import ATTENTION, GOOD
from tui.widgets.line_list import LineList

DONE, UNDONE, OPENED = "✓", "○", "·"
"""The signs of an edit that is done, of one that is undone, and of the plan as opened."""
TIME, ADDRESSES, FINDINGS, STATE = 8, 9, 8, 13
"""How wide the columns beside the edit are."""


class Row(NamedTuple):
    """A point of the history: the plan as opened, or after an edit."""

    point: int
    entry: Entry | None
    standing: bool
    saved: bool
    undone: bool

    @property
    def sign(self) -> str:
        """What becomes of the edit now."""
        if self.entry is None:
            return OPENED
        return UNDONE if self.undone else DONE

    @property
    def state(self) -> str:
        """The same in words, and whether the plan stands there or was saved there."""
        words = ((self.standing, "now"), (self.undone, "undone"), (self.saved, "saved"))
        return ", ".join(word for holds, word in words if holds)


def rows_of(session: Session) -> Sequence[Row]:
    """Every point of a session's history, the first one first."""
    return [
        Row(
            point,
            entry,
            standing=point == session.point,
            saved=point == session.saved_point,
            undone=point > session.point,
        )
        for point, entry in enumerate((None, *session.history))
    ]


class HistoryList(LineList[Row]):
    """Points of the history in their order; those that are undone are dimmed."""

    def key_of(self, row: Row) -> Hashable:
        """Its number."""
        return row.point

    def heading(self, width: int) -> Text:
        """What the columns are."""
        columns = f"   {'Time':<{TIME}} {'Edit':<{_edit(width)}} {'Addresses':>{ADDRESSES}}"
        return text((f"{columns} {'Findings':>{FINDINGS}} State", "bold"))

    def line_of(self, row: Row, width: int) -> Text:
        """When it was made, what it was, what it changed, and whether it holds."""
        entry, room = row.entry, _edit(width)
        if entry is None:
            middle = f"{'':<{TIME}} {'as opened':<{room}} {'':>{ADDRESSES}} {'':>{FINDINGS}} "
        else:
            label = shown(entry.label, room)
            middle = (
                f"{clock_time(entry)} {label:<{room}} {entry.addresses or '—':>{ADDRESSES}}"
                f" {finding_counts(entry):>{FINDINGS}} "
            )
        style = "dim" if row.undone else ""
        sign_style = style or (GOOD if entry else "")
        state_style = ATTENTION if row.standing else style
        return text((f" {row.sign} ", sign_style), (middle, style), (row.state, state_style))


def clock_time(entry: Entry) -> str:
    """The time of day of an edit, where the user is."""
    return f"{entry.at.astimezone():%H:%M:%S}"


def finding_counts(entry: Entry) -> str:
    """How many findings came and how many went: ``+1 −3``; ``—`` for none."""
    come = f"+{entry.come}" if entry.come else ""
    gone = f"−{entry.gone}" if entry.gone else ""
    return " ".join(filter(None, (come, gone))) or "—"


def _edit(width: int) -> int:
    """How wide the column of the edit is."""
    return max(8, width - (3 + TIME + 1 + 1 + ADDRESSES + 1 + FINDINGS + 1 + STATE))
