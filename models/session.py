"""An open plan: do, undo and redo edits, and tell who listens what changed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from models.assign import Assignments, Changed
from models.assignment import Scenario
from models.changes import Change, Way, effects
from models.edits.difference import Difference, difference
from models.edits.edit import Edit, made
from models.errors import EditRefused
from models.findings import Finding, FindingIndex, Subject
from models.findings.turnover import Turnover
from models.history import Clock, Entry, History, effects_of, now, steps_of
from models.plan import Plan
from models.preview import Preview
from models.status import summary, summary_after
from models.touched import Touched

__all__ = ["Change", "Session", "Way"]

UNCHANGED: Changed = {scenario: {} for scenario in Scenario}
"""The results of an edit that changes none."""

if TYPE_CHECKING:
    from models.what_if import WhatIf

Listener: TypeAlias = Callable[[Change], None]


class Keeper(Protocol):
    """Keeps each step of a session where no crash reaches it, before anybody is told of it.

    Each method raises :class:`models.errors.PlanError` where the step could not be kept;
    then it is not made.
    """

    def edited(self, entry: Entry, there: Difference, back: Difference) -> None:
        """An edit was made: ``there`` leads to the plan after it, ``back`` to the one before."""

    def moved(self, point: int) -> None:
        """The plan was taken to another point of the history."""


class Session:
    """A plan that is being edited, with its results and findings.

    Not for threads: whoever computes beside it hands its result to who owns the session.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        read_only: bool = False,
        file: str = "",
        clock: Clock = now,
        history: History | None = None,
        keeper: Keeper | None = None,
    ) -> None:
        """Open a plan; everything is computed once.

        ``file`` is what its file is called; ``clock`` gives the time, aware of its zone;
        ``history`` are the edits that led to the plan, where they are known; ``keeper``
        keeps what is edited from now on.
        """
        self.plan = plan
        self.read_only = read_only
        self.file = file
        self.clock = clock
        self.assignments = Assignments(plan)
        self.listeners: list[Listener] = []
        self.what_if: WhatIf | None = None
        """What is assumed beside the plan, for as long as it is open; nothing here uses it."""
        self.summary = summary(self.assignments)
        self.keeper = keeper
        self._findings = FindingIndex(self.assignments)
        self._history = history or History()
        saved = self._history.saved_point
        self.saved_plan = plan if saved is None else self._history.plan_at(saved, plan)

    @property
    def findings(self) -> list[Finding]:
        """What is wrong or worth a look, gravest first."""
        return self._findings.all()

    def findings_about(self, subject: Subject) -> list[Finding]:
        """What is wrong with one thing or worth a look there, gravest first."""
        return self._findings.about(subject)

    @property
    def modified(self) -> bool:
        """Whether the plan is another one than the one last saved."""
        return self.point != self.saved_point

    @property
    def history(self) -> Sequence[Entry]:
        """The edits that were made, the first one first; those undone stand there too."""
        return tuple(self._history.entries)

    @property
    def point(self) -> int:
        """After how many edits of the history the plan stands."""
        return self._history.point

    @property
    def saved_point(self) -> int | None:
        """The point at which the plan was saved; ``None`` where there is no way back to it."""
        return self._history.saved_point

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; ``None`` where there is nothing."""
        return self._history.entries[self.point - 1].label if self.point else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again; ``None`` where there is nothing."""
        undone = self._history.entries[self.point :]
        return undone[0].label if undone else None

    def plan_at(self, point: int) -> Plan:
        """The plan as it is at a point of the history. Raises :class:`EditRefused`."""
        self._check(point)
        return self._history.plan_at(point, self.plan)

    def saved(self, plan: Plan, file: str) -> None:
        """Remember that a file holds this plan, which may be an earlier one by now."""
        self.file = file
        self.saved_plan = plan
        self._history.saved_point = self.point if plan is self.plan else None

    def do(self, edit: Edit) -> Change:
        """Make an edit. One that leaves the plan as it is says so and is not remembered.

        Raises :class:`EditRefused` in a session that only reads, and what the keeper raises.
        """
        self._check_writable()
        time = self._history.not_before(self.clock())
        change, inverse = self._follow(edit, Way.DO)
        if not change.nothing:
            entry = self._entry(edit, change, time)
            with self._or_back(inverse, change.before):
                self._keep(entry, change)
            self._history.record(inverse, entry)
        self._tell(change)
        return change

    def undo(self) -> Change:
        """Take the last edit back. Raises :class:`EditRefused` where there is none."""
        if not self.point:
            raise EditRefused("There is nothing to undo.")
        return self.go_to(self.point - 1)

    def redo(self) -> Change:
        """Make the last undone edit again. Raises :class:`EditRefused` where there is none."""
        if self.redo_label is None:
            raise EditRefused("There is nothing to redo.")
        return self.go_to(self.point + 1)

    def go_to(self, point: int) -> Change:
        """Undo or redo as many edits as lead to a point, in one step.

        Raises :class:`EditRefused` where there is no such point, where the plan stands
        there already, and in a session that only reads; and what the keeper raises.
        """
        self._check_writable()
        self._check(point)
        if point == self.point:
            raise EditRefused("The plan stands at this point already.")
        way = Way.UNDO if point < self.point else Way.REDO
        change, inverse = self._follow(self._history.way_to(point), way)
        if self.keeper is not None:
            with self._or_back(inverse, change.before):
                self.keeper.moved(point)
        self._history.went(point, change.before)
        self._tell(change)
        return change

    def preview(self, edit: Edit) -> Preview:
        """What an edit would change; nobody is told, and the plan stays what it is."""
        counts, plan = self.summary, self.plan
        change, inverse = self._follow(edit, Way.DO)
        foreseen = Preview(
            label=edit.label,
            steps=steps_of(edit),
            effects=tuple(effects(self.assignments, change.results)),
            gone=change.findings.gone,
            come=change.findings.come,
            before=counts,
            after=self.summary,
        )
        self._follow(inverse, Way.UNDO)
        self.plan = plan  # this very plan: who holds it, to save it or to compare, asks for it
        return foreseen

    @contextmanager
    def _or_back(self, inverse: Edit, before: Plan) -> Iterator[None]:
        """Take an edit back that was followed already where it cannot be kept."""
        try:
            yield
        except BaseException:
            self._follow(inverse, Way.UNDO)
            self.plan = before
            raise

    def _keep(self, entry: Entry, change: Change) -> None:
        if self.keeper is None:
            return
        there = difference(entry.label, change.before, self.plan, change.touched)
        back = difference(entry.label, self.plan, change.before, change.touched)
        self.keeper.edited(entry, there, back)

    def _check_writable(self) -> None:
        if self.read_only:
            raise EditRefused("This plan is open for reading only.")

    def _check(self, point: int) -> None:
        count = len(self._history.entries)
        if not 0 <= point <= count:
            raise EditRefused(f"There is no point {point}: the history has {count} edits.")

    def _entry(self, edit: Edit, change: Change, time: datetime) -> Entry:
        come, gone = change.findings.counts()
        addresses, first = effects_of(self.assignments, change.results)
        return Entry(
            number=self.point + 1,
            at=time,
            label=edit.label,
            steps=steps_of(edit),
            addresses=addresses,
            effects=first,
            come=come,
            gone=gone,
        )

    def _follow(self, edit: Edit, way: Way) -> tuple[Change, Edit]:
        """Let plan, results and findings follow an edit; what changed, and the way back."""
        before = self.plan
        after, inverse, touched = made(edit, before)
        if touched.leaves(before, after):
            same = Change(way, edit.label, before, Touched(), UNCHANGED, Turnover(), nothing=True)
            return same, inverse
        try:
            results = self.assignments.update(after, touched)
            turnover = self._findings.update(touched, results)
        except Exception:  # our own mistake: the session stays what it was
            everything = Touched(everything=True)
            self._findings.update(everything, self.assignments.update(before, everything))
            raise
        self.plan = after
        self.summary = summary_after(self.summary, self.assignments, before, touched, results)
        return Change(way, edit.label, before, touched, results, turnover), inverse

    def _tell(self, change: Change) -> None:
        for listener in tuple(self.listeners):
            listener(change)
