"""A plan and its results in figures: what a document about it begins with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.assign import Assignments
from models.assignment import Scenario
from models.findings import Finding, Severity
from models.plan import ReplicatedItem
from models.round_trip import RoundTrip, count_home
from models.status import Status, summary
from models.topology import State, VirtualMachine


@dataclass(frozen=True, slots=True)
class Overview:
    """How many there are of what; addresses are those of replicated IP configurations.

    ``statuses`` and ``forecasts`` are about the failover, ``home`` about the failback, of
    which ``likely`` only if forecasts come true.
    """

    machines: int
    replicated: int
    ip_configurations: int
    statuses: Mapping[Status, int]
    forecasts: int
    tested: int
    home: int
    likely: int
    severities: Mapping[Severity, int]
    networks: int
    planned: int

    @property
    def away(self) -> int:
        """How many do not come home."""
        return self.ip_configurations - self.home


def overview(
    assignments: Assignments, found: Sequence[Finding], trips: Sequence[RoundTrip]
) -> Overview:
    """The figures of a plan; ``found`` are all its findings, ``trips`` all its round trips."""
    plan = assignments.plan
    return Overview(
        machines=len(plan.virtual_machines),
        replicated=len(plan.replicated_items),
        ip_configurations=len(trips),
        statuses=summary(assignments),
        forecasts=sum(_forecast(assignments, trip) for trip in trips),
        tested=sum(_tested(assignments, trip) for trip in trips),
        home=count_home(trips),
        likely=sum(trip.forecast for trip in trips),
        severities=Counter(finding.severity for finding in found),
        networks=len(plan.virtual_networks),
        planned=sum(network.state is State.PLANNED for network in plan.virtual_networks),
    )


def unprotected(assignments: Assignments) -> list[VirtualMachine]:
    """The machines that are not replicated, in the order of the plan."""
    plan = assignments.plan
    return [machine for machine in plan.virtual_machines if plan.item(machine.id) is None]


def by_group(assignments: Assignments) -> dict[int, list[ReplicatedItem]]:
    """The replicated items by recovery-plan group, in the order of failover (F6)."""
    groups: dict[int, list[ReplicatedItem]] = {}
    for item in assignments.plan.items_in_order():
        groups.setdefault(item.group, []).append(item)
    return groups


def _forecast(assignments: Assignments, trip: RoundTrip) -> bool:
    result = assignments.failover(trip.id)
    return result is not None and result.forecast


def _tested(assignments: Assignments, trip: RoundTrip) -> bool:
    result = assignments.of(trip.id, Scenario.TEST_FAILOVER)
    return result is not None and result.address is not None
