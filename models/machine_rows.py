"""Machines as rows to choose from: where each stands, and who can be replicated."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.findings import Subject
from models.findings.finding import ItemSubject, MappingSubject, NetworkSubject, SubnetSubject
from models.plan import Plan, ReplicatedItem
from models.regions import RegionCatalogue
from models.steps import Steps, each, passing
from models.topology import IpConfigurationId, VirtualMachine

FIELDS = ("network", "subnet", "region", "rg", "name")
"""What a word of the filter can be held against alone, as in ``subnet:web``."""


class MachineRow(NamedTuple):
    """A machine: ``places`` are networks and subnets, primary first, ``item`` its replication."""

    machine: VirtualMachine
    places: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]
    region_name: str
    item: ReplicatedItem | None

    @property
    def id(self) -> str:
        """The id of the machine."""
        return self.machine.id

    @property
    def refused(self) -> str | None:
        """Why it cannot be replicated; ``None`` where it can."""
        return None if self.places else "it has no IP configuration, so there is nothing to plan"

    def words(self, field: str | None) -> Iterator[str]:
        """What a word of the filter is held against, in one field or in all of them."""
        networks = [network for network, _ in self.places]
        if self.item is not None:
            networks.append(self.item.failover_network)
        by_field = {
            "network": networks,
            "subnet": [subnet for _, subnet in self.places],
            "region": [self.machine.region, self.region_name],
            "rg": [self.machine.resource_group or ""],
            "name": [self.machine.id, self.machine.name],
        }
        if field is not None:
            yield from by_field[field]
            return
        for words in by_field.values():
            yield from words
        yield from self.addresses


def machine_rows(
    plan: Plan, regions: RegionCatalogue, *, replicated: bool
) -> Steps[list[MachineRow]]:
    """The machines of a plan that are replicated, or those that are not, in its order."""
    items = plan.replicated_items
    wanted = [one for one in plan.virtual_machines if (one.id in items) == replicated]

    def row(machine: VirtualMachine) -> MachineRow:
        ips = [ip for _, ip in machine.in_failover_order]
        return MachineRow(
            machine,
            tuple(dict.fromkeys((ip.network, ip.subnet) for ip in ips)),
            tuple(str(ip.address) for ip in ips if ip.address is not None),
            regions.display_name(machine.region),
            items.get(machine.id),
        )

    return (yield from each(wanted, row))


def matching(rows: Sequence[MachineRow], typed: str) -> Steps[Sequence[MachineRow]]:
    """The rows that hold every word; ``network:``, ``subnet:`` and the like say where."""
    wanted = [_wanted(word) for word in typed.casefold().split()]
    if not wanted:
        return rows
    return (yield from passing(rows, lambda row: _holds(row, wanted)))


def machines_about(plan: Plan, subject: Subject | None) -> list[str]:
    """The machines that something of a plan is about, in the order of the plan."""
    if isinstance(subject, IpConfigurationId | ItemSubject):
        found = {subject.virtual_machine}
    else:
        found = {
            machine.id
            for machine in plan.virtual_machines
            for _, ip in machine.in_failover_order
            if _stands_in(subject, ip.network, ip.subnet)
        }
    return [machine.id for machine in plan.virtual_machines if machine.id in found]


def _stands_in(subject: Subject | None, network: str, subnet: str) -> bool:
    match subject:
        case NetworkSubject(id):
            return network == id
        case SubnetSubject(id, name):
            return network == id and subnet.casefold() == name.casefold()
        case MappingSubject(source, _):
            return network == source
        case _:
            return False


def _holds(row: MachineRow, wanted: Sequence[tuple[str | None, str]]) -> bool:
    return all(any(word in held.casefold() for held in row.words(field)) for field, word in wanted)


def _wanted(word: str) -> tuple[str | None, str]:
    field, colon, rest = word.partition(":")
    return (field, rest) if colon and field in FIELDS else (None, word)
