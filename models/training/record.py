"""What is kept of a learner's way through a lesson; nothing personal beyond a name typed in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


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
    starts: int = 1
    """How often it was begun: starting over counts."""

    def finish(self, clock: Callable[[], datetime] = now) -> None:
        """Remember when it was finished, the first time."""
        self.finished = self.finished or clock()

    def start_over(self) -> None:
        """Begin again: time, hints and guesses are those of the new start."""
        self.starts += 1
        self.finished = None
        self.seconds = 0.0
        self.hints, self.guesses = {}, {}
        self.reached = ()
