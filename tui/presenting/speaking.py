"""What the speaker is told of a presentation."""

import os

from models.training.demonstration import Step
from models.training.speaker_notes import SpeakerNotes
from tui.presenting.key_events import shown_keys
from tui.presenting.player import Player


def notes_of(plan: str, since: float, player: Player | None) -> SpeakerNotes:
    """Where a presentation that began at ``since`` stands; without a player it has no script."""
    if player is None:
        return SpeakerNotes(os.getpid(), since, plan)
    present, following = player.present, player.next
    return SpeakerNotes(
        os.getpid(),
        since,
        plan,
        script=player.demonstration.name,
        number=player.played,
        count=len(player.demonstration.steps),
        title=present.title if present else "",
        say=present.say if present else player.demonstration.summary,
        notes=present.notes if present else "",
        next_title=following.title if following else "",
        next_keys=_keys(following) if following else "",
    )


def _keys(step: Step) -> str:
    return " ".join(shown_keys(step.keys))
