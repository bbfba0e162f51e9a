"""Which replicated items depend on which network: what an edit of one reaches."""

from collections import Counter, defaultdict

from models.plan import ReplicatedItem
from models.topology import VirtualMachine


class Dependence:
    """An index of the replicated items, by the networks that matter to them.

    ``users`` holds the machines of the items that a network matters to in any role,
    ``standing`` those that stand in it today, ``regions`` how many run in each region;
    ``failing_over`` and ``tested`` count how many go to a network, and are tested in it.
    """

    def __init__(self) -> None:
        """No item is known yet."""
        self.users: defaultdict[str, set[str]] = defaultdict(set)
        self.standing: defaultdict[str, set[str]] = defaultdict(set)
        self.regions: Counter[str] = Counter()
        self.failing_over: Counter[str] = Counter()
        self.tested: Counter[str] = Counter()

    def add(self, item: ReplicatedItem, machine: VirtualMachine, test_network: str | None) -> None:
        """Know an item; ``test_network`` is the one it is tested in."""
        for network in _sources(machine):
            self.standing[network].add(machine.id)
            self.users[network].add(machine.id)
        for target in (item.failover_network, test_network):
            if target is not None:
                self.users[target].add(machine.id)
        self._count(item, machine, test_network, 1)

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
        self._count(item, machine, test_network, -1)

    def _count(
        self, item: ReplicatedItem, machine: VirtualMachine, test_network: str | None, by: int
    ) -> None:
        self.regions[machine.region] += by
        self.failing_over[item.failover_network] += by
        if test_network is not None:
            self.tested[test_network] += by


def _sources(machine: VirtualMachine) -> set[str]:
    return {ip.network for _, ip in machine.in_failover_order}
