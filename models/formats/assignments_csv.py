"""The results of a plan as CSV: one row for each IP configuration, the same columns always."""

import csv
import io
from collections.abc import Collection, Iterator

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.formats.assignment_rows import AssignmentRow, assignment_rows
from models.formats.inert import visible

SOURCE_COLUMNS = (
    *("virtual_machine", "network_interface", "ip_configuration", "primary"),
    *("source_network", "source_subnet", "source_address", "source_allocation"),
)
RESULT_COLUMNS = (
    *("network", "subnet", "address", "allocation"),
    *("subnet_rule", "rule", "reason", "taken_by"),
)
"""Repeated for each scenario, behind its name: ``failover_network``, and so on."""
COLUMNS = (
    *SOURCE_COLUMNS,
    *(
        f"{scenario.replace('-', '_')}_{column}"
        for scenario in Scenario
        for column in RESULT_COLUMNS
    ),
    "failback_comes_home",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def dumps(assignments: Assignments, scenarios: Collection[Scenario] = tuple(Scenario)) -> str:
    """The results of a plan; the cells of a scenario that was not asked for are empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in assignment_rows(assignments, scenarios):
        writer.writerow([cell(value) for value in _values(row)])
    return text.getvalue()


def cell(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula and no terminal for a command."""
    guard = "'" if text.startswith(_FORMULA_STARTS) else ""
    return guard + visible(text)


def _values(row: AssignmentRow) -> Iterator[str]:
    yield from row.id
    yield _yes_no(row.ip.primary)
    yield from (row.ip.network, row.subnet)
    yield "" if row.ip.address is None else str(row.ip.address)
    yield row.ip.allocation
    for scenario in Scenario:
        yield from _result(row.result(scenario))
    yield "" if row.failback is None else _yes_no(row.comes_home)


def _result(result: Assignment | None) -> Iterator[str]:
    if result is None:
        yield from [""] * len(RESULT_COLUMNS)
        return
    yield from (result.network or "", result.subnet or "")
    yield "" if result.address is None else address_text(result.address)
    yield from (result.allocation, result.subnet_rule or "", result.rule, result.reason or "")
    yield "" if result.taken_by is None else str(result.taken_by)


def _yes_no(value: bool) -> str:
    return "true" if value else "false"
