"""What an edit is: one whole value put in place, or several edits made and undone as one.

Two kinds of edit do everything: :class:`PutRow` for what there are many of and
:class:`PutField` for what there is one of. :class:`Together` makes several into one, and
:class:`PutBack` takes that back. The functions of this package make them; each is named
after what a person does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from models.plan import NetworkMapping, Plan, ReplicatedItem
from models.table import Table
from models.topology import VirtualMachine, VirtualNetwork
from models.touched import Touched

TableName: TypeAlias = Literal["virtual_networks", "virtual_machines", "replicated_items"]
FieldName: TypeAlias = Literal[
    "name", "note", "source_region", "target_region", "policy", "network_mappings"
]
Row: TypeAlias = VirtualNetwork | VirtualMachine | ReplicatedItem


class Edit(Protocol):
    """A change to a plan that can be taken back."""

    @property
    def label(self) -> str:
        """What a person did, in words: it stands in the history and at undo."""

    def apply(self, plan: Plan) -> Plan:
        """The plan after this edit."""

    def inverse(self, plan: Plan) -> "Edit":
        """The edit that takes this one back; ``plan`` is the plan before it."""

    def touches(self, plan: Plan) -> Touched:
        """The rows it reaches; ``plan`` is the plan before it."""


@dataclass(frozen=True, slots=True)
class PutRow:
    """Put a row in place, or take it away where ``row`` is ``None``.

    ``position`` counts from 0; without one an existing row keeps its place and a new one
    comes last.
    """

    label: str
    table: TableName
    key: str
    row: Row | None
    position: int | None = None

    def apply(self, plan: Plan) -> Plan:
        """The plan with the row in place."""
        table: Table[Any] = getattr(plan, self.table)
        changed = (
            table.without(self.key) if self.row is None else table.put(self.row, self.position)
        )
        values: dict[str, Any] = {self.table: changed}
        return replace(plan, **values)

    def inverse(self, plan: Plan) -> "PutRow":
        """The edit that puts the earlier row back where it stood."""
        table: Table[Any] = getattr(plan, self.table)
        row = table.get(self.key)
        position = None if row is None else table.position(self.key)
        return PutRow(self.label, self.table, self.key, row, position)

    def touches(self, plan: Plan) -> Touched:
        """The row."""
        return _rows_touched(self.table, (self.key,))


@dataclass(frozen=True, slots=True)
class PutField:
    """Put a value in place of one that a plan has one of."""

    label: str
    field: FieldName
    value: Any

    def apply(self, plan: Plan) -> Plan:
        """The plan with the value in place."""
        values: dict[str, Any] = {self.field: self.value}
        return replace(plan, **values)

    def inverse(self, plan: Plan) -> "PutField":
        """The edit that puts the earlier value back."""
        return PutField(self.label, self.field, getattr(plan, self.field))

    def touches(self, plan: Plan) -> Touched:
        """The networks whose mappings change, or everything for a policy."""
        if self.field == "policy":
            return Touched(everything=True)
        if self.field == "network_mappings":
            return Touched(mappings=remapped(plan.network_mappings, self.value))
        return Touched()


@dataclass(frozen=True, slots=True)
class PutBack:
    """Put whole tables and fields of a plan back in place, as they were before an edit."""

    label: str
    values: Mapping[str, Any]
    touched: Touched

    def apply(self, plan: Plan) -> Plan:
        """The plan with the earlier values."""
        return replace(plan, **self.values)

    def inverse(self, plan: Plan) -> "PutBack":
        """The edit that puts the present values back."""
        values = {name: getattr(plan, name) for name in self.values}
        return PutBack(self.label, values, self.touched)

    def touches(self, plan: Plan) -> Touched:
        """What the edit touched that this one belongs to."""
        return self.touched


@dataclass(frozen=True, slots=True)
class Together:
    """Several edits, made one after the other and undone as one."""

    label: str
    edits: tuple[Edit, ...]

    def apply(self, plan: Plan) -> Plan:
        """The plan after all of them."""
        return self.made(plan).after

    def inverse(self, plan: Plan) -> Edit:
        """The edit that puts back every table and field that they change."""
        return self.made(plan).inverse

    def touches(self, plan: Plan) -> Touched:
        """Everything that any of them reaches."""
        return self.made(plan).touched

    def made(self, plan: Plan) -> "Made":
        """All of it at once, as each of them asks for making the edits one after the other."""
        touched, after = Touched(), plan
        for edit in _runs(self.edits):
            touched |= edit.touches(after)
            after = edit.apply(after)
        values = {
            field.name: before
            for field in fields(plan)
            if (before := getattr(plan, field.name)) is not getattr(after, field.name)
        }
        return Made(after, PutBack(self.label, values, touched), touched)


class Made(NamedTuple):
    """What comes of an edit: the plan after it, the way back, and what it reached."""

    after: Plan
    inverse: Edit
    touched: Touched


def made(edit: Edit, plan: Plan) -> Made:
    """What comes of an edit of a plan."""
    if isinstance(edit, Together):
        return edit.made(plan)
    return Made(edit.apply(plan), edit.inverse(plan), edit.touches(plan))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Many rows of one table put in place at once: what a run of :class:`PutRow` comes to."""

    table: TableName
    changes: tuple[tuple[str, Row | None], ...]

    def apply(self, plan: Plan) -> Plan:
        table: Table[Any] = getattr(plan, self.table)
        changed: dict[str, Any] = {self.table: table.with_changes(self.changes)}
        return replace(plan, **changed)

    def touches(self, plan: Plan) -> Touched:
        return _rows_touched(self.table, (key for key, _ in self.changes))


def _runs(edits: Sequence[Edit]) -> Iterator[Edit | _Rows]:
    """The edits, those that follow one another in one table made at once."""
    for table, run in groupby(edits, key=_table_of):
        if table is None:
            yield from run
        else:
            rows = [edit for edit in run if isinstance(edit, PutRow)]
            yield _Rows(table, tuple((row.key, row.row) for row in rows))


def _table_of(edit: Edit) -> TableName | None:
    """The table an edit puts a row in at no position of its own, else ``None``."""
    return edit.table if isinstance(edit, PutRow) and edit.position is None else None


def _rows_touched(table: TableName, keys: Iterable[str]) -> Touched:
    ids = frozenset(keys)
    match table:
        case "virtual_networks":
            return Touched(networks=ids)
        case "virtual_machines":
            return Touched(machines=ids)
        case "replicated_items":
            return Touched(items=ids)


def remapped(before: Sequence[NetworkMapping], after: Sequence[NetworkMapping]) -> frozenset[str]:
    """The source networks that lead elsewhere, or in another order, than before."""
    return frozenset(
        mapping.source
        for mapping in (*before, *after)
        if [one for one in before if one.source == mapping.source]
        != [one for one in after if one.source == mapping.source]
    )
