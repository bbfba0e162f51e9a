"""Takes out of imported decisions whatever would make a plan of them meaningless."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from models.consistency import Path, Rows, flaws
from models.formats.azure_report import Report
from models.formats.site_recovery.entry import Entry
from models.plan import NetworkMapping, Plan, ReplicatedItem
from models.regions import catalogue

MAPPINGS, ITEMS = "network_mappings", "replicated_items"
T = TypeVar("T", NetworkMapping, ReplicatedItem)


class Decisions(NamedTuple):
    """Network mappings and replicated items, in the order in which they were given."""

    mappings: Sequence[Entry[NetworkMapping]]
    items: Sequence[Entry[ReplicatedItem]]


def settled(plan: Plan, decisions: Decisions, report: Report) -> Decisions:
    """The decisions about a plan without those that are flawed, which are reported."""
    while doomed := _doomed(plan, decisions):
        decisions = Decisions(
            _without(decisions.mappings, MAPPINGS, doomed, report),
            _without(decisions.items, ITEMS, doomed, report),
        )
    return decisions


def _doomed(plan: Plan, decisions: Decisions) -> dict[Path, str]:
    """The decisions, or the settings inside an item, that are flawed, and why."""
    rows = Rows(
        catalogue().with_regions(plan.regions),
        list(plan.virtual_networks),
        list(plan.virtual_machines),
        [entry.value for entry in decisions.mappings],
        [entry.value for entry in decisions.items],
    )
    found = [flaw for flaw in flaws(rows) if flaw.path[0] in (MAPPINGS, ITEMS)]
    return {_piece(flaw.path): flaw.message for flaw in found}


def _piece(path: Path) -> Path:
    """The row around a flaw: of an item's settings their own, else the item or mapping."""
    return path[:4] if len(path) > 4 else path[:2]


def _without(
    entries: Sequence[Entry[T]], table: str, doomed: Mapping[Path, str], report: Report
) -> list[Entry[T]]:
    found: dict[int, dict[Path, str]] = {}
    for (name, position, *inside), reason in doomed.items():
        if name == table:
            found.setdefault(int(position), {})[tuple(inside)] = reason
    kept = []
    for index, entry in enumerate(entries):
        pieces = found.get(index, {})
        for path, reason in pieces.items():
            where = f"/{path[0]}[{path[1]}]" if path else ""
            report.skip(entry.source, f"{entry.subject}{where}", reason)
        if () not in pieces:
            kept.append(entry._replace(value=_cut(entry.value, pieces)) if pieces else entry)
    return kept


def _cut(value: T, pieces: Mapping[Path, str]) -> T:
    """A decision without those of its rows."""
    fields = {str(path[0]) for path in pieces}
    update = {
        field: tuple(
            row for index, row in enumerate(getattr(value, field)) if (field, index) not in pieces
        )
        for field in fields
    }
    return value.model_copy(update=update)
