"""What if: assumptions tried out beside a plan, and what they would change.

A what-if is a session of its own over the same plan, in which the assumptions are edits.
The plan itself changes only when they are turned into an edit of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import NamedTuple, TypeAlias

from models.assignment import Assignment, Scenario
from models.edits import Edit, Together
from models.errors import EditRefused
from models.findings import Finding
from models.partial_failover import PutItems
from models.session import Session
from models.steps import Steps, each, finished
from models.topology import IpConfigurationId

Make: TypeAlias = Callable[[Session], Edit]
"""Gives the edit that something assumed is, for the session that it is tried in."""
GONE = "What it is about is not in the plan any more."


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something that is assumed, and the edit that it is in the what-if.

    Without an edit it does not apply to the plan as it is; ``problem`` says why. What is
    about the day is about one failover, so no edit of the plan can come of it. ``point`` is
    where the history of the what-if stood before it.
    """

    label: str
    make: Make = field(compare=False)
    about_the_day: bool = False
    point: int = 0
    edit: Edit | None = None
    problem: str = ""


class Difference(NamedTuple):
    """A result that is another one in the what-if; ``None`` where there is no result."""

    id: IpConfigurationId
    scenario: Scenario
    in_plan: Assignment | None
    in_what_if: Assignment | None


class FindingsApart(NamedTuple):
    """The findings of the what-if alone and those of the plan alone, gravest first."""

    come: tuple[Finding, ...]
    gone: tuple[Finding, ...]


class WhatIf:
    """What is assumed about a plan, and a session of its own in which it holds.

    Assumptions hold in the order in which they were added, but what is about the day comes
    after what is about the plan: a failover of some machines is one of the plan as assumed.
    """

    def __init__(self, session: Session, scratch: Session | None = None) -> None:
        """``session`` holds the plan, ``scratch`` is another one of the same plan.

        To open one takes as long as to open the plan: a thread may have done that.
        """
        self.session = session
        self.lock = Lock()
        """Held by the one thread that changes the what-if or reads its results."""
        self.scratch = scratch or Session(session.plan)
        self.plan = self.scratch.plan
        self.assumptions: tuple[Assumption, ...] = ()

    @property
    def current(self) -> bool:
        """Whether this is about the plan as it is now; else it has to be moved there."""
        return self.plan is self.session.plan

    def move(self, scratch: Session, *, became_edits: bool = False) -> None:
        """Assume the same of the plan of another session.

        What does not apply to it is kept with the reason; it may apply again later. Where
        the assumptions became edits of that plan, only those stay that no edit came of.
        """
        kept, self.assumptions = self.assumptions, ()
        self.scratch, self.plan = scratch, scratch.plan
        if became_edits:
            kept = tuple(one for one in kept if one.about_the_day or one.edit is None)
        self._assume(kept)

    def add(self, make: Make, *, about_the_day: bool = False) -> Assumption:
        """Assume one thing more. Raises :class:`EditRefused` where it cannot be."""
        position = len(self.assumptions) if about_the_day else self._first_of_the_day
        later = self._forget_from(position)
        try:
            new = self._made(make, about_the_day)
            self.assumptions = (*self.assumptions, new)
        finally:
            self._assume(later)
        return new

    def remove(self, position: int) -> None:
        """Assume one thing no longer; the first is 0."""
        self._assume(self._forget_from(position)[1:])

    def clear(self) -> None:
        """Assume nothing any more."""
        self._forget_from(0)

    def edits(self) -> Edit:
        """Everything assumed about the plan, as one edit of it.

        Raises :class:`EditRefused` where that is nothing, and in a plan that is another
        one meanwhile.
        """
        if not self.current:
            raise EditRefused("The plan is another one meanwhile; look at the comparison again.")
        edits = tuple(
            assumption.edit
            for assumption in self.assumptions
            if assumption.edit is not None and not assumption.about_the_day
        )
        if edits:
            return edits[0] if len(edits) == 1 else Together(f"{len(edits)} assumptions", edits)
        if any(assumption.about_the_day for assumption in self.assumptions):
            raise EditRefused(
                "Which machines fail over is about the day and not about the plan, so no edit"
                " comes of it."
            )
        raise EditRefused("Nothing is assumed that could become an edit; add an assumption first.")

    @property
    def staying(self) -> frozenset[str]:
        """The replicated machines that are assumed to stay where they are."""
        stays: frozenset[str] = frozenset()
        for assumption in self.assumptions:
            if isinstance(assumption.edit, PutItems):
                stays |= assumption.edit.left_out
        return stays

    def differences(self) -> list[Difference]:
        """The results that differ in network, subnet or address, failover first.

        Each scenario is in the order of F6; those that have a result in the plan only come
        last. What stays where it is has no result, which is no difference.
        """
        return finished(self.comparing())

    def comparing(self) -> Steps[list[Difference]]:
        """The same step by step."""
        if not self.assumptions:
            return []
        plan, assumed = self.session.assignments, self.scratch.assignments
        every, stays = dict.fromkeys((*assumed.in_order(), *plan.in_order())), self.staying
        ids = [id for id in every if id.virtual_machine not in stays]
        found: list[Difference] = []
        for at in Scenario:
            there = yield from each(ids, partial(plan.of, scenario=at))
            assumed_there = yield from each(ids, partial(assumed.of, scenario=at))
            found += (
                Difference(id, at, one, other)
                for id, one, other in zip(ids, there, assumed_there, strict=True)
                if _place(one) != _place(other)
            )
        return found

    def findings(self) -> FindingsApart:
        """The findings that come and go, without those about what stays where it is."""
        if not self.assumptions:
            return FindingsApart((), ())
        plan, assumed, stays = self.session.findings, self.scratch.findings, self.staying
        return FindingsApart(
            tuple(_without(assumed, plan, stays)), tuple(_without(plan, assumed, stays))
        )

    @property
    def _first_of_the_day(self) -> int:
        """Where the assumptions about the day begin."""
        return sum(not assumption.about_the_day for assumption in self.assumptions)

    def _forget_from(self, position: int) -> tuple[Assumption, ...]:
        """Take assumptions back, the last one first; they are given in their order."""
        kept, forgotten = self.assumptions[:position], self.assumptions[position:]
        if forgotten and forgotten[0].point != self.scratch.point:
            self.scratch.go_to(forgotten[0].point)
        self.assumptions = kept
        return forgotten

    def _assume(self, assumptions: Iterable[Assumption]) -> None:
        """Assume again what was assumed before, as far as it applies now."""
        for earlier in assumptions:
            self.assumptions = (*self.assumptions, self._again(earlier))

    def _again(self, earlier: Assumption) -> Assumption:
        try:
            return self._made(earlier.make, earlier.about_the_day)
        except EditRefused as refusal:
            problem = str(refusal)
        except KeyError:
            problem = GONE
        return replace(earlier, point=self.scratch.point, edit=None, problem=problem)

    def _made(self, make: Make, about_the_day: bool) -> Assumption:
        """Make the edit in the what-if. Raises :class:`EditRefused`, also for one without use."""
        point, edit = self.scratch.point, make(self.scratch)
        if self.scratch.do(edit).nothing:
            raise EditRefused(f"{edit.label}: that is so already; assume something else.")
        return Assumption(edit.label, make, about_the_day, point, edit)


def _place(result: Assignment | None) -> tuple[object, ...] | None:
    return None if result is None else (result.network, result.subnet, result.address)


def _without(
    found: Iterable[Finding], others: Iterable[Finding], stays: frozenset[str]
) -> Iterator[Finding]:
    """The findings that are not among others, nor about a machine that stays."""
    known = frozenset(others)
    for finding in found:
        machine = getattr(finding.subject, "virtual_machine", None)
        if finding not in known and machine not in stays:
            yield finding
