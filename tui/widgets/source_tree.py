"""The source region: each network, subnet and NIC as it is today, and where it goes."""

from collections.abc import Iterator

from rich.text import Text

from models.assignment import Assignment
from models.findings.finding import NetworkSubject, SubnetSubject
from models.rules.mapping import reverse_of
from models.rules.subnets import subnet_key
from models.status import Status, status
from models.topology import IpConfiguration, IpConfigurationId, Subnet
from tui.address_labels import host_part, prefixes, shortest_prefix
from tui.labels import text
from tui.signs import SIGNS, STYLES
from tui.widgets.network_tree import NetworkTree, Thing

WAY_WIDTH = 11
"""How much room an address and where it goes have before the name, which may be long."""


class SourceTree(NetworkTree):
    """What stands in the source region today, each address with what becomes of it."""

    def label_of(self, thing: NetworkSubject | SubnetSubject) -> Text:
        """How a network or a subnet is shown."""
        plan = self.session.plan
        if isinstance(thing, NetworkSubject):
            network = plan.network(thing.id)
            mark, style = self._mapping_mark(thing.id)
            return text(
                network.id, self.mark(thing), (mark, style), " ", (prefixes(network), "dim")
            )
        subnet = plan.network(thing.network).subnet(thing.name)
        return text(thing.name, self.mark(thing), " ", (prefixes(subnet) if subnet else "", "dim"))

    def addresses_in(self, subnet: SubnetSubject) -> Iterator[tuple[Thing | None, Text]]:
        """The NICs that stand in a subnet, by address, then what else is in use there."""
        plan = self.session.plan
        key = subnet_key(subnet.network, subnet.name)
        standing = self.session.assignments.standing(key)
        for id in standing:
            yield id, self._address_label(id)
        found = plan.network(subnet.network).subnet(subnet.name)
        for entry in found.in_use if found else ():
            if entry.address.version == 4:
                host = host_part(int(entry.address), shortest_prefix(found))
                yield None, text((f"{host} {entry.by} (in use)", "dim"))

    def holder_of(self, id: IpConfigurationId) -> SubnetSubject | None:
        """The subnet an IP configuration stands in today."""
        ip = self.session.plan.ip_configuration(id)
        subnet = self.session.plan.subnet_of(ip)
        return SubnetSubject(ip.network, subnet.name)

    def _mapping_mark(self, network: str) -> tuple[str, str]:
        """Whether a network is mapped: both ways, one way, or to a network that disagrees."""
        plan = self.session.plan
        mappings = plan.mappings_from(network)
        if not mappings:
            return ("", "")
        reverse = reverse_of(plan, mappings[0])
        if reverse is None:
            return " → one way", STYLES[Status.CHANGED]
        if reverse.target != network:
            return " ⇄ mismatched", STYLES[Status.CHANGED]
        return " ⇄", STYLES[Status.KEPT]

    def _address_label(self, id: IpConfigurationId) -> Text:
        plan, result = self.session.plan, self.session.assignments.failover(id)
        ip = plan.ip_configuration(id)
        now = status(ip, result)
        way = f"{_before(ip, plan.subnet_of(ip))}{_after(result, ip)}"
        width = len(way) if result is None else WAY_WIDTH
        return text(
            (SIGNS[now], STYLES[now]),
            self.mark(id) or " ",
            " ",
            (f"{way:<{width}} ", STYLES[now]),
            plan.short_name(id),
        )


def _before(ip: IpConfiguration, subnet: Subnet) -> str:
    if ip.address is None:
        return "(unknown)"
    if ip.address.version == 6:
        return str(ip.address)
    return host_part(int(ip.address), shortest_prefix(subnet))


def _after(result: Assignment | None, ip: IpConfiguration) -> str:
    """Where the address goes; shortened where only its last part changes."""
    if result is None:
        return ""
    if result.address is None:
        return " → none"
    same_network = (
        ip.address is not None
        and ip.address.version == 4
        and int(ip.address) >> 8 == result.address >> 8
    )
    return f" → {host_part(result.address, 24 if same_network else None)}"
