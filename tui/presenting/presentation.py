"""What is presented, and how."""

from dataclasses import dataclass

from models.training.demonstration import Demonstration
from tui.presenting.hand_out import HandOut
from tui.presenting.notes_file import NotesFile
from tui.presenting.player import USUAL, Pace


@dataclass(frozen=True)
class Presentation:
    """What is presented, and how.

    Where it ``has_keyboard``, the demonstration is steered by plain keys until it ends, and goes
    on ``by_itself`` or waits for them; else one key plays the next step, and all others are the
    speaker's own. ``airy`` has more air around everything.
    """

    demonstration: Demonstration | None = None
    has_keyboard: bool = False
    by_itself: bool = False
    airy: bool = False
    hand_out: HandOut | None = None
    notes: NotesFile | None = None
    pace: Pace = USUAL
