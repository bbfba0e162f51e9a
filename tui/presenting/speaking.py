"""What the speaker is told of a presentation."""

import os

from models.training.demonstration import Demonstration, Step
from models.training.speaker_notes import SpeakerNotes
from tui.presenting.key_events import shown_keys


def notes_of(
    plan: str, since: float, demonstration: Demonstration | None, played: int | None
) -> SpeakerNotes:
    """Where a presentation that began at ``since`` stands.

    ``played`` is how many steps of the demonstration were played or begun; ``None`` where
    none is played any more.
    """
    if demonstration is None:
        return SpeakerNotes(os.getpid(), since, plan)
    steps = demonstration.steps if played is not None else ()
    number = played or 0
    present = steps[number - 1] if number else None
    following = steps[number] if number < len(steps) else None
    notes = (present.notes if present else "", demonstration.notes)
    return SpeakerNotes(
        os.getpid(),
        since,
        plan,
        script=demonstration.name,
        number=number,
        count=len(steps),
        title=present.title if present else "",
        say=present.say if present else demonstration.summary,
        notes="\n\n".join(one.strip() for one in notes if one.strip()),
        next_title=following.title if following else "",
        next_keys=_keys(following) if following else "",
    )


def _keys(step: Step) -> str:
    return " ".join(shown_keys(step.keys))
