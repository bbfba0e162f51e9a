"""Machines and replicated items of a table: several rows speak of one, the first names it."""

from collections.abc import Iterable
from typing import NamedTuple

from models.formats.azure_names import clipped
from models.formats.azure_report import Report
from models.formats.plan_csv.columns import FAILOVER_ORDER, REPLICATED, Kind, Part, Record
from models.formats.plan_csv.putting import Putting
from models.formats.plan_csv.rows import Row
from models.formats.plan_csv.things import Thing

NOT_REPLICATED = "it is said not to be replicated; its settings are left out"
_LAST = 10**9


class _Item(NamedTuple):
    """A replicated item and its place in the order of failover."""

    order: int
    thing: Thing


class Machines:
    """The machines and items so far, by id of the machine, in the order in which they came."""

    def __init__(self, putting: Putting, report: Report) -> None:
        self._putting = putting
        self._report = report
        self._machines: dict[str, Thing] = {}
        self._items: dict[str, _Item] = {}

    @property
    def things(self) -> Iterable[Thing]:
        """The machines."""
        return self._machines.values()

    @property
    def items(self) -> Iterable[Thing]:
        """The replicated items in their order."""
        return [item.thing for item in sorted(self._items.values(), key=lambda item: item.order)]

    def take(self, row: Row, record: Record) -> None:
        """Take a row about a machine, a NIC or an IP configuration."""
        id = self._putting.named(row, "virtual_machine", "virtual_machine_name")
        if id is None:
            return
        machine = self._machines.setdefault(id, Thing(row.line, {"id": id}))
        machine.data.setdefault("name", self._putting.text(row, "virtual_machine_name") or id)
        self._putting.put(row, record, Part.MACHINE, machine)
        item = self._item(row, id)
        if item is not None:
            self._putting.put(row, record, Part.ITEM, item)
        if record is not Record.MACHINE:
            self._take_nic(row, record, machine, item)

    def _take_nic(self, row: Row, record: Record, machine: Thing, item: Thing | None) -> None:
        name = self._putting.named(row, "network_interface")
        if name is None:
            return
        nic = machine.part("network_interfaces", name, row.line)
        self._putting.put(row, record, Part.NIC, nic)
        if item is not None:
            settings = Thing(row.line, {"name": name})
            self._putting.put(row, record, Part.NIC_SETTINGS, settings)
            if len(settings.data) > 1:
                standing = item.part("network_interfaces", name, row.line)
                self._putting.add(row, standing, settings.data)
        if record is Record.IP_CONFIGURATION:
            self._take_ip(row, nic, item, name)

    def _take_ip(self, row: Row, nic: Thing, item: Thing | None, nic_name: str) -> None:
        name = self._putting.named(row, "ip_configuration")
        if name is None:
            return
        if name in nic.parts("ip_configurations"):
            self._putting.fault(row, "ip_configuration", f"{clipped(name)!r} has a row already")
            return
        ip = nic.part("ip_configurations", name, row.line)
        self._putting.put(row, Record.IP_CONFIGURATION, Part.IP_CONFIGURATION, ip)
        if item is not None:
            settings = Thing(row.line, {"network_interface": nic_name, "name": name})
            self._putting.put(row, Record.IP_CONFIGURATION, Part.SETTINGS, settings)
            if len(settings.data) > 2:
                item.parts("ip_configurations")[f"{nic_name}/{name}"] = settings

    def _item(self, row: Row, machine: str) -> Thing | None:
        """The replicated item of a row's machine; ``None`` where that is not replicated."""
        said = self._putting.value(row, REPLICATED, Kind.FLAG)
        named = "failover_network" in row.cells
        if said is False and named:
            self._report.skip_one_of(row.source, "virtual machines", machine, NOT_REPLICATED)
        if said is False or (said is None and not named and machine not in self._items):
            return None
        order = self._putting.value(row, FAILOVER_ORDER, Kind.NUMBER)
        thing = Thing(row.line, {"virtual_machine": machine})
        item = self._items.setdefault(machine, _Item(_LAST if order is None else order, thing))
        return item.thing
