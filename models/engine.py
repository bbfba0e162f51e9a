"""The engine's machinery: it counts everybody in, lets them land, and serves them.

The rules decide once for each route what its IP configurations have in common
(:mod:`models.routes`). What tells those apart are numbers in lists (:mod:`models.roster`).
"""

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from models.assignment import Assignment, Holder, Scenario
from models.destinations import Destinations
from models.memory import garbage_collected_later
from models.occupancy import Occupancy
from models.plan import NOTHING_SET, IpConfigurationSettings, Plan, ReplicatedItem, TestAddress
from models.roster import Roster
from models.routes import Route, Routes
from models.rules.allocation import fallback_at
from models.rules.landing import set_address
from models.rules.subnets import SubnetKey
from models.rules.terms import terms_of
from models.scenario_requests import Addresses, ScenarioRequests
from models.scenario_results import ScenarioResults
from models.topology import IpConfigurationId, Subnet, VirtualMachine
from models.turns import Turns


class Engine:
    """A plan and its results in every scenario, by number."""

    def __init__(self, plan: Plan, test_network: str | None) -> None:
        """Compute everything."""
        self.plan = plan
        self.roster = Roster()
        self.turns = Turns(self.roster)
        self.routes = Routes(test_network)
        self.occupancy = Occupancy(self.routes, self.roster)
        self.scenarios = _scenarios(plan, self.roster, self.turns)
        with garbage_collected_later():
            self._enrol_everybody()
            self.lead(self.routes)
            for scenario, results in self.scenarios.items():
                results.settle_all(self.routes)
                self.serve(scenario, first=True)

    def result(self, id: IpConfigurationId, scenario: Scenario) -> Assignment | None:
        """What an IP configuration gets; ``None`` where the scenario does not apply to it."""
        number = self.roster.number(id)
        return None if number is None else self.scenarios[scenario].result(number)

    def known(self) -> Iterator[IpConfigurationId]:
        """Every IP configuration of the plan."""
        for route in self.routes:
            yield from (self.roster.ids[number] for number in route.members)

    def enrol(self, machine: VirtualMachine) -> Iterator[tuple[int, Route]]:
        """Count a machine in: the number of each of its IP configurations, and its route.

        What is known of a number already is put right.
        """
        item = self.plan.item(machine.id)
        journey = self.routes.journey(machine, item)
        numbers = self.roster.numbers_of(machine.id)
        if not numbers:
            journey.without_nics.add(machine.id)
        for number, (id, ip) in zip(numbers, machine.in_failover_order, strict=True):
            settings = NOTHING_SET if item is None else item.decided_for(id)
            self.roster.sources[number] = ip.ipv4
            self.note_set(number, settings)
            terms = terms_of(ip, settings)
            yield number, journey.routes.get(terms) or self.routes.route(journey, terms)

    def lead(self, routes: Iterable[Route]) -> None:
        """Let the rules say where routes lead."""
        destinations = Destinations(self.plan)
        for route in routes:
            route.landings = destinations.landings(route)
            for results in self.scenarios.values():
                results.requests.lead(route)

    def drop(self, route: Route) -> None:
        """Forget a route that nobody goes."""
        route.landings = {}
        for results in self.scenarios.values():
            results.requests.lead(route)
        self.routes.drop(route)

    def serve(self, scenario: Scenario, *, first: bool = False) -> None:
        """Hand out the addresses of every stale subnet in a scenario."""
        policy = self.plan.policy
        self.scenarios[scenario].serve(
            lambda key: (self._subnet(key), self.held(key, scenario)),
            policy.allocation_order,
            fallback_at(scenario, policy.next_available),
            first=first,
        )

    def held(self, key: SubnetKey, scenario: Scenario) -> Mapping[int, Holder]:
        """Who holds which address of a subnet when a scenario starts (A2, B2, T8)."""
        return self.occupancy.held(self.plan, key, failback=scenario is Scenario.FAILBACK)

    def _enrol_everybody(self) -> None:
        """What :meth:`enrol` does, for all machines at once while nothing is known yet."""
        ids, sources, route_of = self.roster.ids, self.roster.sources, self.roster.routes
        first, routes = self.roster.first, self.routes
        for machine, item in self._machines_in_order():
            journey, in_order = routes.journey(machine, item), machine.in_failover_order
            if in_order:
                first[machine.id] = len(ids)
            else:
                journey.without_nics.add(machine.id)
            for id, ip in in_order:
                settings = NOTHING_SET if item is None else item.decided_for(id)
                terms = terms_of(ip, settings)
                route = journey.routes.get(terms) or routes.route(journey, terms)
                route.members.append(len(ids))
                if settings is not NOTHING_SET:
                    self.note_set(len(ids), settings)
                ids.append(id)
                sources.append(ip.ipv4)
                route_of.append(route)

    def _machines_in_order(self) -> Iterator[tuple[VirtualMachine, ReplicatedItem | None]]:
        """All machines in the order of F6, with their items; those without one come last."""
        machines, items = self.plan.virtual_machines, self.plan.replicated_items
        for item in sorted(items, key=attrgetter("group")):
            yield machines[item.virtual_machine], item
        if len(items) < len(machines):
            yield from ((machine, None) for machine in machines if machine.id not in items)

    def note_set(self, number: int, settings: IpConfigurationSettings) -> None:
        """Note which addresses were set for a number."""
        for scenario, chosen in (
            (Scenario.FAILOVER, settings.failover),
            (Scenario.TEST_FAILOVER, settings.test_failover),
        ):
            self.scenarios[scenario].requests.set_address(number, set_address(chosen))

    def _subnet(self, key: SubnetKey) -> Subnet:
        network, name = key
        return self.plan.network(network).subnets_by_key[name]


def _scenarios(plan: Plan, roster: Roster, turns: Turns) -> dict[Scenario, ScenarioResults]:
    """The scenarios in the order in which they build on one another."""
    today = roster.sources
    there: list[int | None] = []
    tried = there if plan.policy.test_address is TestAddress.FAILOVER else today  # T5

    def results(
        scenario: Scenario, sources: Addresses, kept: Addresses, given: list[int | None]
    ) -> ScenarioResults:
        requests = ScenarioRequests(scenario, roster, turns, sources, kept)
        return ScenarioResults(roster, requests, given)

    return {
        Scenario.FAILOVER: results(Scenario.FAILOVER, today, today, there),
        Scenario.TEST_FAILOVER: results(Scenario.TEST_FAILOVER, today, tried, []),
        Scenario.FAILBACK: results(Scenario.FAILBACK, there, there, []),
    }
