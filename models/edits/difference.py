"""What leads from one plan to another, row by row: an edit that can be written down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple, get_args

from models.edits.edit import Row, TableName, remapped
from models.plan import Plan
from models.table import Table
from models.touched import Ids, Touched

TABLES: tuple[TableName, ...] = get_args(TableName)


class Placed(NamedTuple):
    """A row and where it stands afterwards, counted from 0; both ``None`` for a row that goes."""

    key: str
    row: Row | None
    position: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows and fields of a plan that another one has differently.

    ``fields`` holds the later values by the names of the plan's fields, ``rows`` those of
    its tables. ``everything`` says that every result may be another one.
    """

    label: str
    fields: Mapping[str, Any]
    rows: Mapping[TableName, tuple[Placed, ...]]
    everything: bool = False

    def apply(self, plan: Plan) -> Plan:
        """The later plan, from the earlier one."""
        values = dict(self.fields)
        values.update((name, _put(getattr(plan, name), rows)) for name, rows in self.rows.items())
        return replace(plan, **values)

    def inverse(self, plan: Plan) -> "Difference":
        """What leads back to ``plan``."""
        return difference(self.label, self.apply(plan), plan, self.touches(plan))

    def touches(self, plan: Plan) -> Touched:
        """Every row that is named here, and the networks that mappings lead from elsewhere."""
        mappings: Ids = frozenset()
        if "network_mappings" in self.fields:
            mappings = remapped(plan.network_mappings, self.fields["network_mappings"])
        ids = {name: frozenset(placed.key for placed in rows) for name, rows in self.rows.items()}
        return Touched(
            networks=ids.get("virtual_networks", frozenset()),
            machines=ids.get("virtual_machines", frozenset()),
            items=ids.get("replicated_items", frozenset()),
            mappings=mappings,
            everything=self.everything,
        )


class Step(NamedTuple):
    """A change of a plan: the way there, and the way back."""

    there: Difference
    back: Difference


def difference(label: str, before: Plan, after: Plan, touched: Touched) -> Difference:
    """What leads from ``before`` to ``after``; ``touched`` names the rows that may differ."""
    ids: dict[TableName, Ids] = {
        "virtual_networks": touched.networks,
        "virtual_machines": touched.machines,
        "replicated_items": touched.items,
    }
    rows = {
        name: placed
        for name in TABLES
        if (placed := tuple(_moved(getattr(before, name), getattr(after, name), ids[name])))
    }
    values = {
        field.name: value
        for field in fields(after)
        if field.name not in TABLES
        and (value := getattr(after, field.name)) != getattr(before, field.name)
    }
    return Difference(label, values, rows, touched.everything)


def _moved(before: Table[Any], after: Table[Any], ids: Ids) -> Iterator[Placed]:
    """The rows of those ids that are other ones afterwards, or stand elsewhere."""
    for key in sorted(ids):
        row = after.get(key)
        stood, stands = (table.position(key) if key in table else None for table in (before, after))
        if stood != stands or before.get(key) is not row:
            yield Placed(key, row, stands)


def _put(table: Table[Any], rows: Sequence[Placed]) -> Table[Any]:
    """The table with rows where they belong.

    All other rows keep their order, so taking out every row that is named and putting each
    back at its place, lowest first, gives exactly the later table.
    """
    if len(rows) == 1:
        [(key, row, position)] = rows
        return table.without(key) if row is None else table.put(row, position)
    if all(key in table and table.position(key) == position for key, _, position in rows):
        return table.with_changes((key, row) for key, row, _ in rows)
    named = {placed.key for placed in rows}
    left = [row for key, row in zip(table.keys(), table, strict=True) if key not in named]
    standing = [(position, row) for _, row, position in rows if position is not None]
    for position, row in sorted(standing, key=lambda pair: pair[0]):
        left.insert(position, row)
    return table.with_rows(left)


def between(label: str, before: Plan, after: Plan) -> Difference:
    """What leads from one plan to another where nobody says which rows may differ."""
    touched = Touched(
        networks=other(before.virtual_networks, after.virtual_networks),
        machines=other(before.virtual_machines, after.virtual_machines),
        items=other(before.replicated_items, after.replicated_items),
        everything=True,
    )
    return difference(label, before, after, touched)


def other(before: Table[Any], after: Table[Any]) -> Ids:
    """The keys of rows that are only in one of two tables, or not the same in both."""
    keys = {*before.keys(), *after.keys()}
    return frozenset(key for key in keys if before.get(key) != after.get(key))
