"""A lesson that is being done: what is reached, which hints were given, how long it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from models.changes import Change
from models.edits.imports import take_plan
from models.session import Session
from models.training.lesson import Goal, Guard, Lesson
from models.training.record import Record
from models.training.watch import Seconds, Watch


class HintKind(StrEnum):
    """Why a hint is given."""

    MISTAKE = "mistake"
    GUARD = "guard"
    GOAL = "goal"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint: what it says, and which rung of how many of the ladder of a goal it is."""

    kind: HintKind
    text: str
    rung: int = 1
    rungs: int = 1


START_OVER_LABEL = "start the lesson over"
ALL_DONE = "Every goal is reached. Start over to do it again, with other numbers if you like."


class LessonRun:
    """Follows a session and says how the lesson stands.

    ``record`` is kept right; whoever owns the run writes it down. Listeners are told after
    each edit, with the goals that are reached now and were not before.
    """

    def __init__(
        self, lesson: Lesson, session: Session, record: Record, clock: Seconds = monotonic
    ) -> None:
        """Begin, or go on with a lesson: ``session`` has its plan, as far as it has come."""
        self.lesson = lesson
        self.session = session
        self.record = record
        self.listeners: list[Callable[[Sequence[Goal]], None]] = []
        self._watch = Watch(record, clock)
        self._reached = frozenset[str]()
        session.listeners.append(self._follow)
        self._look()

    @property
    def goals(self) -> tuple[tuple[Goal, bool], ...]:
        """Every goal, and whether it is reached."""
        return tuple((goal, goal.name in self._reached) for goal in self.lesson.goals)

    @property
    def broken(self) -> tuple[Guard, ...]:
        """What had to stay as it was at the start and did not."""
        return tuple(guard for guard in self.lesson.must_stay if not guard.when.holds(self.session))

    @property
    def solved(self) -> bool:
        """Whether every goal is reached and everything that has to stay has stayed."""
        return len(self._reached) == len(self.lesson.goals) and not self.broken

    @property
    def mistake(self) -> str | None:
        """The hint for a wrong way that the plan is on now, ``None`` if it is on none known."""
        if self.solved:
            return None
        for mistake in self.lesson.mistakes:
            if mistake.when.holds(self.session):
                return mistake.hint
        return None

    def hint(self) -> Hint:
        """The next hint; it is counted where it helps towards a goal.

        What is wrong now goes first: a known wrong way, then what had to stay. Else the next
        rung of the ladder of the first goal that is not reached, the last one again and again.
        """
        self.count_time()
        if (wrong := self.mistake) is not None:
            return Hint(HintKind.MISTAKE, wrong)
        if broken := self.broken:
            return Hint(HintKind.GUARD, broken[0].hint)
        for goal, reached in self.goals:
            if not reached:
                return self._next_rung(goal)
        return Hint(HintKind.DONE, ALL_DONE)

    def given(self, goal: Goal) -> tuple[str, ...]:
        """The hints to a goal that were given already."""
        return goal.hints[: self.record.hints.get(goal.name, 0)]

    def stop(self) -> None:
        """Follow no longer; the time until now is counted."""
        self.count_time()
        if self._follow in self.session.listeners:
            self.session.listeners.remove(self._follow)

    def start_over(self) -> None:
        """Put the plan back as the lesson begins: an edit like any other, which undo takes back.

        Raises :class:`models.errors.EditRefused` in a session that only reads.
        """
        self.count_time()
        if self.session.plan != self.lesson.plan:
            self.session.do(take_plan(self.session.plan, self.lesson.plan, START_OVER_LABEL))
        self.record.start_over()
        self._look()

    def _next_rung(self, goal: Goal) -> Hint:
        given = self.record.hints.get(goal.name, 0)
        rung = min(given + 1, len(goal.hints))
        self.record.hints[goal.name] = rung
        return Hint(HintKind.GOAL, goal.hints[rung - 1], rung, len(goal.hints))

    def _follow(self, _change: Change) -> None:
        self.count_time()
        new = self._look()
        for listener in tuple(self.listeners):
            listener(new)

    def _look(self) -> tuple[Goal, ...]:
        """See which goals are reached; those that were not before."""
        goals = self.lesson.goals
        reached = frozenset(goal.name for goal in goals if goal.when.holds(self.session))
        new = tuple(goal for goal in goals if goal.name in reached - self._reached)
        self._reached = reached
        self.record.reached = tuple(goal.name for goal in goals if goal.name in reached)
        if self.solved:
            self.record.finish()
        return new

    def count_time(self) -> None:
        """Count the time until now, less what was longer than a pause."""
        self._watch.count()
