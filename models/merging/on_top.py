"""Edits that were made of one state of a plan, put on top of another state of it.

Somebody else saved the plan meanwhile. Row by row, what only one of both changed is taken;
where both changed a row, field by field. What both changed, and not to the same, is a
conflict: it goes the way that is asked for, and is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.consistency import flaws, rows_of
from models.edits.difference import TABLES, Step
from models.edits.edit import TableName
from models.errors import EditRefused
from models.plan import Plan
from models.value import Value

KINDS: Mapping[str, str] = {
    "virtual_networks": "virtual network",
    "virtual_machines": "virtual machine",
    "replicated_items": "replicated item",
}


@dataclass(frozen=True, slots=True)
class PutOnTop:
    """A plan with the edits on top, and what both changed, in words."""

    plan: Plan
    conflicts: tuple[str, ...]


def put_on_top(theirs: Plan, edits: Sequence[Step], *, mine: bool) -> PutOnTop:
    """The plan that stands now with edits on top that were made of an earlier one.

    ``mine`` says who is right where both changed something. Raises
    :class:`models.errors.EditRefused` where what comes of it means nothing.
    """
    conflicts: list[str] = []
    values: dict[str, Any] = {}
    for table in TABLES:
        before, after = _rows(table, edits)
        changes = []
        for key in after:
            standing = getattr(theirs, table).get(key)
            name = f"{KINDS[table]} {key}"
            row = _merged(name, before[key], after[key], standing, mine, conflicts)
            if row is not standing:
                changes.append((key, row))
        if changes:
            values[table] = getattr(theirs, table).with_changes(changes)
    before_fields, after_fields = _fields(edits)
    for name, value in after_fields.items():
        standing = getattr(theirs, name)
        if isinstance(value, tuple):
            values[name] = _list(before_fields[name], value, standing)
        else:
            values[name] = _one(name, before_fields[name], value, standing, mine, conflicts)
    plan = replace(theirs, **values)
    _check(plan)
    return PutOnTop(plan, tuple(conflicts))


def _rows(
    table: TableName, edits: Iterable[Step]
) -> tuple[Mapping[str, Value | None], Mapping[str, Value | None]]:
    """Each row as it was before the first edit of it, and as it is after the last."""
    before: dict[str, Value | None] = {}
    after: dict[str, Value | None] = {}
    for edit in edits:
        for placed in edit.back.rows.get(table, ()):
            before.setdefault(placed.key, placed.row)
        for placed in edit.there.rows.get(table, ()):
            after[placed.key] = placed.row
    return before, after


def _fields(edits: Iterable[Step]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for edit in edits:
        before = {**edit.back.fields, **before}
        after.update(edit.there.fields)
    return before, after


def _merged(
    name: str,
    before: Value | None,
    after: Value | None,
    standing: Value | None,
    mine: bool,
    conflicts: list[str],
) -> Value | None:
    """One row: whose it is, or both of both."""
    if after in (before, standing):
        return standing
    if standing == before:
        return after
    if before is None or after is None or standing is None:
        conflicts.append(name)
        return after if mine else standing
    values = {}
    for field in type(after).model_fields:
        old, new, now = (getattr(row, field) for row in (before, after, standing))
        values[field] = _one(f"{name}: {field}", old, new, now, mine, conflicts)
    return standing.model_copy(update=values)


def _one(name: str, before: Any, after: Any, standing: Any, mine: bool, told: list[str]) -> Any:
    """One value: that of who changed it; of the one who is right where both did."""
    if after in (before, standing):
        return standing
    if standing == before:
        return after
    told.append(name)
    return after if mine else standing


def _list(before: Sequence[Any], after: Sequence[Any], standing: Sequence[Any]) -> tuple[Any, ...]:
    """A list whose entries stand for themselves: what was added and what was taken away.

    Where only one of both changed it, it is theirs as it stands: an entry may be there twice.
    """
    if before == standing:
        return tuple(after)
    if after == before:
        return tuple(standing)
    stay = [one for one in standing if one in after or one not in before]
    return (*stay, *(one for one in after if one not in before and one not in standing))


def _check(plan: Plan) -> None:
    """Raise where a plan would mean nothing."""
    found = [flaw.message for flaw in flaws(rows_of(plan))]
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        raise EditRefused(f"Both changes together make no plan: {found[0]}{more}.")
