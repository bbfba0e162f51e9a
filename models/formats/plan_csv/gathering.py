"""Rows put together to the plain data of a plan."""

from typing import Any

from models.consistency import Path
from models.errors import Fault
from models.formats.azure_names import clipped
from models.formats.azure_report import Report
from models.formats.plan_csv.columns import (
    COLUMNS,
    FAILOVER_ORDER,
    RECORD,
    REPLICATED,
    Part,
    Record,
)
from models.formats.plan_csv.machines import Machines
from models.formats.plan_csv.networks import Networks
from models.formats.plan_csv.putting import Putting
from models.formats.plan_csv.rows import Row
from models.formats.plan_csv.things import Placed, Thing
from models.formats.plan_data import FORMAT

_OF_MACHINE = {RECORD, REPLICATED, FAILOVER_ORDER}
_TELLING = {
    Record.SUBNET: {RECORD, "network"},
    Record.IN_USE: {RECORD, "network", "subnet"},
    Record.MACHINE: _OF_MACHINE,
    Record.NIC: _OF_MACHINE,
    Record.IP_CONFIGURATION: {*_OF_MACHINE, "address_space", "address_prefixes"},
}
"""The columns of a row that hold no value of it: which thing it is about, and the like."""


class Gathered:
    """The rows of all tables so far."""

    def __init__(self, report: Report) -> None:
        self._putting = Putting()
        self._placed = Placed()
        self._plan = Thing(1)
        self._regions: list[Thing] = []
        self._mappings: list[Thing] = []
        self._networks = Networks(self._putting, report)
        self._machines = Machines(self._putting, report)
        self._in_networks: list[Row] = []

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the rows by themselves."""
        return self._putting.faults

    def take(self, row: Row) -> None:
        """Take in a row; what is wrong with it is noted."""
        name = row.cells.get(RECORD, Record.IP_CONFIGURATION).lower()
        if name not in set(Record):
            expected = ", ".join(Record)
            self._putting.fault(row, RECORD, f"expected one of {expected}; got {clipped(name)!r}")
            return
        record = Record(name)
        allowed = {column.name for column in COLUMNS[record]} | _TELLING.get(record, {RECORD})
        for column in sorted(row.cells.keys() - allowed):
            self._putting.fault(row, column, f"a row of {record} has no such value")
        self._take(row, record)

    def data(self) -> dict[str, Any]:
        """What the rows say, as plain data in the shape of the plan file."""
        for row in self._in_networks:
            self._networks.take_from(row)
        tables = {
            "regions": self._regions,
            "virtual_networks": self._networks.things,
            "virtual_machines": self._machines.things,
            "network_mappings": self._mappings,
            "replicated_items": self._machines.items,
        }
        placed = {name: self._placed.listed((name,), rows) for name, rows in tables.items()}
        return {"format": FORMAT, **self._plan.data, **placed}

    def line_of(self, path: Path) -> int | None:
        """The line of the row that a value of the data came from."""
        return self._placed.line_of(path)

    def _take(self, row: Row, record: Record) -> None:
        match record:
            case Record.PLAN:
                self._putting.put(row, record, Part.OWN, self._plan)
            case Record.REGION:
                self._regions.append(self._putting.put(row, record, Part.OWN, Thing(row.line)))
            case Record.MAPPING:
                self._mappings.append(self._putting.put(row, record, Part.OWN, Thing(row.line)))
            case Record.NETWORK:
                self._networks.take(row)
            case Record.SUBNET:
                self._networks.take_subnet(row)
            case Record.IN_USE:
                self._networks.take_in_use(row)
            case _:
                self._machines.take(row, record)
                if record is Record.IP_CONFIGURATION:
                    self._in_networks.append(row)
