"""Rows put together to the plain data of a plan: what several rows say of one thing is one."""

from typing import Any, NamedTuple

from models.consistency import Path
from models.errors import Fault
from models.formats.azure_names import clipped, listed
from models.formats.azure_report import Report
from models.formats.plan_csv.columns import (
    COLUMNS,
    FAILOVER_ORDER,
    RECORD,
    REPLICATED,
    Kind,
    Part,
    Record,
)
from models.formats.plan_csv.rows import Row, Unusable
from models.formats.plan_csv.things import Data, Placed, Thing, set_at
from models.formats.plan_data import FORMAT

OF_NETWORK = ("address_space", "address_prefixes")
"""What a row of an IP configuration may say of its network and subnet, if no other row does."""
_LAST = 10**9


class _Item(NamedTuple):
    """A replicated item and its place in the order of failover."""

    order: int
    thing: Thing


class Gathered:
    """The rows of all tables so far; ``faults`` is what was wrong with them."""

    def __init__(self, report: Report) -> None:
        self.faults: list[Fault] = []
        self._report = report
        self._placed = Placed()
        self._plan = Thing(1)
        self._regions: list[Thing] = []
        self._networks: dict[str, Thing] = {}
        self._machines: dict[str, Thing] = {}
        self._items: dict[str, _Item] = {}
        self._mappings: list[Thing] = []
        self._spoken_of: list[Row] = []
        self._without_space: set[str] = set()

    def take(self, row: Row) -> None:
        """Take in a row; what is wrong with it is noted."""
        name = row.cells.get(RECORD, Record.IP_CONFIGURATION).lower()
        if name not in set(Record):
            expected = ", ".join(Record)
            self._fault(row, RECORD, f"expected one of {expected}; got {clipped(name)!r}")
            return
        record = Record(name)
        allowed = {column.name for column in COLUMNS[record]} | _TELLING[record] | {RECORD}
        for column in row.cells.keys() - allowed:
            self._fault(row, column, f"a row of {record} has no such value")
        match record:
            case Record.PLAN:
                self._put(row, record, Part.OWN, self._plan)
            case Record.REGION:
                self._regions.append(self._put(row, record, Part.OWN, Thing(row.line)))
            case Record.MAPPING:
                self._mappings.append(self._put(row, record, Part.OWN, Thing(row.line)))
            case Record.NETWORK:
                if (network := self._network(row)) is not None:
                    self._put(row, record, Part.OWN, network)
            case Record.SUBNET | Record.IN_USE:
                self._take_subnet(row, record)
            case _:
                self._take_machine(row, record)

    def data(self) -> Data:
        """What the rows say, as plain data in the shape of the plan file."""
        for row in self._spoken_of:
            self._network_of(row)
        items = sorted(self._items.values(), key=lambda item: item.order)
        tables = {
            "regions": self._regions,
            "virtual_networks": self._networks.values(),
            "virtual_machines": self._machines.values(),
            "network_mappings": self._mappings,
            "replicated_items": [item.thing for item in items],
        }
        placed = {name: self._placed.listed((name,), rows) for name, rows in tables.items()}
        return {"format": FORMAT, **self._plan.data, **placed}

    def line_of(self, path: Path) -> int | None:
        """The line of the row that a value of the data came from."""
        return self._placed.line_of(path)

    def _take_subnet(self, row: Row, record: Record) -> None:
        network, name = self._network(row), self._text(row, "subnet")
        if network is None or name is None:
            if name is None:
                self._fault(row, "subnet", "required, but blank")
            return
        subnet = network.part("subnets", name, row.line)
        if record is Record.SUBNET:
            self._put(row, record, Part.OWN, subnet)
        else:
            subnet.data.setdefault("name", name)
            entry = subnet.part("in_use", str(len(subnet.parts("in_use"))), row.line)
            self._put(row, record, Part.OWN, entry)

    def _take_machine(self, row: Row, record: Record) -> None:
        id = self._text(row, "virtual_machine") or self._text(row, "virtual_machine_name")
        if id is None:
            self._fault(row, "virtual_machine", "required, but blank")
            return
        machine = self._machines.setdefault(id, Thing(row.line, {"id": id}))
        machine.data.setdefault("name", self._text(row, "virtual_machine_name") or id)
        self._put(row, record, Part.MACHINE, machine)
        item = self._item(row, id)
        if item is not None:
            self._put(row, record, Part.ITEM, item)
        if record is not Record.MACHINE:
            self._take_nic(row, record, machine, item)

    def _take_nic(self, row: Row, record: Record, machine: Thing, item: Thing | None) -> None:
        name = self._text(row, "network_interface")
        if name is None:
            self._fault(row, "network_interface", "required, but blank")
            return
        nic = machine.part("network_interfaces", name, row.line)
        self._put(row, record, Part.NIC, nic)
        if item is not None:
            settings = Thing(row.line, {"name": name})
            self._put(row, record, Part.NIC_SETTINGS, settings)
            if len(settings.data) > 1:
                standing = item.part("network_interfaces", name, row.line)
                self._merge(row, standing, settings.data)
        if record is Record.IP_CONFIGURATION:
            self._take_ip(row, nic, item, name)

    def _take_ip(self, row: Row, nic: Thing, item: Thing | None, nic_name: str) -> None:
        name = self._text(row, "ip_configuration")
        if name is None:
            self._fault(row, "ip_configuration", "required, but blank")
            return
        if name in nic.parts("ip_configurations"):
            self._fault(row, "ip_configuration", f"{clipped(name)!r} has a row already")
            return
        record = Record.IP_CONFIGURATION
        ip = nic.part("ip_configurations", name, row.line)
        self._put(row, record, Part.IP_CONFIGURATION, ip)
        self._spoken_of.append(row)
        if item is not None:
            settings = Thing(row.line, {"network_interface": nic_name, "name": name})
            self._put(row, record, Part.SETTINGS, settings)
            if len(settings.data) > 2:
                key = f"{nic_name}/{name}"
                item.part("ip_configurations", key, row.line).data = settings.data

    def _item(self, row: Row, machine: str) -> Thing | None:
        """The replicated item of a row's machine; ``None`` where that is not replicated."""
        said = self._value(row, REPLICATED, Kind.FLAG)
        named = "failover_network" in row.cells
        if said is False or (said is None and not named and machine not in self._items):
            if said is False and named:
                reason = "it is said not to be replicated; its settings are left out"
                self._report.skip_one_of(row.source, "virtual machines", machine, reason)
            return None
        order = self._value(row, FAILOVER_ORDER, Kind.NUMBER)
        thing = Thing(row.line, {"virtual_machine": machine})
        item = self._items.setdefault(machine, _Item(_LAST if order is None else order, thing))
        return item.thing

    def _network(self, row: Row) -> Thing | None:
        id = self._text(row, "network") or self._text(row, "network_name")
        if id is None:
            self._fault(row, "network", "required, but blank")
            return None
        network = self._networks.setdefault(id, Thing(row.line, {"id": id}))
        network.data.setdefault("name", self._text(row, "network_name") or id)
        return network

    def _network_of(self, row: Row) -> None:
        """Make of a row's own columns the network and the subnet that no other row is about."""
        id, name = self._text(row, "network"), self._text(row, "subnet")
        prefixes = self._value(row, "address_prefixes", Kind.LIST)
        if id is None or name is None or not prefixes:
            return
        if id not in self._networks:
            self._networks[id] = self._network_from(row, id)
        network = self._networks[id]
        if name not in network.parts("subnets"):
            subnet = network.part("subnets", name, row.line)
            subnet.data |= {"name": name, "address_prefixes": prefixes}
            if id in self._without_space:
                network.data["address_space"] += prefixes

    def _network_from(self, row: Row, id: str) -> Thing:
        """A network as the row of an IP configuration in it tells it."""
        space = self._value(row, "address_space", Kind.LIST)
        if not space:
            self._without_space.add(id)
            reason = "its address space is not said: taken to be the prefixes of its subnets"
            self._report.skip_one_of(row.source, "virtual networks", id, reason)
        data = {"id": id, "name": id, "address_space": space or []}
        if region := self._text(row, "region"):
            data["region"] = region
        return Thing(row.line, data)

    def _put(self, row: Row, record: Record, part: Part, thing: Thing) -> Thing:
        """Add to a thing what a row says of it."""
        said: Data = {}
        for column in COLUMNS[record]:
            if column.part is part and column.name in row.cells:
                value = self._value(row, column.name, column.kind)
                if value is not None:
                    set_at(said, column, value)
        self._merge(row, thing, said)
        return thing

    def _merge(self, row: Row, thing: Thing, said: Data) -> None:
        for key, value in said.items():
            standing = thing.data.setdefault(key, value)
            if standing != value:
                words = listed(map(str, (standing,)))
                self._fault(row, key, f"line {thing.line} says {words!r} of the same thing")

    def _text(self, row: Row, column: str) -> str | None:
        text: str | None = self._value(row, column, Kind.TEXT)
        return text or None

    def _value(self, row: Row, column: str, kind: Kind) -> Any:
        try:
            return row.value(column, kind)
        except Unusable as error:
            self._fault(row, column, str(error))
            return None

    def _fault(self, row: Row, column: str, message: str) -> None:
        fault = Fault(column, message, row.line)
        if fault not in self.faults[-20:]:
            self.faults.append(fault)


_MACHINES = {"virtual_machine", REPLICATED, FAILOVER_ORDER}
_TELLING = {
    Record.PLAN: set[str](),
    Record.REGION: set[str](),
    Record.NETWORK: {"network"},
    Record.SUBNET: {"network"},
    Record.IN_USE: {"network", "subnet"},
    Record.MACHINE: _MACHINES,
    Record.NIC: _MACHINES,
    Record.IP_CONFIGURATION: {*_MACHINES, *OF_NETWORK},
    Record.MAPPING: set[str](),
}
"""The columns of a row that say which thing it is about."""
