"""The results of a plan as JSON (``docs/plan-format.md``, "assign --format json")."""

from collections.abc import Collection
from typing import Any

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.formats import json_text
from models.formats.assignment_rows import AssignmentRow, assignment_rows

FORMAT = 1
"""The version of what is written; fields may be added without raising it."""


def dumps(assignments: Assignments, scenarios: Collection[Scenario] = tuple(Scenario)) -> str:
    """The results of a plan; a scenario not asked for is ``null``."""
    head = {"format": FORMAT, "plan": assignments.plan.name}
    rows = map(row, assignment_rows(assignments, scenarios))
    return json_text.document(head, "assignments", rows)


def row(given: AssignmentRow) -> dict[str, Any]:
    """The results of an IP configuration as an object."""
    failback = result(given.failback)
    if failback is not None:
        failback["comes_home"] = given.comes_home
    return {
        "virtual_machine": given.id.virtual_machine,
        "network_interface": given.id.network_interface,
        "ip_configuration": given.id.name,
        "primary": given.ip.primary,
        "source": {
            "network": given.ip.network,
            "subnet": given.subnet,
            "address": None if given.ip.address is None else str(given.ip.address),
            "allocation": given.ip.allocation,
        },
        "failover": result(given.failover),
        "test_failover": result(given.test_failover),
        "failback": failback,
    }


def result(given: Assignment | None) -> dict[str, Any] | None:
    """A result as an object; ``None`` where there is none."""
    if given is None:
        return None
    return {
        "network": given.network,
        "subnet": given.subnet,
        "address": None if given.address is None else address_text(given.address),
        "allocation": given.allocation,
        "subnet_rule": given.subnet_rule,
        "rule": given.rule,
        "reason": given.reason,
        "taken_by": None if given.taken_by is None else str(given.taken_by),
    }
