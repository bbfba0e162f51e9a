"""Which networks can reach one another: what T7 and overlapping address spaces turn on."""

from collections import defaultdict
from collections.abc import Iterator

from models.plan import Plan
from models.table import Table
from models.topology import VirtualNetwork


class Peerings:
    """Who is peered with whom among the networks of a plan, worked out once for all of them."""

    def __init__(self, networks: Table[VirtualNetwork]) -> None:
        """``networks`` are all of the plan."""
        self.networks = networks
        self._peers: defaultdict[str, set[str]] = defaultdict(set)
        for network in networks:
            for other in network.peered_with:
                if other in networks and other != network.id:
                    self._peers[network.id].add(other)
                    self._peers[other].add(network.id)

    def of(self, network: str) -> list[VirtualNetwork]:
        """The networks of the plan that are peered with a network, in their order."""
        peers = sorted(self._peers.get(network, ()), key=self.networks.position)
        return [self.networks[id] for id in peers]


def peers_of(plan: Plan, network: VirtualNetwork) -> Iterator[VirtualNetwork]:
    """The networks of the plan that are peered with a network, whichever side says so."""
    for other in plan.virtual_networks:
        if other.id != network.id and (
            other.id in network.peered_with or network.id in other.peered_with
        ):
            yield other


def overlap(one: VirtualNetwork, other: VirtualNetwork) -> str | None:
    """Address space that both networks have, as text; ``None`` where they share nothing."""
    for prefix in one.address_space:
        for theirs in other.address_space:
            if prefix in theirs:
                return str(prefix)
            if theirs in prefix:
                return str(theirs)
    return None
