"""What becomes of an address, in one word: what a sign stands for wherever results are shown."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

from models.assign import Assignments, Changed
from models.assignment import AddressRule, Assignment, Scenario
from models.plan import Plan
from models.topology import IpConfiguration, IpConfigurationId
from models.touched import Touched


class Status(StrEnum):
    """What becomes of the address of an IP configuration in a scenario."""

    KEPT = "kept"
    CHANGED = "changed"
    SET = "set by hand"
    UNASSIGNED = "unassigned"
    NOT_REPLICATED = "not replicated"


Summary: TypeAlias = Mapping[Status, int]
"""How many IP configurations of replicated items have each status at failover."""


def status(ip: IpConfiguration, assignment: Assignment | None) -> Status:
    """What becomes of the address of an IP configuration."""
    if assignment is None:
        return Status.NOT_REPLICATED
    if assignment.address is None:
        return Status.UNASSIGNED
    if assignment.rule is AddressRule.CONFIGURED:
        return Status.SET
    return Status.KEPT if ip.ipv4 == assignment.address else Status.CHANGED


def summary(assignments: Assignments) -> Summary:
    """The status of every IP configuration at failover, counted."""
    plan = assignments.plan
    return Counter(
        status(ip, assignments.failover(id))
        for item in plan.replicated_items
        for id, ip in plan.machine(item.virtual_machine).in_failover_order
    )


def summary_after(
    before: Summary, assignments: Assignments, plan_before: Plan, touched: Touched, changed: Changed
) -> Summary:
    """The summary after an edit, from the one before it and what the edit changed."""
    counts, results = Counter(before), changed[Scenario.FAILOVER]
    plan = assignments.plan
    for id in {*results, *_standing_elsewhere(plan_before, plan, touched)}:
        new = assignments.failover(id)
        old = results.get(id, new)
        if old is not None:
            counts[status(plan_before.ip_configuration(id), old)] -= 1
        if new is not None:
            counts[status(plan.ip_configuration(id), new)] += 1
    return Counter({status: count for status, count in counts.items() if count})


def _standing_elsewhere(before: Plan, after: Plan, touched: Touched) -> Iterator[IpConfigurationId]:
    """The IP configurations whose own address may be another one than before."""
    for id in touched.machines:
        for plan in (before, after):
            if machine := plan.virtual_machines.get(id):
                yield from (id for id, _ in machine.in_failover_order)
