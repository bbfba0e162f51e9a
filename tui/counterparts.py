"""What a plan can be compared with: earlier states of it, and other files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from models.plan import Plan
from models.session import Session
from tui.labels import text
from tui.screens.pick_line import LineOption
from tui.widgets.history_list import clock_time

OPENED, SAVED, FILE = "opened", "saved", "file"
Key: TypeAlias = str | int
"""One of these words, or a point of the history."""
NOW = "the plan as it is now"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A plan to compare with: what was chosen, and what it is called."""

    key: Key
    name: str
    plan: Plan


def default_counterpart(session: Session) -> Counterpart:
    """The plan as saved, where that differs from the one as opened; else as opened."""
    return counterpart(session, OPENED if session.saved_point == 0 else SAVED)


def counterpart(session: Session, key: Key) -> Counterpart:
    """The state of a session's plan that a key stands for."""
    if isinstance(key, int):
        label = session.history[key - 1].label
        return Counterpart(key, f"the plan after edit {key}: {label}", session.plan_at(key))
    if key == SAVED:
        return Counterpart(key, "the plan as saved", session.saved_plan)
    return Counterpart(key, "the plan as opened", session.plan_at(0))


def options_of(session: Session, *, files: bool = True) -> Iterator[LineOption]:
    """What can be chosen, the newest edits first; ``files`` says whether others may be named."""
    yield LineOption(OPENED, text("as opened"))
    yield LineOption(SAVED, text("as saved"))
    if files:
        yield LineOption(FILE, text("another file…"))
    for entry in reversed(session.history):
        undone = (" (undone)", "dim") if entry.number > session.point else ""
        if entry.number != session.point:
            head = f"after edit {entry.number}  {clock_time(entry)}  "
            yield LineOption(entry.number, text(head, entry.label, undone))
