"""A difference between two plans as plain data that JSON can hold, and back."""

from collections.abc import Mapping
from typing import Any

from models.edits.difference import TABLES, Difference, Placed
from models.edits.edit import TableName
from models.plan import NetworkMapping, Policy, ReplicatedItem
from models.topology import Region, VirtualMachine, VirtualNetwork
from models.value import Value

ROWS: Mapping[TableName, type[VirtualNetwork | VirtualMachine | ReplicatedItem]] = {
    "virtual_networks": VirtualNetwork,
    "virtual_machines": VirtualMachine,
    "replicated_items": ReplicatedItem,
}
LISTS: Mapping[str, type[Value]] = {"network_mappings": NetworkMapping, "regions": Region}
TEXTS = ("name", "note", "source_region", "target_region")


def data_of(difference: Difference) -> dict[str, Any]:
    """A difference as plain data, without its label."""
    data: dict[str, Any] = {name: _dumped(value) for name, value in difference.fields.items()}
    for table, rows in difference.rows.items():
        data[table] = [[key, _dumped(row), position] for key, row, position in rows]
    return data | {"everything": True} if difference.everything else data


def difference_from(label: str, data: Any) -> Difference:
    """The difference that plain data holds. Raises ``ValueError`` where it holds none."""
    if not isinstance(data, dict):
        raise ValueError("a difference is a table")
    values = dict(data)
    everything = values.pop("everything", False) is True
    rows = {
        table: tuple(_placed(table, row) for row in _list(values.pop(table)))
        for table in TABLES
        if table in values
    }
    fields = {name: _field(name, value) for name, value in values.items()}
    return Difference(label, fields, rows, everything)


def _dumped(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_dumped(one) for one in value]
    return value.model_dump() if isinstance(value, Value) else value


def _placed(table: TableName, data: Any) -> Placed:
    key, row, position = _list(data)
    gone = row is None and position is None
    if not isinstance(key, str) or not (gone or (type(position) is int and position >= 0)):
        raise ValueError("a row has a key and a position")
    return Placed(key, None if gone else ROWS[table].model_validate(row), position)


def _field(name: str, value: Any) -> Any:
    if name in LISTS:
        return tuple(LISTS[name].model_validate(one) for one in _list(value))
    if name == "policy":
        return Policy.model_validate(value)
    if name not in TEXTS or not isinstance(value, str | None):
        raise ValueError(f"there is no such field, or not with such a value: {name}")
    return value


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError("a list is missing")
    return data
