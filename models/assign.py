"""The results of a plan: the rules over all of it, one target subnet at a time.

Within a scenario a result depends only on the requests that land in its subnet and on
what is occupied there. So an edit recomputes the subnets it touches, then those that the
changed failover results feed, and nothing else; the outcome is what computing everything
afresh would give.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from models.assignment import Assignment, Holder, Scenario
from models.dependence import Dependence
from models.engine import Engine
from models.following import Changed, Following
from models.landed import Landed
from models.plan import Plan, ReplicatedItem
from models.rules.allocation import Served
from models.rules.subnets import SubnetKey
from models.topology import IpConfigurationId, VirtualNetwork
from models.touched import Touched

Results: TypeAlias = tuple[Assignment | None, Assignment | None, Assignment | None]
"""What one IP configuration gets at failover, at test failover and at failback."""

__all__ = ["Assignments", "Changed", "Results", "assign"]


class Assignments:
    """The results of a plan in every scenario; kept right by :meth:`update`."""

    def __init__(self, plan: Plan, test_network: str | None = None) -> None:
        """Compute everything.

        ``test_network`` is the id of the network that items without a test failover
        network of their own are tested in; without one they have no result there.
        """
        self.test_network = test_network
        self._start(plan)

    @property
    def plan(self) -> Plan:
        """The plan whose results these are."""
        return self._engine.plan

    def of(self, id: IpConfigurationId, scenario: Scenario) -> Assignment | None:
        """What an IP configuration gets; ``None`` where the scenario does not apply to it."""
        return self._engine.result(id, scenario)

    def failover(self, id: IpConfigurationId) -> Assignment | None:
        """What an IP configuration gets at failover; ``None`` where it is not replicated."""
        return self.of(id, Scenario.FAILOVER)

    def test_failover(self, id: IpConfigurationId) -> Assignment | None:
        """What it gets at test failover; ``None`` without a test network."""
        return self.of(id, Scenario.TEST_FAILOVER)

    def failback(self, id: IpConfigurationId) -> Assignment | None:
        """What it gets at failback; ``None`` where it is not replicated."""
        return self.of(id, Scenario.FAILBACK)

    def of_machine(self, virtual_machine: str) -> list[Results]:
        """What each IP configuration of a machine gets, in the order of F6."""
        failover, test, failback = self._engine.scenarios.values()
        return [
            (failover.result(number), test.result(number), failback.result(number))
            for number in self._engine.roster.numbers_of(virtual_machine)
        ]

    def in_order(self) -> Iterator[IpConfigurationId]:
        """Every IP configuration of every replicated item, in the order of F6."""
        for item in self.plan.items_in_order():
            for id, _ in self.plan.machine(item.virtual_machine).in_failover_order:
                yield id

    def turn(self, id: IpConfigurationId) -> tuple[int, ...]:
        """When an IP configuration of a replicated item is served, to sort by (F6)."""
        items = self.plan.replicated_items
        machine = self.plan.machine(id.virtual_machine)
        return (
            items[id.virtual_machine].group,
            items.position(id.virtual_machine),
            machine.rank_of[id],
        )

    def landing_in(self, key: SubnetKey, scenario: Scenario) -> Landed:
        """Who asks for an address of a subnet in a scenario, and for which."""
        results = self._engine.scenarios[scenario]
        return Landed(results.requests.members(key), results.requests.columns)

    def served(self, key: SubnetKey, scenario: Scenario) -> Served:
        """How many get an address of a subnet in a scenario, and how they do."""
        return self._engine.scenarios[scenario].served(key)

    def occupied(self, key: SubnetKey, scenario: Scenario) -> Mapping[int, Holder]:
        """Who holds which address of a subnet when a scenario starts (A2, B2, T8)."""
        return self._engine.held(key, scenario)

    def available(self, key: SubnetKey) -> int:
        """How many addresses of a subnet are available when a failover starts (A3)."""
        return self._engine.occupancy.available(self.plan, key)

    def standing(self, key: SubnetKey) -> list[IpConfigurationId]:
        """The IP configurations that stand in a subnet today, lowest address first."""
        return self._engine.occupancy.standing(self.plan, key)

    def test_network_of(self, item: ReplicatedItem) -> str | None:
        """The network an item is tested in, ``None`` if there is none."""
        return item.test_failover_network or self.test_network

    def users(self, network: str) -> AbstractSet[str]:
        """The machines of the replicated items that a network matters to, in any role."""
        return self._dependence.users(network)

    def is_used(self, network: str) -> bool:
        """Whether a network matters to a replicated item in any role."""
        return self._dependence.is_used(network)

    def is_left(self, network: str) -> bool:
        """Whether a replicated machine stands in a network today."""
        return self._dependence.is_left(network)

    def standing_in(self, network: str) -> AbstractSet[str]:
        """The replicated machines that stand in a network today."""
        return self._dependence.standing(network)

    def serves(self, network: str) -> Scenario:
        """What a network is for: failover, unless only tests go there."""
        only_tests = self._dependence.only_tests(network)
        return Scenario.TEST_FAILOVER if only_tests else Scenario.FAILOVER

    @property
    def source_regions(self) -> frozenset[str]:
        """The regions that replicated machines run in today."""
        return self._dependence.regions

    def is_empty(self, network: VirtualNetwork) -> bool:
        """Whether no machine of the plan holds an address of a network today."""
        return not any(
            self._engine.occupancy.any_in((network.id, subnet.key)) for subnet in network.subnets
        )

    def update(self, plan: Plan, touched: Touched) -> Changed:
        """Follow an edit from the present plan to ``plan``; what it changed."""
        if touched.everything:
            return self._recompute(plan)
        return Following(self._engine, plan, touched).changed()

    def _start(self, plan: Plan) -> None:
        self._engine = Engine(plan, self.test_network)
        self._dependence = Dependence(self._engine.routes, self._engine.roster)

    def _recompute(self, plan: Plan) -> Changed:
        before = self._engine
        self._start(plan)
        after = self._engine
        ids = dict.fromkeys((*before.known(), *after.known()))
        return {
            scenario: {
                id: old
                for id in ids
                if (old := before.result(id, scenario)) != after.result(id, scenario)
            }
            for scenario in Scenario
        }


def assign(plan: Plan, test_network: str | None = None) -> Assignments:
    """Every result of a plan, computed afresh."""
    return Assignments(plan, test_network)
