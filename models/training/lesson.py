"""A lesson: a plan to work on, what is to be reached, and what helps on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from models.assignment import Scenario
from models.plan import Plan
from models.topology import Name
from models.training.condition import Condition
from models.value import Checked, Value

ARTICLE = "https://learn.microsoft.com/azure/site-recovery/azure-to-azure-network-mapping"
"""The public article that a lesson is about unless it names another."""


class Kind(StrEnum):
    """What a learner does in a lesson."""

    LESSON = "lesson"
    PREDICT = "predict"
    BREAK_IT = "break-it"
    DRILL = "drill"


class Goal(Value, frozen=True):
    """Something to be reached: false at the start, and checked by the program.

    ``text`` is what the learner reads, ``hints`` a ladder: from a question to the very key.
    """

    name: Name
    text: Name
    when: Condition
    hints: Annotated[tuple[Name, ...], Checked(min_length=1)]


class Guard(Value, frozen=True):
    """Something that has to stay as it is at the start; ``hint`` says what to do if it did not."""

    text: Name
    when: Condition
    hint: Name


class Mistake(Value, frozen=True):
    """A wrong way that is known: the hint for who has taken it.

    ``edits`` lead there from the start of the lesson, so that it can be checked.
    """

    when: Condition
    hint: Name
    edits: Annotated[tuple[Mapping[str, Any], ...], Checked(min_length=1)]


class Prediction(Value, frozen=True):
    """Which addresses the learner guesses before they are shown.

    ``of`` names IP configurations as ``VM[/NIC[/IPCONFIG]]``; empty means every one of a
    replicated item. ``text`` says what to think of.
    """

    text: Name
    scenarios: Annotated[tuple[Scenario, ...], Checked(min_length=1)] = (Scenario.FAILOVER,)
    of: tuple[Name, ...] = ()


class SolutionStep(Value, frozen=True):
    """One step of a solution that is known to work.

    ``edit`` says it to the model (:mod:`models.training.solution`), ``keys`` to the screen,
    as names of keys, ``text:10.0.0.4`` for what is typed. ``reaches`` are the names of the
    goals that hold from then on and did not before. ``say`` tells it in words.
    """

    say: Name
    edit: Mapping[str, Any] = {}
    keys: tuple[Name, ...] = ()
    reaches: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """A lesson with the numbers of one seed put in.

    ``name`` is what it is called in a file name, ``summary`` one line, ``minutes`` how long
    it may take, ``rules`` the numbers of the rules it teaches, ``notes`` what the trainer
    says. ``introduction`` and ``explanation`` are texts of several paragraphs; the
    explanation is for afterwards.
    """

    name: str
    seed: int
    title: str
    summary: str
    kind: Kind
    minutes: int
    introduction: str
    explanation: str
    rules: tuple[str, ...]
    articles: tuple[str, ...]
    notes: str
    plan: Plan
    numbers: Mapping[str, int] = field(default_factory=dict)
    predict: Prediction | None = None
    goals: tuple[Goal, ...] = ()
    must_stay: tuple[Guard, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    solution: tuple[SolutionStep, ...] = ()
