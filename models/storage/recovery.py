"""What a journal knows that the plan file does not: the edits that were never saved.

A journal says which content of the file its edits start from, and which contents it has
been saved as. Where the file has one of these, all that was edited after it comes back,
with everything that can be undone. Where it has none of them, somebody else wrote the file
meanwhile; then the edits can be put on top of what stands there now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from models.edits import Edit
from models.edits.difference import Step
from models.formats.journal_lines import Begun, Edited, Moved, Record, Saving
from models.history import Entry, History
from models.plan import Plan
from models.storage.writing import Fingerprint


@dataclass
class _Track:
    """The history as it stands after some lines of a journal."""

    done: list[Edited] = field(default_factory=list)
    point: int = 0
    saved_point: int | None = 0

    def follow(self, record: Record) -> Sequence[Step]:
        """Go on by one line; the steps that it leads over, in their order."""
        match record:
            case Edited():
                if self.saved_point is not None and self.saved_point > self.point:
                    self.saved_point = None
                del self.done[self.point :]
                self.done.append(record)
                self.point += 1
                return [Step(record.there, record.back)]
            case Moved(point):
                return self._move(point)
        return []

    def _move(self, point: int) -> Sequence[Step]:
        if not 0 <= point <= len(self.done):
            raise ValueError(f"there is no point {point}")
        start, self.point = self.point, point
        if point < start:
            undone = self.done[point:start][::-1]
            return [Step(edited.back, edited.there) for edited in undone]
        return [Step(edited.there, edited.back) for edited in self.done[start:point]]

    def history(self) -> History:
        """The history with a way over each of its edits."""
        back: list[Edit] = [edited.back for edited in self.done[: self.point]]
        on: list[Edit] = [edited.there for edited in self.done[self.point :]]
        entries = [edited.entry for edited in self.done]
        return History(entries, back + on, self.point, self.saved_point)


@dataclass(frozen=True, slots=True)
class Recovery:
    """The edits of a journal that a plan file lacks.

    ``entries`` are those that would be done again, in their order; ``undone`` counts edits
    that the file has and that were undone since. ``steps`` lead from the file's content, or
    where ``fits`` is false from what the file was when it was last known, to what was
    edited last. ``records`` are the lines of the journal.
    """

    entries: Sequence[Entry]
    undone: int
    steps: Sequence[Step]
    fits: bool
    records: Sequence[Record]
    _track: _Track

    def plan(self, plan: Plan) -> tuple[Plan, History]:
        """The plan with everything that was edited, and its history; ``plan`` is the file's.

        Raises ``KeyError`` or ``ValueError`` where the edits do not fit the plan.
        """
        for step in self.steps:
            plan = step.there.apply(plan)
        return plan, self._track.history()


def recovery(records: Sequence[Record], found: Fingerprint | None) -> Recovery | None:
    """What a journal has that a file with this fingerprint lacks; ``None`` for nothing.

    Raises ``ValueError`` for a journal that nobody can have written.
    """
    if not records or not isinstance(records[0], Begun):
        return None
    start, fits = _start(records, found)
    track = _Track()
    for record in records[: start + 1]:
        track.follow(record)
    track.saved_point = track.point if fits else None
    known = track.done[: track.point]
    steps = [step for record in records[start + 1 :] for step in track.follow(record)]
    now = track.done[: track.point]
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(known, now, strict=False)))
    if kept == len(known) == len(now):
        return None
    again = [edited.entry for edited in now[kept:]]
    return Recovery(again, len(known) - kept, steps, fits, records, track)


def _start(records: Sequence[Record], found: Fingerprint | None) -> tuple[int, bool]:
    """The last line that is in the file; where the file is unknown, in the last one saved."""
    known = [(0, records[0].base if isinstance(records[0], Begun) else None)]
    known += [
        (record.covers, record.fingerprint) for record in records if isinstance(record, Saving)
    ]
    fitting = [covers for covers, fingerprint in known if fingerprint == found]
    return (fitting[-1], True) if fitting else (known[-1][0], False)
