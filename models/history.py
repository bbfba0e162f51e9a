"""The edits of a session, done and undone: when each was made, and what it did."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from models.assign import Assignments, Changed
from models.assignment import Assignment
from models.changes import Effect, result_address
from models.edits import Edit, Together
from models.plan import Plan

MOST_EFFECTS = 20
"""How many of the addresses that an edit changed are remembered with it."""

Clock: TypeAlias = Callable[[], datetime]


def now() -> datetime:
    """The time, aware of its zone."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit of a session, and what it did when it was made.

    ``number`` counts from 1: it is the point at which the plan stands after the edit.
    ``steps`` are the labels of the edits it is made of. ``addresses`` is how many results
    have another address than before; ``effects`` are the first of them
    (:data:`MOST_EFFECTS`). ``come`` and ``gone`` count findings.
    """

    number: int
    at: datetime
    label: str
    steps: tuple[str, ...]
    addresses: int
    effects: tuple[Effect, ...]
    come: int
    gone: int

    @property
    def more(self) -> int:
        """How many addresses changed besides those that are remembered."""
        return self.addresses - len(self.effects)


class History:
    """The edits of a session in their order; those up to ``point`` are done."""

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        ways: Iterable[Edit] = (),
        point: int = 0,
        saved_point: int | None = 0,
    ) -> None:
        """Nothing was edited yet, unless earlier entries are given.

        ``ways`` holds for each of them the edit that leads over it: back for the first
        ``point`` of them, which are done, and on for those that were undone.
        """
        self.entries: list[Entry] = list(entries)
        self.point = point
        self.saved_point: int | None = saved_point
        self._ways: list[Edit] = list(ways)
        """For each entry the edit that leads over it: back where it is done, else on."""

    def record(self, inverse: Edit, entry: Entry) -> None:
        """Remember an edit that was made; those that were undone are forgotten."""
        if self.saved_point is not None and self.saved_point > self.point:
            self.saved_point = None  # what was saved cannot be reached by redo any more
        del self.entries[self.point :], self._ways[self.point :]
        self.entries.append(entry)
        self._ways.append(inverse)
        self.point += 1

    def not_before(self, time: datetime) -> datetime:
        """When an edit is made: never before the last one, whatever the clock says."""
        return max(time, self.entries[self.point - 1].at) if self.point else time

    def way_to(self, point: int) -> Edit:
        """The one edit that leads from where the plan stands to another point."""
        edits = self._ways_to(point)
        if len(edits) == 1:
            return edits[0]
        return Together(f"{len(edits)} edits", tuple(edits))

    def went(self, point: int, before: Plan) -> None:
        """Remember that the plan stands at another point now; ``before`` is what it was."""
        edits, ways = self._ways_to(point), list[Edit]()
        for edit in edits:
            ways.append(edit.inverse(before))
            before = edit.apply(before)
        first, last = sorted((self.point, point))
        self._ways[first:last] = ways[::-1] if point < self.point else ways
        self.point = point

    def plan_at(self, point: int, plan: Plan) -> Plan:
        """The plan at a point; ``plan`` is the one that stands now."""
        for edit in self._ways_to(point):
            plan = edit.apply(plan)
        return plan

    def _ways_to(self, point: int) -> list[Edit]:
        """The edits from here to there, in the order in which they are to be made."""
        if point < self.point:
            return self._ways[point : self.point][::-1]
        return self._ways[self.point : point]


def steps_of(edit: Edit) -> tuple[str, ...]:
    """The labels of the edits that an edit is made of; none where it is one alone."""
    return tuple(step.label for step in edit.edits) if isinstance(edit, Together) else ()


def effects_of(assignments: Assignments, changed: Changed) -> tuple[int, tuple[Effect, ...]]:
    """How many addresses an edit changed, and the first of them.

    They come as they were handed out, subnet by subnet: putting all of them in order would
    take longer than many an edit.
    """
    count, first = 0, list[Effect]()
    for scenario, results in changed.items():
        for id, old in results.items():
            new = assignments.of(id, scenario)
            if _address(old) != _address(new):
                count += 1
                if count <= MOST_EFFECTS:
                    first.append(Effect(id, scenario, result_address(old), result_address(new)))
    return count, tuple(first)


def _address(result: Assignment | None) -> Sequence[int | None]:
    """What is compared of a result: none at all is another thing than no address."""
    return () if result is None else (result.address,)
