"""Failback: reprotect, where each IP configuration comes to, and whether that is home (B4)."""

from collections.abc import Iterator

from models.assign import Assignments
from models.exports.runbook.steps import expected, step
from models.formats.markdown_text import code, prose, table
from models.round_trip import round_trips

_HEADING = ["IP configuration", "After the failover", "At failback", "Comes home", "Why"]


def afterwards(assignments: Assignments) -> Iterator[str]:
    """The lines of the section."""
    trips = round_trips(assignments)
    yield from ("## Failback", "")
    yield step("The failover is committed.")
    yield step("Every machine is reprotected, and healthy in the vault again.")
    yield step("The network mappings back are those that are listed above.")
    yield step("Failed over to the region they came from. Time: ........ Initials: ........")
    yield step("Reprotected once more.")
    yield ""
    rows = [
        [
            code(str(trip.id)),
            code(trip.failover.address) if trip.failover.address else "none",
            expected(assignments.failback(trip.id)),
            ("yes, *forecast*" if trip.forecast else "yes") if trip.comes_home else "**no**",
            prose(trip.why),
            "",
            "",
        ]
        for trip in trips
    ]
    if rows:
        yield from table([*_HEADING, "Time", "Initials"], rows)
