"""What the networks of a plan are to the machines that go there, worked out once for many."""

from functools import cached_property

from models.plan import ReplicatedItem
from models.rules.peering import Peerings
from models.table import Table
from models.topology import VirtualNetwork


class Surroundings:
    """The networks of a plan, looked at for what there may be to say of a machine."""

    def __init__(self, networks: Table[VirtualNetwork]) -> None:
        """``networks`` are all of the plan."""
        self.networks = networks
        self._peerings = Peerings(networks)
        self._quiet: dict[tuple[str, str, str | None], bool] = {}

    @cached_property
    def delegated(self) -> frozenset[tuple[str, str]]:
        """The delegated subnets, by the ids of their networks and their own names."""
        return frozenset(
            (network.id, subnet.name)
            for network in self.networks
            for subnet in network.subnets
            if subnet.delegation
        )

    def production_peers(self, network: str) -> list[str]:
        """The networks marked production that a network is peered with, by id."""
        return [peer.id for peer in self._peerings.of(network) if peer.production]

    def peers(self, network: str) -> list[str]:
        """The networks of the plan that a network is peered with, by id."""
        return [peer.id for peer in self._peerings.of(network)]

    def quiet(self, region: str, item: ReplicatedItem) -> bool:
        """Whether nothing is to be said of where a machine of a region fails over and is tested."""
        asked = region, item.failover_network, item.test_failover_network
        quiet = self._quiet.get(asked)
        if quiet is None:
            quiet = self._quiet[asked] = self._is_quiet(*asked)
        return quiet

    def _is_quiet(self, region: str, failover: str, test: str | None) -> bool:
        if self.networks[failover].region == region or test is None or test == failover:
            return False
        return not (self.networks[test].production or self.production_peers(test))
