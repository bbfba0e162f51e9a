"""The results of a plan as rows, one for each IP configuration, in the order of F6.

What the table, the JSON and the CSV of ``asrnet assign`` have in common.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.rules.failback import comes_home
from models.topology import IpConfiguration, IpConfigurationId


class AssignmentRow(NamedTuple):
    """One IP configuration, where it stands today and what it gets.

    A scenario that was not asked for, or that does not apply, is ``None``. ``subnet`` is
    spelt as its network spells it.
    """

    id: IpConfigurationId
    ip: IpConfiguration
    subnet: str
    failover: Assignment | None
    test_failover: Assignment | None
    failback: Assignment | None

    def result(self, scenario: Scenario) -> Assignment | None:
        """What it gets in a scenario."""
        match scenario:
            case Scenario.FAILOVER:
                return self.failover
            case Scenario.TEST_FAILOVER:
                return self.test_failover
            case Scenario.FAILBACK:
                return self.failback

    @property
    def comes_home(self) -> bool:
        """Whether the failback ends in the original network, subnet and address (B4)."""
        return comes_home(self.ip, self.failback)


def assignment_rows(
    assignments: Assignments, scenarios: Collection[Scenario] = tuple(Scenario)
) -> Iterator[AssignmentRow]:
    """Every IP configuration of every replicated item, with the results asked for."""
    plan = assignments.plan
    for item in plan.items_in_order():
        for id, ip in plan.machine(item.virtual_machine).in_failover_order:
            results = [
                assignments.of(id, scenario) if scenario in scenarios else None
                for scenario in Scenario
            ]
            yield AssignmentRow(id, ip, plan.subnet_of(ip).name, *results)
