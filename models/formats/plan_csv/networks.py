"""Virtual networks of a table: rows of their own, or what rows of IP configurations say."""

from collections.abc import Iterable

from models.formats.azure_report import Report
from models.formats.plan_csv.columns import Kind, Part, Record
from models.formats.plan_csv.putting import Putting
from models.formats.plan_csv.rows import Row
from models.formats.plan_csv.things import Data, Thing

SPACE_TAKEN = "its address space is not said: taken to be the prefixes of its subnets"


class Networks:
    """The virtual networks so far, by id, in the order in which they came."""

    def __init__(self, putting: Putting, report: Report) -> None:
        self._putting = putting
        self._report = report
        self._networks: dict[str, Thing] = {}
        self._without_space: set[str] = set()

    @property
    def things(self) -> Iterable[Thing]:
        """The networks."""
        return self._networks.values()

    def take(self, row: Row) -> None:
        """Take a row about a virtual network."""
        if (network := self._network(row)) is not None:
            self._putting.put(row, Record.NETWORK, Part.OWN, network)

    def take_subnet(self, row: Row) -> None:
        """Take a row about a subnet."""
        if (subnet := self._subnet(row)) is not None:
            self._putting.put(row, Record.SUBNET, Part.OWN, subnet)

    def take_in_use(self, row: Row) -> None:
        """Take a row about an address that is in use in a subnet."""
        if (subnet := self._subnet(row)) is not None:
            entry = subnet.part("in_use", str(len(subnet.parts("in_use"))), row.line)
            self._putting.put(row, Record.IN_USE, Part.OWN, entry)

    def take_from(self, row: Row) -> None:
        """Make the network and the subnet of an IP configuration that no row is about."""
        id, name = self._putting.text(row, "network"), self._putting.text(row, "subnet")
        prefixes = self._putting.value(row, "address_prefixes", Kind.LIST)
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

    def _network(self, row: Row) -> Thing | None:
        id = self._putting.named(row, "network", "network_name")
        if id is None:
            return None
        network = self._networks.setdefault(id, Thing(row.line, {"id": id}))
        network.data.setdefault("name", self._putting.text(row, "network_name") or id)
        return network

    def _subnet(self, row: Row) -> Thing | None:
        network, name = self._network(row), self._putting.named(row, "subnet")
        if network is None or name is None:
            return None
        subnet = network.part("subnets", name, row.line)
        subnet.data.setdefault("name", name)
        return subnet

    def _network_from(self, row: Row, id: str) -> Thing:
        space = self._putting.value(row, "address_space", Kind.LIST)
        if not space:
            self._without_space.add(id)
            self._report.skip_one_of(row.source, "virtual networks", id, SPACE_TAKEN)
        data: Data = {"id": id, "name": id, "address_space": space or []}
        if region := self._putting.text(row, "region"):
            data["region"] = region
        return Thing(row.line, data)
