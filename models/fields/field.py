"""What a field is: what it shows, what cannot be typed there, and the edit it asks for."""

from typing import NamedTuple, Protocol

from models.assign import Assignments
from models.edits import Edit

AUTOMATIC = "automatic"
"""What an option is called that lets the rules decide."""


class Shown(NamedTuple):
    """What a field for text shows.

    ``text`` is what is set, as it is typed, and ``otherwise`` what holds while nothing is.
    ``locked`` says why the field cannot be edited, ``None`` where it can.
    """

    text: str
    otherwise: str = ""
    locked: str | None = None


class Option(NamedTuple):
    """One thing that can be chosen; ``None`` lets the rules decide."""

    value: str | None
    label: str


class Choices(NamedTuple):
    """What a field with options shows: all that can be chosen, and what is.

    ``locked`` says why nothing can be chosen, ``None`` where it can.
    """

    options: tuple[Option, ...]
    chosen: str | None
    locked: str | None = None


class Switch(NamedTuple):
    """What a field to switch on and off shows; ``locked`` says why it stays as it is."""

    on: bool
    locked: str | None = None


class TextField(Protocol):
    """A field that is typed in."""

    def shown(self, results: Assignments) -> Shown:
        """What it shows."""

    def problem(self, results: Assignments, typed: str) -> str | None:
        """Why what is typed cannot be, in words; ``None`` where it can."""

    def edit(self, results: Assignments, typed: str) -> Edit | None:
        """The edit that takes over what is typed; ``None`` where the plan says that already."""


class ChoiceField(Protocol):
    """A field with options."""

    def choices(self, results: Assignments) -> Choices:
        """What it shows."""

    def edit(self, results: Assignments, value: str | None) -> Edit | None:
        """The edit that takes over a choice; ``None`` where the plan says that already."""


class SwitchField(Protocol):
    """A field to switch on and off."""

    def switch(self, results: Assignments) -> Switch:
        """What it shows."""

    def edit(self, results: Assignments, on: bool) -> Edit | None:
        """The edit that switches it; ``None`` where the plan says that already."""
