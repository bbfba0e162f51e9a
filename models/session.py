"""An open plan: do, undo and redo edits, and tell who listens what changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from models.assign import Assignments, Changed
from models.changes import effects
from models.edits import Edit, Together
from models.errors import EditRefused
from models.findings import Finding, FindingIndex, Subject
from models.plan import Plan
from models.preview import Preview
from models.status import summary, summary_after
from models.topology import IpConfigurationId
from models.touched import Touched


class Way(StrEnum):
    """In which way an edit was carried out."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit changed.

    ``before`` is the plan before it and ``results`` the earlier results of all those that
    have other ones now, by scenario.
    """

    way: Way
    label: str
    before: Plan
    touched: Touched
    results: Changed

    @property
    def changed(self) -> frozenset[IpConfigurationId]:
        """The IP configurations with other results than before."""
        return frozenset(id for results in self.results.values() for id in results)


Listener: TypeAlias = Callable[[Change], None]


class Session:
    """A plan that is being edited, with its results and findings.

    Not for threads: whoever computes beside it hands its result to who owns the session.
    """

    def __init__(self, plan: Plan, *, read_only: bool = False, file: str = "") -> None:
        """Open a plan; everything is computed once. ``file`` is what its file is called."""
        self.plan = plan
        self.read_only = read_only
        self.file = file
        self.assignments = Assignments(plan)
        self.listeners: list[Listener] = []
        self.summary = summary(self.assignments)
        self._findings = FindingIndex(self.assignments)
        self._undoable: list[Edit] = []
        self._redoable: list[Edit] = []
        self._saved_depth = 0

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
        return len(self._undoable) != self._saved_depth

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; ``None`` where there is nothing."""
        return self._undoable[-1].label if self._undoable else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again; ``None`` where there is nothing."""
        return self._redoable[-1].label if self._redoable else None

    def saved(self, plan: Plan, file: str) -> None:
        """Remember that a file holds this plan, which may be an earlier one by now."""
        self.file = file
        self._saved_depth = len(self._undoable) if plan is self.plan else -1

    def do(self, edit: Edit) -> Change:
        """Make an edit. Raises :class:`EditRefused` in a session that only reads."""
        depth = len(self._undoable)
        change = self._carry_out(edit, Way.DO, self._undoable)
        self._redoable.clear()
        if self._saved_depth > depth:
            self._saved_depth = -1  # what was saved cannot be reached by redo any more
        self._tell(change)
        return change

    def undo(self) -> Change:
        """Take the last edit back. Raises :class:`EditRefused` where there is none."""
        if not self._undoable:
            raise EditRefused("There is nothing to undo.")
        change = self._carry_out(self._undoable[-1], Way.UNDO, self._redoable)
        self._undoable.pop()
        self._tell(change)
        return change

    def redo(self) -> Change:
        """Make the last undone edit again. Raises :class:`EditRefused` where there is none."""
        if not self._redoable:
            raise EditRefused("There is nothing to redo.")
        change = self._carry_out(self._redoable[-1], Way.REDO, self._undoable)
        self._redoable.pop()
        self._tell(change)
        return change

    def preview(self, edit: Edit) -> Preview:
        """What an edit would change; nobody is told, and the plan stays what it is."""
        found, counts = self.findings, self.summary
        change, inverse = self._follow(edit, Way.DO)
        there = self.findings
        foreseen = Preview(
            label=edit.label,
            steps=tuple(step.label for step in edit.edits) if isinstance(edit, Together) else (),
            effects=tuple(effects(self.assignments, change.results)),
            gone=_without(found, there),
            come=_without(there, found),
            before=counts,
            after=self.summary,
        )
        self._follow(inverse, Way.UNDO)
        return foreseen

    def _carry_out(self, edit: Edit, way: Way, inverses: list[Edit]) -> Change:
        if self.read_only:
            raise EditRefused("This plan is open for reading only.")
        change, inverse = self._follow(edit, way)
        inverses.append(inverse)
        return change

    def _follow(self, edit: Edit, way: Way) -> tuple[Change, Edit]:
        """Let plan, results and findings follow an edit; what changed, and the way back."""
        before, touched = self.plan, edit.touches(self.plan)
        inverse, after = edit.inverse(before), edit.apply(before)
        try:
            results = self.assignments.update(after, touched)
            self._findings.update(touched, results)
        except Exception:  # our own mistake: the session stays what it was
            everything = Touched(everything=True)
            self._findings.update(everything, self.assignments.update(before, everything))
            raise
        self.plan = after
        self.summary = summary_after(self.summary, self.assignments, before, touched, results)
        return Change(way, edit.label, before, touched, results), inverse

    def _tell(self, change: Change) -> None:
        for listener in tuple(self.listeners):
            listener(change)


def _without(found: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that are not among others, in their order."""
    known = frozenset(others)
    return tuple(finding for finding in found if finding not in known)
