"""What crosses widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # not at the start, which needs no plan
    from models.edits import Edit
    from models.findings import Subject
    from models.session import Session


@dataclass
class EditRequested(Message):
    """The user wants to change the plan.

    ``make`` gives the edit for the plan as it is then, or raises ``EditRefused``.
    """

    make: "Callable[[Session], Edit]"


@dataclass
class SubjectChosen(Message):
    """The user wants to see what a finding or a search is about."""

    subject: "Subject"


@dataclass
class PointRequested(Message):
    """The user wants the plan as it stood after so many edits of the history."""

    point: int
