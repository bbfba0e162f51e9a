"""A demonstration: steps that are played on a plan by keys, with what is said at each."""

from typing import Annotated

from models.topology import Name
from models.value import Checked, Value

LONGEST_PAUSE = 600
"""How long a step may be looked at before the next one, in seconds."""
TITLE = 60
"""How long the title of a step may be, in characters: it stands in one line of a terminal."""


class Step(Value, frozen=True):
    """One step of a demonstration.

    ``keys`` are names of keys, ``text:10.0.0.9`` for what is typed. ``say`` is what the class
    sees, ``notes`` what the speaker says; ``pause`` is how long the step is looked at, in
    seconds, where the demonstration goes on by itself.
    """

    title: Annotated[str, Checked(min_length=1, max_length=TITLE)]
    keys: tuple[Name, ...] = ()
    say: Name
    notes: str = ""
    pause: Annotated[float, Checked(ge=0, le=LONGEST_PAUSE)] = 4.0


class Demonstration(Value, frozen=True):
    """Steps on the sample plan ``sample``, or on the file ``plan`` beside the script.

    That of a lesson names neither, and has no steps where the lesson has no solution.
    ``notes`` is what the speaker is told at every step, after the notes of the step.
    """

    name: Name
    summary: str = ""
    notes: str = ""
    sample: Name | None = None
    plan: Name | None = None
    steps: tuple[Step, ...]
