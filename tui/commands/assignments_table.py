"""The results of a plan as a table for people: a part for each scenario."""

from collections import Counter
from collections.abc import Sequence

import click

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Scenario
from models.explain import reason_text
from models.formats.assignment_rows import AssignmentRow, assignment_rows
from models.status import Status, status
from tui.commands.columns import columns
from tui.shown import shown
from tui.signs import SIGNS

NAME_LIMIT = 64
TITLES = {
    Scenario.FAILOVER: "Failover",
    Scenario.TEST_FAILOVER: "Test failover",
    Scenario.FAILBACK: "Failback",
}


COLOURS = {
    Status.KEPT: "green",
    Status.CHANGED: "yellow",
    Status.SET: "cyan",
    Status.UNASSIGNED: "red",
}
WORDS = {
    Scenario.FAILOVER: {what: what.value for what in Status},
    Scenario.TEST_FAILOVER: {
        **{what: what.value for what in Status},
        Status.NOT_REPLICATED: "no test network",
    },
    Scenario.FAILBACK: {
        Status.KEPT: "comes home",
        Status.CHANGED: "not home",
        Status.UNASSIGNED: Status.UNASSIGNED.value,
    },
}


def table(assignments: Assignments, scenarios: Sequence[Scenario]) -> str:
    """The results in every scenario asked for."""
    rows = list(assignment_rows(assignments))
    if not rows:
        return "No virtual machine of this plan is replicated."
    names = [shown(assignments.plan.short_name(row.id), NAME_LIMIT) for row in rows]
    return "\n\n".join(_part(scenario, rows, names) for scenario in scenarios)


def _part(scenario: Scenario, rows: Sequence[AssignmentRow], names: Sequence[str]) -> str:
    statuses = [_status(scenario, row) for row in rows]
    cells = [("IP configuration", "From", "To", "Subnet", "Result")]
    cells += [
        (name, _from(scenario, row), *_cells(scenario, row, what))
        for name, row, what in zip(names, rows, statuses, strict=True)
    ]
    heading, *lines = columns(cells)
    signed = [f"{_sign(what)} {line}" for what, line in zip(statuses, lines, strict=True)]
    title = click.style(TITLES[scenario], bold=True)
    return "\n".join([title, f"  {heading}", *signed, _summary(scenario, statuses)])


def _cells(scenario: Scenario, row: AssignmentRow, what: Status) -> tuple[str, str, str]:
    result = row.result(scenario)
    if result is None:
        return "-", "-", WORDS[scenario][what]
    where = "/".join(filter(None, (result.network, result.subnet)))
    address = "-" if result.address is None else address_text(result.address)
    words = WORDS[scenario][what]
    if what is Status.KEPT and result.forecast:
        words += ", a forecast"
    if result.reason is not None:
        words += f": {reason_text(result.reason, result.taken_by)}"
    return address, shown(where, NAME_LIMIT) or "-", shown(words)


def _from(scenario: Scenario, row: AssignmentRow) -> str:
    """The address that the scenario starts from."""
    if scenario is not Scenario.FAILBACK:
        return "-" if row.ip.address is None else str(row.ip.address)
    if row.failover is None or row.failover.address is None:
        return "-"
    return address_text(row.failover.address)


def _status(scenario: Scenario, row: AssignmentRow) -> Status:
    """What becomes of the address; at failback whether it comes home, be it unchanged."""
    what = status(row.ip, row.result(scenario))
    if scenario is not Scenario.FAILBACK or what is Status.UNASSIGNED:
        return what
    return Status.KEPT if row.comes_home else Status.CHANGED


def _summary(scenario: Scenario, statuses: Sequence[Status]) -> str:
    counts = Counter(statuses)
    parts = [
        f"{_sign(what)} {counts[what]} {word}"
        for what, word in WORDS[scenario].items()
        if counts[what]
    ]
    return "  " + "  ".join(parts)


def _sign(what: Status) -> str:
    return click.style(SIGNS[what], fg=COLOURS.get(what))
