"""A plan and its results as a table: one row for each IP configuration, and the rest of it."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.formats.plan_csv.cells import list_cell, text_cell
from models.formats.plan_csv.columns import (
    ALL,
    COLUMNS,
    FAILOVER_ORDER,
    RECORD,
    REPLICATED,
    RESULTS,
    Column,
    Kind,
    Part,
    Record,
)
from models.formats.plan_data import data_of
from models.rules.failback import comes_home
from models.topology import Allocation, IpConfigurationId

Row = dict[str, str]
Data = Mapping[str, Any]


def dumps(assignments: Assignments) -> str:
    """The table of a plan, less the columns that no row uses; importing it gives the plan."""
    text = io.StringIO()
    rows = list(_Table(assignments).rows())
    used = set().union(*rows)
    columns = [name for name in ALL if name in used]
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


class _Table:
    """The rows of a plan while they are written."""

    def __init__(self, assignments: Assignments) -> None:
        self._assignments = assignments
        self._data = data_of(assignments.plan)
        self._items = {row["virtual_machine"]: row for row in self._data["replicated_items"]}
        self._order = {id: number for number, id in enumerate(self._items, start=1)}

    def rows(self) -> Iterator[Row]:
        """Every row: first what a person looks for, the IP configurations."""
        for machine in self._data["virtual_machines"]:
            yield from self._machine_rows(machine)
        for mapping in self._data["network_mappings"]:
            yield _row(Record.MAPPING, {Part.OWN: mapping})
        for network in self._data["virtual_networks"]:
            yield from _network_rows(network)
        for region in self._data["regions"]:
            yield _row(Record.REGION, {Part.OWN: region})
        yield _row(Record.PLAN, {Part.OWN: self._data})

    def _machine_rows(self, machine: Data) -> Iterator[Row]:
        id = machine.get("id", machine["name"])
        item = self._items.get(id, {})
        parts = {Part.MACHINE: machine, Part.ITEM: item}
        whole = {REPLICATED: _flag(id in self._items)}
        if id in self._items:
            whole[FAILOVER_ORDER] = str(self._order[id])
        nics = machine.get("network_interfaces", [])
        for nic in nics:
            settings = _named(item.get("network_interfaces", []), nic["name"])
            of_nic = {**parts, Part.NIC: nic, Part.NIC_SETTINGS: settings}
            yield from self._nic_rows(id, nic, of_nic, item, whole)
        if not nics:
            yield _row(Record.MACHINE, parts) | whole

    def _nic_rows(
        self, machine: str, nic: Data, parts: dict[Part, Data], item: Data, whole: Row
    ) -> Iterator[Row]:
        own = [
            row
            for row in item.get("ip_configurations", [])
            if row["network_interface"] == nic["name"]
        ]
        for ip in nic.get("ip_configurations", []):
            of_ip = {Part.IP_CONFIGURATION: ip, Part.SETTINGS: _named(own, ip["name"])}
            id = IpConfigurationId(machine, nic["name"], ip["name"])
            yield _row(Record.IP_CONFIGURATION, parts | of_ip) | whole | self._results(id)
        if not nic.get("ip_configurations"):
            yield _row(Record.NIC, parts) | whole

    def _results(self, id: IpConfigurationId) -> Row:
        row: Row = {}
        for scenario in Scenario:
            if (result := self._assignments.of(id, scenario)) is not None:
                row |= _result(scenario, result)
        failback = self._assignments.failback(id)
        if failback is not None:
            home = comes_home(self._assignments.plan.ip_configuration(id), failback)
            row["result_comes_home"] = _flag(home)
        return row


def _network_rows(network: Data) -> Iterator[Row]:
    yield _row(Record.NETWORK, {Part.OWN: network})
    id = text_cell(network.get("id", network["name"]))
    for subnet in network.get("subnets", []):
        yield _row(Record.SUBNET, {Part.OWN: subnet}) | {"network": id}
        name = text_cell(subnet["name"])
        for entry in subnet.get("in_use", []):
            yield _row(Record.IN_USE, {Part.OWN: entry}) | {"network": id, "subnet": name}


def _row(record: Record, parts: Mapping[Part, Data]) -> Row:
    """The cells of a row whose things are given as plain data; what is not set stays blank."""
    row = {RECORD: str(record)}
    for column in COLUMNS[record]:
        value = _value(parts[column.part], column.path)
        if value is not None:
            row[column.name] = _cell(column, value)
    _fill_in(record, parts, row)
    return row


def _fill_in(record: Record, parts: Mapping[Part, Data], row: Row) -> None:
    """Write what the data leaves out: ids that are the names, the usual allocation."""
    if record is Record.NETWORK:
        row.setdefault("network", row["network_name"])
    elif Part.MACHINE in parts:
        row.setdefault("virtual_machine", row["virtual_machine_name"])
    if record is Record.IP_CONFIGURATION:
        row.setdefault("allocation", Allocation.STATIC)


def _value(data: Data, path: tuple[str, ...]) -> Any:
    value: Any = data
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _cell(column: Column, value: Any) -> str:
    match column.kind:
        case Kind.TEXT:
            return text_cell(value)
        case Kind.LIST:
            return list_cell(value)
        case Kind.FLAG:
            return _flag(value)
        case _:
            return text_cell(str(value))


def _named(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next((row for row in rows if row["name"] == name), {})


def _result(scenario: Scenario, result: Assignment) -> Row:
    values = (
        result.network,
        result.subnet,
        None if result.address is None else address_text(result.address),
        result.rule,
        result.reason,
    )
    head = f"result_{scenario.replace('-', '_')}"
    return {
        f"{head}_{field}": text_cell(value) for field, value in zip(RESULTS, values, strict=True)
    }


def _flag(value: bool) -> str:
    return "true" if value else "false"
