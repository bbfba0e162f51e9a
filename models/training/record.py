"""What is kept of a learner's way through a lesson; nothing personal beyond a name typed in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Record:
    """One lesson of one seed, as far as the learner has come.

    ``seconds`` were spent on it, ``hints`` counts those given by goal, ``reached`` are the
    goals that hold, ``guesses`` the predictions: right and all, by the number of the rule.
    ``started`` and ``finished`` are in UTC; what is finished stays so, also when edits are
    taken back afterwards.
    """

    lesson: str
    seed: int
    started: datetime = field(default_factory=now)
    finished: datetime | None = None
    seconds: float = 0.0
    hints: dict[str, int] = field(default_factory=dict)
    reached: tuple[str, ...] = ()
    guesses: dict[str, tuple[int, int]] = field(default_factory=dict)
    predicted: bool = False
    """Whether the addresses were guessed and shown."""
    starts: int = 1
    """How often it was begun: starting over counts."""

    def finish(self, clock: Callable[[], datetime] = now) -> None:
        """Remember when it was finished, the first time."""
        self.finished = self.finished or clock()

    def start_over(self) -> None:
        """Begin again: time and hints are those of the new start.

        What was finished once keeps them, and so does what was guessed.
        """
        self.starts += 1
        if self.finished is None:
            self.seconds, self.hints, self.reached = 0.0, {}, ()


Key: TypeAlias = tuple[str, int]
"""A lesson by name, and the seed of its numbers."""


class Progress:
    """All records of a learner, in the order in which the lessons were begun."""

    def __init__(self) -> None:
        """Nothing is done yet."""
        self.name = ""
        """What the learner wants to be called; nothing else personal is kept."""
        self._records: dict[Key, Record] = {}

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record."""
        return tuple(self._records.values())

    def of(self, lesson: str, seed: int) -> Record | None:
        """The record of a lesson with the numbers of a seed."""
        return self._records.get((lesson, seed))

    def latest(self, lesson: str) -> Record | None:
        """The record of a lesson that was begun last, with whatever numbers."""
        found = [record for record in self.records if record.lesson == lesson]
        return max(found, key=lambda record: record.started, default=None)

    def put(self, record: Record) -> None:
        """Take a record in, in place of the one of the same lesson and seed."""
        self._records[record.lesson, record.seed] = record

    def forget(self, lesson: str | None = None) -> None:
        """Forget a lesson with any numbers; all of them without a name."""
        self._records = {
            key: record
            for key, record in self._records.items()
            if lesson is not None and record.lesson != lesson
        }
