"""Which replicated items depend on which network: what an edit of one reaches."""

from collections import Counter, defaultdict

from models.plan import ReplicatedItem
from models.topology import VirtualMachine


class Dependence:
    """An index of the replicated items, by the networks that matter to them.

    ``users`` holds the machines of the items that a network matters to in any role,
    ``standing`` those that stand in it today, ``regions`` how many run in each region.
    """

    def __init__(self) -> None:
        """No item is known yet."""
        self.users: defaultdict[str, set[str]] = defaultdict(set)
        self.standing: defaultdict[str, set[str]] = defaultdict(set)
        self.regions: Counter[str] = Counter()

    def add(self, item: ReplicatedItem, machine: VirtualMachine, test_network: str | None) -> None:
        """Know an item; ``test_network`` is the one it is tested in."""
        for network in _sources(machine):
            self.standing[network].add(machine.id)
            self.users[network].add(machine.id)
        for target in (item.failover_network, test_network):
            if target is not None:
                self.users[target].add(machine.id)
        self.regions[machine.region] += 1

    def remove(
        self, item: ReplicatedItem, machine: VirtualMachine, test_network: str | None
    ) -> None:
        """Know an item no more."""
        for network in _sources(machine):
            self.standing[network].discard(machine.id)
            self.users[network].discard(machine.id)
        for target in (item.failover_network, test_network):
            if target is not None:
                self.users[target].discard(machine.id)
        self.regions[machine.region] -= 1


def _sources(machine: VirtualMachine) -> set[str]:
    return {ip.network for _, ip in machine.in_failover_order}
