"""What an edit is: one whole value put in place, or several edits made and undone as one.

Two kinds of edit do everything: :class:`PutRow` for what there are many of and
:class:`PutField` for what there is one of. :class:`Together` makes several into one. The
functions of this package make them; each is named after what a person does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeAlias

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
        fields: dict[str, Any] = {self.table: changed}
        return replace(plan, **fields)

    def inverse(self, plan: Plan) -> "PutRow":
        """The edit that puts the earlier row back where it stood."""
        table: Table[Any] = getattr(plan, self.table)
        row = table.get(self.key)
        position = None if row is None else table.position(self.key)
        return PutRow(self.label, self.table, self.key, row, position)

    def touches(self, plan: Plan) -> Touched:
        """The row."""
        key = frozenset((self.key,))
        match self.table:
            case "virtual_networks":
                return Touched(networks=key)
            case "virtual_machines":
                return Touched(machines=key)
            case "replicated_items":
                return Touched(items=key)


@dataclass(frozen=True, slots=True)
class PutField:
    """Put a value in place of one that a plan has one of."""

    label: str
    field: FieldName
    value: Any

    def apply(self, plan: Plan) -> Plan:
        """The plan with the value in place."""
        fields: dict[str, Any] = {self.field: self.value}
        return replace(plan, **fields)

    def inverse(self, plan: Plan) -> "PutField":
        """The edit that puts the earlier value back."""
        return PutField(self.label, self.field, getattr(plan, self.field))

    def touches(self, plan: Plan) -> Touched:
        """The networks whose mappings change, or everything for a policy."""
        if self.field == "policy":
            return Touched(everything=True)
        if self.field == "network_mappings":
            return Touched(mappings=_remapped(plan.network_mappings, self.value))
        return Touched()


@dataclass(frozen=True, slots=True)
class Together:
    """Several edits, made one after the other and undone as one."""

    label: str
    edits: tuple[Edit, ...]

    def apply(self, plan: Plan) -> Plan:
        """The plan after all of them."""
        for edit in self.edits:
            plan = edit.apply(plan)
        return plan

    def inverse(self, plan: Plan) -> "Together":
        """The inverses, last first."""
        inverses = []
        for edit in self.edits:
            inverses.append(edit.inverse(plan))
            plan = edit.apply(plan)
        return Together(self.label, tuple(reversed(inverses)))

    def touches(self, plan: Plan) -> Touched:
        """Everything that any of them reaches."""
        touched = Touched()
        for edit in self.edits:
            touched |= edit.touches(plan)
            plan = edit.apply(plan)
        return touched


def _remapped(before: Sequence[NetworkMapping], after: Sequence[NetworkMapping]) -> frozenset[str]:
    """The source networks that lead elsewhere, or in another order, than before."""
    return frozenset(
        mapping.source
        for mapping in (*before, *after)
        if [one for one in before if one.source == mapping.source]
        != [one for one in after if one.source == mapping.source]
    )
