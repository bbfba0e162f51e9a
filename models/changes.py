"""What an edit changed: as a whole, and line by line whose address was what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from models.addresses import address_text
from models.assign import Assignments, Changed
from models.assignment import Assignment, Scenario
from models.findings.turnover import Turnover
from models.plan import Plan
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
    have other ones now, by scenario. ``findings`` says which came and which are no more.
    ``nothing`` says that the plan is the same as before: such an edit is not remembered.
    """

    way: Way
    label: str
    before: Plan
    touched: Touched
    results: Changed
    findings: Turnover
    nothing: bool = False

    def since(self, earlier: "Change") -> "Change":
        """This change and an earlier one as a whole, for who was told of neither."""
        results = {
            scenario: {**after, **earlier.results[scenario]}
            for scenario, after in self.results.items()
        }
        return replace(
            self,
            before=earlier.before,
            touched=earlier.touched | self.touched,
            results=results,
            nothing=self.nothing and earlier.nothing,
        )

    @property
    def changed(self) -> frozenset[IpConfigurationId]:
        """The IP configurations with other results than before."""
        return frozenset(id for results in self.results.values() for id in results)


class Effect(NamedTuple):
    """One address that is another one now; texts, ``None`` for no result."""

    id: IpConfigurationId
    scenario: Scenario
    before: str | None
    after: str | None


def effects(assignments: Assignments, changed: Changed) -> Iterator[Effect]:
    """The addresses that an edit changed, failover first, each scenario in the order of F6.

    Those that have no result any more come last, by name.
    """

    def turn(id: IpConfigurationId) -> tuple[bool, tuple[int, ...], IpConfigurationId]:
        gone = assignments.failover(id) is None
        return gone, () if gone else assignments.turn(id), id

    for scenario, results in changed.items():
        for id in sorted(results, key=turn):
            before, after = (
                result_address(results[id]),
                result_address(assignments.of(id, scenario)),
            )
            if before != after:
                yield Effect(id, scenario, before, after)


def result_address(result: Assignment | None) -> str | None:
    """The address of a result as text; ``None`` where there is no result."""
    if result is None:
        return None
    return "unassigned" if result.address is None else address_text(result.address)
