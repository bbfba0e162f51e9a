"""What the speaker of a presentation sees in a second terminal, as a small text of JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Any

LARGEST = 256 * 1024
"""How large such a text may be, in bytes."""


@dataclass(frozen=True, slots=True)
class SpeakerNotes:
    """Where a presentation stands.

    ``pid`` is its process, ``since`` when it began, in seconds since 1970. ``number`` steps of
    ``count`` were played; ``title``, ``say`` and ``notes`` are of the last of them, and empty
    before the first. ``next_title`` and ``next_keys`` are of the next one, and empty at the end.
    """

    pid: int
    since: float
    plan: str
    script: str = ""
    number: int = 0
    count: int = 0
    title: str = ""
    say: str = ""
    notes: str = ""
    next_title: str = ""
    next_keys: str = ""


def notes_text(notes: SpeakerNotes) -> str:
    """The text that is written down."""
    return json.dumps(asdict(notes)) + "\n"


def notes_from(text: str) -> SpeakerNotes | None:
    """What a text says; ``None`` where it is none of :func:`notes_text`."""
    try:
        data: Any = json.loads(text)
        kinds = {name: type(value) for name, value in asdict(_EMPTY).items()}
        return SpeakerNotes(**{name: kind(data[name]) for name, kind in kinds.items()})
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


_EMPTY = SpeakerNotes(0, 0.0, "")
