"""The lines of a hosts file that change with the addresses.

Lines that hold after a failover are live, the old ones are comments. An address that Azure may
give otherwise is a comment too, with the word ``forecast``, and so is the way back.
"""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Scenario
from models.exports.export import Export, ExportedFile, Options
from models.exports.renumbering import SCENARIOS, Renumbering, Renumberings
from models.formats.inert import visible

WIDTH = 15
"""The longest IPv4 address, so that names stand in one column."""


def export(assignments: Assignments, options: Options) -> Export:
    """The lines of failover, then those of failback."""
    found = Renumberings(assignments, pin=options.pin)
    lines = [
        f"# Changes in hosts files, of the plan {visible(assignments.plan.name)}",
        "# Take out the lines after #old, put in those after them. Lines after #forecast are",
        "# addresses that Azure may give otherwise: look what it gave first.",
    ]
    notes = []
    for scenario in SCENARIOS:
        rows = list(found.at(scenario))
        lines += ["", f"# At {scenario}", *_lines(rows)]
        if scenario is Scenario.FAILOVER:
            notes = [f"No line for {row.unnamed}." for row in rows if _unnamed(row)]
    return Export((ExportedFile("hosts.txt", "\n".join([*lines, ""])),), tuple(notes))


def _lines(rows: list[Renumbering]) -> Iterator[str]:
    for row in rows:
        if row.host is None or row.new is None:
            yield f"# no line: {row.unnamed}"
            continue
        if row.old is not None:
            yield f"#old {row.old:<{WIDTH}} {row.host}"
        yield f"{_mark(row)}{row.new:<{WIDTH}} {row.host}"
    if not rows:
        yield "# no address changes"


def _mark(row: Renumbering) -> str:
    back = "failback" if row.scenario is Scenario.FAILBACK else ""
    words = "-".join(filter(None, (back, "forecast" if row.forecast else "")))
    return f"#{words} " if words else ""


def _unnamed(row: Renumbering) -> bool:
    return bool(row.nameless and row.new)
