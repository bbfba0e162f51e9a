"""What an import makes of a plan, in words: the gravest first."""

from collections.abc import Iterable, Iterator

from models.comparison import Difference, Way
from models.formats import difference_words as words
from models.merging import Merge, Vanished

KEPT = "Vanished, but the plan decides something about it: kept"
DROPPED = "Vanished, and taken out with what the plan decides about it"
LOST = "Vanished, and cannot be kept beside what was imported"
GAVE_WAY = "Kept, but not as it was"
OTHERWISE = "Decided otherwise in Azure; the plan's decision is kept"
CREATED = "Planned, and exists now"
UNSEEN = "In use in the plan only, kept: take it out by hand where it is no longer so"


def merge_parts(merged: Merge) -> list[tuple[str, list[str]]]:
    """A title and its lines for each thing there is to say; nothing where nothing differs."""
    gone = [one for one in merged.vanished if not one.kept]
    parts = [
        (KEPT, [_vanished(one) for one in merged.vanished if one.kept]),
        (DROPPED, [_vanished(one) for one in gone if not one.reason]),
        (LOST, [_vanished(one) for one in gone if one.reason]),
        (GAVE_WAY, [f"{clash.kind.value} {clash.name} {clash.what}" for clash in merged.clashes]),
        (OTHERWISE, [_otherwise(row) for row in merged.otherwise]),
        ("Vanished", list(_rows(merged.rows(Way.GONE)))),
        ("Changed", list(_rows(merged.rows(Way.CHANGED)))),
        ("Appeared", list(_rows(merged.rows(Way.ADDED)))),
        (CREATED, [f"network {id}" for id in merged.created]),
        (UNSEEN, [f"{one.name} {one.by}".rstrip() for one in merged.unseen]),
    ]
    return [(title, lines) for title, lines in parts if lines]


def _vanished(one: Vanished) -> str:
    reason = f"; {one.reason}" if one.reason else ""
    return f"{one.kind.value} {one.name}: {', '.join(one.decisions)}{reason}"


def _otherwise(row: Difference) -> str:
    if row.way is Way.GONE:
        return f"{words.what(row)}: Azure has it no more, the plan {words.before(row)}"
    return f"{words.what(row)}: Azure has {words.after(row)}, the plan {words.before(row)}"


def _rows(rows: Iterable[Difference]) -> Iterator[str]:
    for row in rows:
        if row.way is Way.CHANGED:
            yield f"{words.what(row)}: {words.before(row)} → {words.after(row)}"
        else:
            value = words.before(row) if row.way is Way.GONE else words.after(row)
            yield f"{words.what(row)}: {value}"
