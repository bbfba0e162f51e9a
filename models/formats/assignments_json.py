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
    rows = assignment_rows(assignments, scenarios)
    return json_text.document(head, "assignments", map(_row, rows))


def _row(row: AssignmentRow) -> dict[str, Any]:
    failback = _result(row.failback)
    if failback is not None:
        failback["comes_home"] = row.comes_home
    return {
        "virtual_machine": row.id.virtual_machine,
        "network_interface": row.id.network_interface,
        "ip_configuration": row.id.name,
        "primary": row.ip.primary,
        "source": {
            "network": row.ip.network,
            "subnet": row.subnet,
            "address": None if row.ip.address is None else str(row.ip.address),
            "allocation": row.ip.allocation,
        },
        "failover": _result(row.failover),
        "test_failover": _result(row.test_failover),
        "failback": failback,
    }


def _result(result: Assignment | None) -> dict[str, Any] | None:
    if result is None:
        return None
    return {
        "network": result.network,
        "subnet": result.subnet,
        "address": None if result.address is None else address_text(result.address),
        "allocation": result.allocation,
        "subnet_rule": result.subnet_rule,
        "rule": result.rule,
        "reason": result.reason,
        "taken_by": None if result.taken_by is None else str(result.taken_by),
    }
