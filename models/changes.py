"""What an edit changed, line by line: whose address was what and is what now."""

from collections.abc import Iterator
from typing import NamedTuple

from models.addresses import address_text
from models.assign import Assignments, Changed
from models.assignment import Assignment, Scenario
from models.topology import IpConfigurationId


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
