"""What differs between the addresses that follow from two plans."""

from dataclasses import dataclass

from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.changes import result_address
from models.comparison.difference import Way
from models.topology import IpConfigurationId


@dataclass(frozen=True, slots=True)
class AddressDifference:
    """An IP configuration that gets another network, subnet or address in a scenario.

    ``None`` where it gets nothing there: it is not replicated, or not in that plan.
    """

    id: IpConfigurationId
    scenario: Scenario
    before: Assignment | None
    after: Assignment | None

    @property
    def way(self) -> Way:
        """Whether there is a result in one plan only."""
        if self.before is None:
            return Way.ADDED
        return Way.GONE if self.after is None else Way.CHANGED

    @property
    def swapped(self) -> "AddressDifference":
        """The same difference with the two plans in each other's place."""
        return AddressDifference(self.id, self.scenario, self.after, self.before)


def address_differences(before: Assignments, after: Assignments) -> list[AddressDifference]:
    """Scenario by scenario, in the order of F6 of the later plan, what is gone last."""
    ids = list(dict.fromkeys((*after.in_order(), *before.in_order())))
    return [
        AddressDifference(id, scenario, old, new)
        for scenario in Scenario
        for id in ids
        if _place(old := before.of(id, scenario)) != _place(new := after.of(id, scenario))
    ]


def place_text(result: Assignment | None) -> str | None:
    """Address, network and subnet of a result; ``None`` where there is none."""
    address = result_address(result)
    if result is None or result.network is None or address is None:
        return address
    return f"{address} in {'/'.join(filter(None, (result.network, result.subnet)))}"


def _place(result: Assignment | None) -> tuple[object, ...]:
    return () if result is None else (result.network, result.subnet, result.address)
