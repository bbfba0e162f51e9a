"""The engine: the rules over a whole plan, one target subnet at a time.

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
from models.destinations import Destinations
from models.memory import garbage_collected_later
from models.occupancy import Occupancy, subnets_of
from models.plan import Plan, ReplicatedItem
from models.rules.allocation import fallback_at
from models.rules.landing import Landing
from models.rules.subnets import SubnetKey
from models.scenario_results import NOBODY, Before, ScenarioResults
from models.topology import IpConfigurationId, Subnet, VirtualNetwork
from models.touched import Touched

Changed: TypeAlias = Mapping[Scenario, Before]
"""The earlier results of those whose results are other than before."""


class Assignments:
    """The results of a plan in every scenario; kept right by :meth:`update`."""

    def __init__(self, plan: Plan, test_network: str | None = None) -> None:
        """Compute everything.

        ``test_network`` is the id of the network that items without a test failover
        network of their own are tested in; without one they have no result there.
        """
        self.plan = plan
        self.test_network = test_network
        self._compute(plan)

    def of(self, id: IpConfigurationId, scenario: Scenario) -> Assignment | None:
        """What an IP configuration gets; ``None`` where the scenario does not apply to it."""
        return self._scenarios[scenario].assignments.get(id)

    def failover(self, id: IpConfigurationId) -> Assignment | None:
        """What an IP configuration gets at failover; ``None`` where it is not replicated."""
        return self._scenarios[Scenario.FAILOVER].assignments.get(id)

    def test_failover(self, id: IpConfigurationId) -> Assignment | None:
        """What it gets at test failover; ``None`` without a test network."""
        return self._scenarios[Scenario.TEST_FAILOVER].assignments.get(id)

    def failback(self, id: IpConfigurationId) -> Assignment | None:
        """What it gets at failback; ``None`` where it is not replicated."""
        return self._scenarios[Scenario.FAILBACK].assignments.get(id)

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

    def landing_in(self, key: SubnetKey, scenario: Scenario) -> Mapping[IpConfigurationId, Landing]:
        """Who asks for an address of a subnet in a scenario."""
        return self._scenarios[scenario].members(key)

    def occupied(self, key: SubnetKey, scenario: Scenario) -> dict[int, Holder]:
        """Who holds which address of a subnet when a scenario starts (A2, B2, T8)."""
        return self._occupancy.held(self.plan, key, failback=scenario is Scenario.FAILBACK)

    def standing(self, key: SubnetKey) -> list[IpConfigurationId]:
        """The IP configurations that stand in a subnet today, lowest address first."""
        return self._occupancy.standing(self.plan, key)

    def test_network_of(self, item: ReplicatedItem) -> str | None:
        """The network an item is tested in, ``None`` if there is none."""
        return item.test_failover_network or self.test_network

    def users(self, network: str) -> AbstractSet[str]:
        """The machines of the replicated items that a network matters to, in any role."""
        return self._dependence.users[network]

    def standing_in(self, network: str) -> AbstractSet[str]:
        """The replicated machines that stand in a network today."""
        return self._dependence.standing[network]

    def serves(self, network: str) -> Scenario:
        """What a network is for: failover, unless only tests go there."""
        dependence = self._dependence
        only_tests = dependence.tested[network] > 0 and not dependence.failing_over[network]
        return Scenario.TEST_FAILOVER if only_tests else Scenario.FAILOVER

    @property
    def source_regions(self) -> frozenset[str]:
        """The regions that replicated machines run in today."""
        return frozenset(region for region, count in self._dependence.regions.items() if count > 0)

    def is_empty(self, network: VirtualNetwork) -> bool:
        """Whether no machine of the plan holds an address of a network today."""
        return not any(
            self._occupancy.any_in((network.id, subnet.key)) for subnet in network.subnets
        )

    def update(self, plan: Plan, touched: Touched) -> Changed:
        """Follow an edit from the present plan to ``plan``; what it changed."""
        if touched.everything:
            return self._recompute(plan)
        before = self.plan
        self._start(plan)
        self._mark_stale(before, touched)
        affected = self._affected(before, touched)
        self._follow_items(before, touched.items | touched.machines)
        moved = touched.machines | self._reordered(before, touched.items)
        for id in affected:
            self._place(Scenario.FAILOVER, id, id in moved)
        failover = self._serve(Scenario.FAILOVER)
        fed = affected | {id.virtual_machine for id in failover}
        for id in fed:
            self._place(Scenario.TEST_FAILOVER, id, id in moved)
            self._place(Scenario.FAILBACK, id, id in moved)
        for source in touched.mappings:
            for id in self._dependence.users[source] - fed:
                self._place(Scenario.FAILBACK, id)
        return {
            Scenario.FAILOVER: failover,
            Scenario.TEST_FAILOVER: self._serve(Scenario.TEST_FAILOVER),
            Scenario.FAILBACK: self._serve(Scenario.FAILBACK),
        }

    def _compute(self, plan: Plan) -> None:
        self._scenarios = {scenario: ScenarioResults() for scenario in Scenario}
        self._start(plan)
        self._occupancy = Occupancy(plan.virtual_machines)
        self._dependence = Dependence()
        for item in plan.replicated_items:
            machine = plan.machine(item.virtual_machine)
            self._dependence.add(item, machine, self.test_network_of(item))
        in_order = [item.virtual_machine for item in plan.items_in_order()]
        with garbage_collected_later():
            for scenario in Scenario:
                for id in in_order:
                    self._place(scenario, id)
                self._serve(scenario, sort=False)

    def _recompute(self, plan: Plan) -> Changed:
        before = self._scenarios
        self._compute(plan)
        return {
            scenario: _differences(before[scenario].assignments, results.assignments)
            for scenario, results in self._scenarios.items()
        }

    def _affected(self, before: Plan, touched: Touched) -> set[str]:
        """The machines that may land elsewhere than before."""
        affected = set(touched.items | touched.machines)
        for network in touched.networks:
            affected |= self._dependence.users[network]
        for mapping in self.plan.network_mappings:
            if mapping.target in touched.networks:
                affected |= self._dependence.users[mapping.source]
        return {
            id for id in affected if id in self.plan.replicated_items or before.item(id) is not None
        }

    def _mark_stale(self, before: Plan, touched: Touched) -> None:
        """Mark the subnets in which something else is occupied than before."""
        stale: set[SubnetKey] = set()
        for id in touched.networks:
            stale |= _differing_subnets(
                before.virtual_networks.get(id), self.plan.virtual_networks.get(id)
            )
        for id in touched.machines:
            for machine, count in (
                (before.virtual_machines.get(id), self._occupancy.remove),
                (self.plan.virtual_machines.get(id), self._occupancy.add),
            ):
                if machine is not None:
                    count(machine)
                    stale |= subnets_of(machine)
        for results in self._scenarios.values():
            results.stale |= stale
        for id in touched.items:
            if (before.item(id) is None) != (self.plan.item(id) is None):
                machine = self.plan.virtual_machines.get(id) or before.machine(id)
                self._scenarios[Scenario.FAILBACK].stale |= subnets_of(machine)

    def _reordered(self, before: Plan, items: AbstractSet[str]) -> AbstractSet[str]:
        """Those items, or none of them where all are served at the turn they had before."""
        same = all(_place_of(before, id) == _place_of(self.plan, id) for id in items)
        return frozenset() if same else items

    def _follow_items(self, before: Plan, ids: AbstractSet[str]) -> None:
        """Keep the index of who depends on which network right."""
        for plan, follow in (
            (before, self._dependence.remove),
            (self.plan, self._dependence.add),
        ):
            for id in ids:
                item, machine = plan.item(id), plan.virtual_machines.get(id)
                if item is not None and machine is not None:
                    follow(item, machine, self.test_network_of(item))

    def _place(self, scenario: Scenario, id: str, moved: bool = False) -> None:
        item = self.plan.item(id)
        landings = NOBODY
        if item is not None:
            landings = self._destination_at[scenario](item, self.plan.machine(id))
        self._scenarios[scenario].place(id, landings, moved)

    def _start(self, plan: Plan) -> None:
        """Take a plan; what its machines share is worked out once for each plan."""
        self.plan = plan
        failover = self._scenarios[Scenario.FAILOVER]
        destinations = Destinations(plan, failover, self.test_network)
        self._destination_at = {
            Scenario.FAILOVER: destinations.at_failover,
            Scenario.TEST_FAILOVER: destinations.at_test_failover,
            Scenario.FAILBACK: destinations.at_failback,
        }

    def _serve(self, scenario: Scenario, *, sort: bool = True) -> Before:
        policy = self.plan.policy
        return self._scenarios[scenario].serve(
            lambda key: (self._subnet(key), self.occupied(key, scenario)),
            policy.allocation_order,
            fallback_at(scenario, policy.next_available),
            self.turn if sort else None,
        )

    def _subnet(self, key: SubnetKey) -> Subnet:
        network, name = key
        return self.plan.network(network).subnets_by_key[name]


def assign(plan: Plan, test_network: str | None = None) -> Assignments:
    """Every result of a plan, computed afresh."""
    return Assignments(plan, test_network)


def _place_of(plan: Plan, id: str) -> tuple[int, int] | None:
    """What an item adds to the turn of its IP configurations."""
    item = plan.item(id)
    return None if item is None else (item.group, plan.replicated_items.position(id))


def _differences(
    old: Mapping[IpConfigurationId, Assignment], new: Mapping[IpConfigurationId, Assignment]
) -> Before:
    return {id: old.get(id) for id in old.keys() | new.keys() if old.get(id) != new.get(id)}


def _differing_subnets(
    before: VirtualNetwork | None, after: VirtualNetwork | None
) -> set[SubnetKey]:
    old = before.subnets_by_key if before else {}
    new = after.subnets_by_key if after else {}
    network = after or before
    if network is None:
        return set()
    return {(network.id, key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
