"""The DNS records that change with the addresses, as a script of nsupdate.

Updates that are sure are live lines. All others are comments with a word before them, so that
one word, taken away, makes them live: ``;forecast`` where Azure may give another address,
``;failback`` and ``;failback-forecast`` for the way back.
See <https://bind9.readthedocs.io/en/latest/manpages.html#std-iscman-nsupdate>.
"""

from collections.abc import Iterable, Iterator

from models.assign import Assignments
from models.assignment import Scenario
from models.exports.export import Export, ExportedFile, Options
from models.exports.renumbering import SCENARIOS, Renumbering, Renumberings
from models.formats.inert import visible

ZONE = "@ZONE@"
"""What stands for the zone, in which the plan does not say that machines are."""
TTL = 300
"""Seconds that resolvers may keep a record; short, because it changes again."""
AT_ONCE = 100
"""Records in one message of nsupdate, which holds no more than 64 KiB."""

_ABOUT = f"""\
; For each machine whose address changes: its A record, and the PTR records of both addresses.
; Put the zone in: sed 's/{ZONE}/corp.example/g' dns.txt | nsupdate -g
; Lines that begin with ;forecast are addresses that Azure may give otherwise. Look what it gave,
; then take that word away. Lines that begin with ;failback are for the way back.
"""


def export(assignments: Assignments, options: Options) -> Export:
    """The updates of failover, then those of failback."""
    found = Renumberings(assignments, pin=options.pin)
    rows = {scenario: list(found.at(scenario)) for scenario in SCENARIOS}
    lines = [f"; DNS changes of the plan {visible(assignments.plan.name)}", *_ABOUT.splitlines()]
    for scenario in SCENARIOS:
        lines += ["", f"; At {scenario}", *_updates(rows[scenario])]
    return Export((ExportedFile("dns.txt", "\n".join([*lines, ""])),), tuple(_notes(rows)))


def _updates(rows: list[Renumbering]) -> Iterator[str]:
    named = [row for row in rows if row.host and row.old and row.new]
    for start in range(0, len(named), AT_ONCE):
        part = named[start : start + AT_ONCE]
        yield from _forward(part)
        for row in part:
            yield from _reverse(row)
    for row in rows:
        if not (row.host and row.old and row.new):
            yield f"; no record: {row.unnamed}"
    if not rows:
        yield "; no address changes"


def _forward(rows: list[Renumbering]) -> Iterator[str]:
    """The A records of some machines, in one message for each word before the lines."""
    for mark in dict.fromkeys(map(_mark, rows)):
        for row in rows:
            if _mark(row) == mark:
                name = f"{row.host}.{ZONE}."
                yield f"{mark}update delete {name} A {row.old}"
                yield f"{mark}update add {name} {TTL} A {row.new}"
        yield f"{mark}send"


def _reverse(row: Renumbering) -> Iterator[str]:
    """The PTR records, each in a message of its own: their zones may be different ones."""
    mark, name = _mark(row), f"{row.host}.{ZONE}."
    yield f"{mark}update delete {_pointer(row.old)} PTR {name}"
    yield f"{mark}send"
    yield f"{mark}update add {_pointer(row.new)} {TTL} PTR {name}"
    yield f"{mark}send"


def _mark(row: Renumbering) -> str:
    """What stands before a line that is not to be sent as it is."""
    back = "failback" if row.scenario is Scenario.FAILBACK else ""
    words = "-".join(filter(None, (back, "forecast" if row.forecast else "")))
    return f";{words} " if words else ""


def _pointer(address: str | None) -> str:
    return ".".join(reversed((address or "").split("."))) + ".in-addr.arpa."


def _notes(rows: dict[Scenario, list[Renumbering]]) -> Iterable[str]:
    for row in rows[Scenario.FAILOVER]:
        if row.nameless and row.new:
            yield f"No record for {row.unnamed}."
