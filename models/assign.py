"""The engine: the rules over a whole plan, one target subnet at a time.

Within a scenario a result depends only on the requests that land in its subnet and on
what is occupied there. So an edit recomputes the subnets it touches, then those that the
changed failover results feed, and nothing else; the outcome is what computing everything
afresh would give.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from models.assignment import Assignment, Holder, Scenario
from models.occupancy import Occupancy, SubnetKey, subnets_of
from models.plan import NextAvailable, Plan, ReplicatedItem
from models.rules.allocation import Fallback
from models.rules.failback import at_failback
from models.rules.failover import at_failover
from models.rules.landing import Landing
from models.rules.mapping import way_back
from models.rules.test_failover import at_test_failover
from models.scenario_results import NOBODY, Before, Landings, ScenarioResults
from models.topology import IpConfigurationId, Subnet, VirtualMachine, VirtualNetwork
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

    def landing_in(self, key: SubnetKey, scenario: Scenario) -> Mapping[IpConfigurationId, Landing]:
        """Who asks for an address of a subnet in a scenario."""
        return self._scenarios[scenario].members(key)

    def occupied(self, key: SubnetKey, scenario: Scenario) -> dict[int, Holder]:
        """Who holds which address of a subnet when a scenario starts (A2, B2, T8)."""
        return self._occupancy.held(self.plan, key, failback=scenario is Scenario.FAILBACK)

    def standing(self, key: SubnetKey) -> list[IpConfigurationId]:
        """The IP configurations that stand in a subnet today, lowest address first."""
        return self._occupancy.standing(key)

    def test_network_of(self, item: ReplicatedItem) -> str | None:
        """The network an item is tested in, ``None`` if there is none."""
        return item.test_failover_network or self.test_network

    def users(self, network: str) -> AbstractSet[str]:
        """The machines of the replicated items that a network matters to, in any role."""
        return self._users[network]

    def standing_in(self, network: str) -> AbstractSet[str]:
        """The replicated machines that stand in a network today."""
        return self._sources[network]

    @property
    def source_regions(self) -> frozenset[str]:
        """The regions that replicated machines run in today."""
        return frozenset(region for region, count in self._regions.items() if count > 0)

    def is_empty(self, network: VirtualNetwork) -> bool:
        """Whether no machine of the plan holds an address of a network today."""
        return not any(
            self._occupancy.any_in((network.id, subnet.key)) for subnet in network.subnets
        )

    def update(self, plan: Plan, touched: Touched) -> Changed:
        """Follow an edit from the present plan to ``plan``; what it changed."""
        if touched.everything:
            return self._recompute(plan)
        before, self.plan = self.plan, plan
        self._mark_stale(before, touched)
        affected = self._affected(before, touched)
        moved = touched.items | touched.machines
        for id in moved:
            self._index(before.item(id), before.virtual_machines.get(id), forget=True)
            self._index(plan.item(id), plan.virtual_machines.get(id))
        for id in affected:
            self._place(Scenario.FAILOVER, id, id in moved)
        failover = self._serve(Scenario.FAILOVER)
        fed = affected | {id.virtual_machine for id in failover}
        for scenario in (Scenario.TEST_FAILOVER, Scenario.FAILBACK):
            for id in fed:
                self._place(scenario, id, id in moved)
        for source in touched.mappings:
            for id in self._users[source] - fed:
                self._place(Scenario.FAILBACK, id)
        return {
            Scenario.FAILOVER: failover,
            Scenario.TEST_FAILOVER: self._serve(Scenario.TEST_FAILOVER),
            Scenario.FAILBACK: self._serve(Scenario.FAILBACK),
        }

    def _compute(self, plan: Plan) -> None:
        self.plan = plan
        self._occupancy = Occupancy(plan.virtual_machines)
        self._scenarios = {scenario: ScenarioResults() for scenario in Scenario}
        self._users: dict[str, set[str]] = defaultdict(set)
        self._sources: dict[str, set[str]] = defaultdict(set)
        self._regions: Counter[str] = Counter()
        for item in plan.replicated_items:
            self._index(item, plan.machine(item.virtual_machine))
        for scenario in Scenario:
            for item in plan.items_in_order():
                self._place(scenario, item.virtual_machine)
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
            affected |= self._users[network]
        for mapping in self.plan.network_mappings:
            if mapping.target in touched.networks:
                affected |= self._users[mapping.source]
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

    def _index(
        self, item: ReplicatedItem | None, machine: VirtualMachine | None, forget: bool = False
    ) -> None:
        """Remember which networks a replicated item depends on."""
        if item is None or machine is None:
            return
        id = item.virtual_machine
        self._regions[machine.region] += -1 if forget else 1
        sources = {ip.network for _, ip in machine.in_failover_order}
        test_network = self.test_network_of(item)
        users = {item.failover_network} | ({test_network} if test_network else set()) | sources
        for index, networks in ((self._sources, sources), (self._users, users)):
            for network in networks:
                if forget:
                    index[network].discard(id)
                else:
                    index[network].add(id)

    def _place(self, scenario: Scenario, id: str, moved: bool = False) -> None:
        item = self.plan.item(id)
        landings = NOBODY if item is None else self._landings(scenario, item)
        self._scenarios[scenario].place(id, landings, moved)

    def _landings(self, scenario: Scenario, item: ReplicatedItem) -> Landings:
        match scenario:
            case Scenario.FAILOVER:
                return self._failover_landings(item)
            case Scenario.TEST_FAILOVER:
                return self._test_failover_landings(item)
            case Scenario.FAILBACK:
                return self._failback_landings(item)

    def _failover_landings(self, item: ReplicatedItem) -> Landings:
        plan = self.plan
        target = plan.network(item.failover_network)
        return {
            id: at_failover(id, ip, plan.subnet_of(ip), item.settings_of(id), target, plan.policy)
            for id, ip in plan.machine(item.virtual_machine).in_failover_order
        }

    def _test_failover_landings(self, item: ReplicatedItem) -> Landings:
        plan = self.plan
        test_network = self.test_network_of(item)
        if test_network is None:
            return NOBODY
        target, test = plan.network(item.failover_network), plan.network(test_network)
        failover = self._scenarios[Scenario.FAILOVER].assignments
        return {
            id: at_test_failover(
                id,
                ip,
                plan.subnet_of(ip),
                item.settings_of(id),
                target,
                test,
                failover[id],
                plan.policy,
            )
            for id, ip in plan.machine(item.virtual_machine).in_failover_order
        }

    def _failback_landings(self, item: ReplicatedItem) -> Landings:
        plan = self.plan
        machine = plan.machine(item.virtual_machine)
        there = plan.network(item.failover_network)
        home = way_back(plan, item.failover_network, machine.region)
        landings = {}
        for id, _ in machine.in_failover_order:
            failover = self._scenarios[Scenario.FAILOVER].assignments[id]
            standing = there.subnet(failover.subnet) if failover.subnet else None
            landings[id] = at_failback(id, failover, standing, home, plan.policy)
        return landings

    def _serve(self, scenario: Scenario, *, sort: bool = True) -> Before:
        policy = self.plan.policy
        if scenario is Scenario.TEST_FAILOVER:
            fallback = Fallback.END_OF_RANGE
        elif policy.next_available is NextAvailable.AFTER_SOURCE:
            fallback = Fallback.AFTER_SOURCE
        else:
            fallback = Fallback.LOWEST
        return self._scenarios[scenario].serve(
            lambda key: (self._subnet(key), self.occupied(key, scenario)),
            policy.allocation_order,
            fallback,
            self._turn if sort else None,
        )

    def _subnet(self, key: SubnetKey) -> Subnet:
        network, name = key
        return self.plan.network(network).subnets_by_key[name]

    def _turn(self, id: IpConfigurationId) -> tuple[int, ...]:
        """When an IP configuration is served (F6)."""
        items = self.plan.replicated_items
        machine = self.plan.machine(id.virtual_machine)
        return (
            items[id.virtual_machine].group,
            items.position(id.virtual_machine),
            machine.rank_of[id],
        )


def assign(plan: Plan, test_network: str | None = None) -> Assignments:
    """Every result of a plan, computed afresh."""
    return Assignments(plan, test_network)


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
