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
    """The addresses that an edit changed, failover first, each in the order it was served."""
    for scenario, results in changed.items():
        for id, old in results.items():
            before, after = result_address(old), result_address(assignments.of(id, scenario))
            if before != after:
                yield Effect(id, scenario, before, after)


def result_address(result: Assignment | None) -> str | None:
    """The address of a result as text; ``None`` where there is no result."""
    if result is None:
        return None
    return "unassigned" if result.address is None else address_text(result.address)
