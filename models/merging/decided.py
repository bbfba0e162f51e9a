"""What a plan decides about a thing, in words: what would be lost if the thing went."""

from collections.abc import Iterable, Iterator, Sequence

from models.plan import Plan, ReplicatedItem
from models.topology import InUse, State, Subnet, VirtualMachine, VirtualNetwork

NAMED = 3
"""How many names are spelled out before the others are counted."""
UNATTACHED = " (unattached)"
"""What an import writes after the name of a NIC of no machine."""


class Decided:
    """The decisions of a plan by what they are about."""

    def __init__(self, plan: Plan) -> None:
        self._mappings: dict[str, list[str]] = {}
        self._failover: dict[str, list[str]] = {}
        self._tests: dict[str, list[str]] = {}
        self._subnets: dict[tuple[str, str], dict[str, None]] = {}
        self._items = plan.replicated_items
        for mapping in plan.network_mappings:
            for id in dict.fromkeys((mapping.source, mapping.target)):
                words = f"mapping {mapping.source} → {mapping.target}"
                self._mappings.setdefault(id, []).append(words)
        for item in plan.replicated_items:
            self._note_item(item)

    def _note_item(self, item: ReplicatedItem) -> None:
        self._failover.setdefault(item.failover_network, []).append(item.virtual_machine)
        if item.test_failover_network is not None:
            self._tests.setdefault(item.test_failover_network, []).append(item.virtual_machine)
        for row in item.ip_configurations:
            for network, settings in (
                (item.failover_network, row.failover),
                (item.test_failover_network, row.test_failover),
            ):
                if network is not None and settings.subnet is not None:
                    key = network, settings.subnet.casefold()
                    self._subnets.setdefault(key, {})[item.virtual_machine] = None

    def of_network(self, network: VirtualNetwork) -> tuple[str, ...]:
        """What is decided about a network and its subnets."""
        return (
            *self._mappings.get(network.id, ()),
            *_whose("failover network", self._failover.get(network.id, ())),
            *_whose("test network", self._tests.get(network.id, ())),
            *(["a note"] if network.note else []),
            *([] if _as_by_default(network) else ["production set by hand"]),
            *(
                f"{words} ({subnet.name})"
                for subnet in network.subnets
                for words in _of_subnet_itself(subnet)
            ),
        )

    def of_subnet(self, network: str, subnet: Subnet) -> tuple[str, ...]:
        """What is decided about a subnet of the network of that id."""
        named = list(self._subnets.get((network, subnet.key), ()))
        return (*_whose("set for", named), *_of_subnet_itself(subnet))

    def of_machine(self, machine: VirtualMachine) -> tuple[str, ...]:
        """What is decided about a machine."""
        item = self._items.get(machine.id)
        replicated = [] if item is None else [f"replicated to {item.failover_network}"]
        return (*replicated, *(["a note"] if machine.note else []))

    def sets_interface(self, machine: str, nic: str) -> bool:
        """Whether something is set for a NIC, or for an IP configuration of it."""
        item = self._items.get(machine)
        if item is None:
            return False
        settings = item.nic_settings_of(nic)
        if not settings.model_copy(update={"nic_id": None}).empty:
            return True
        return any(row.network_interface == nic and not row.empty for row in item.ip_configurations)

    def sets_configuration(self, machine: str, nic: str, ip: str) -> bool:
        """Whether something is set for an IP configuration."""
        item = self._items.get(machine)
        return item is not None and any(
            row.network_interface == nic and row.name == ip and not row.empty
            for row in item.ip_configurations
        )


def by_hand(held: InUse) -> bool:
    """Whether no import can have written this entry, as far as its words tell."""
    return "/" not in held.by and not held.by.endswith(UNATTACHED)


def _of_subnet_itself(subnet: Subnet) -> Iterator[str]:
    if subnet.note:
        yield "a note"
    if hand_made := [str(held.address) for held in subnet.in_use if by_hand(held)]:
        yield f"in use: {named(hand_made)}"


def _as_by_default(network: VirtualNetwork) -> bool:
    return network.production is (network.state is State.EXISTING)


def _whose(what: str, machines: Sequence[str]) -> list[str]:
    if not machines:
        return []
    of = " of " if what.endswith("network") else " "
    return [f"{what}{of}{named(machines)}"]


def named(names: Iterable[str]) -> str:
    """The first of some names, and how many more there are."""
    every = list(names)
    more = [f"{len(every) - NAMED} more"] if len(every) > NAMED else []
    return ", ".join([*every[:NAMED], *more])
