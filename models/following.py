"""How the engine follows an edit: whom it reaches, where they go now, and who is served again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from models.assignment import Scenario
from models.engine import Engine
from models.occupancy import subnets_of
from models.plan import NOTHING_SET, Plan, TestAddress
from models.routes import Route
from models.rules.subnets import SubnetKey
from models.scenario_results import Before
from models.topology import VirtualNetwork
from models.touched import Touched

Changed: TypeAlias = Mapping[Scenario, Before]
"""The earlier results of those whose results are other than before."""


class Following:
    """One edit that the engine follows, from the plan it has to another one."""

    def __init__(self, engine: Engine, plan: Plan, touched: Touched) -> None:
        """``touched`` are the rows in which the two plans may differ."""
        self._engine, self._touched = engine, touched
        self._before, self._after = engine.plan, plan
        self._leaving: defaultdict[Route, set[int]] = defaultdict(set)
        self._coming: defaultdict[Route, list[int]] = defaultdict(list)

    def changed(self) -> Changed:
        """Follow it; the earlier results of those that have others now."""
        engine, roster = self._engine, self._engine.roster
        engine.plan = self._after
        reached = self._touched.items | self._touched.machines
        affected = self._affected()
        self._lift(number for route in affected for number in route.members)
        self._mark_stale()
        renumbered = {id for id in reached if self._number(id)}
        items, moved = self._touched.items, self._touched.machines
        if engine.turns.follow(self._before, self._after, items, renumbered):
            moved |= items
        for id in reached:
            self._place(id, id in moved)
        self._move()
        self._lead(affected)
        numbers = {number for id in moved for number in roster.numbers_of(id)}
        return self._serve(numbers)

    def _affected(self) -> set[Route]:
        """The routes that may lead elsewhere than before."""
        touched, routes = self._touched, self._engine.routes
        targets = touched.networks | touched.mappings
        if touched.networks:
            mappings = self._after.network_mappings
            targets |= {one.source for one in mappings if one.target in touched.networks}
        found = {
            route
            for target in targets
            for journey in routes.leading_to(target)
            for route in journey.routes.values()
        }
        for network in touched.networks:
            found.update(routes.out_of(network))
        return found

    def _mark_stale(self) -> None:
        """Mark the subnets in which something else is occupied than before."""
        before, after, scenarios = self._before, self._after, self._engine.scenarios
        stale: set[SubnetKey] = set()
        for id in self._touched.networks:
            old, new = before.virtual_networks.get(id), after.virtual_networks.get(id)
            stale |= _differing_subnets(old, new)
        for id in self._touched.machines:
            for machine in (before.virtual_machines.get(id), after.virtual_machines.get(id)):
                stale |= subnets_of(machine) if machine is not None else set()
        freed: set[SubnetKey] = set()
        for id in self._touched.items:
            if (before.item(id) is None) != (after.item(id) is None):
                freed |= subnets_of(after.virtual_machines.get(id) or before.machine(id))
        for results in scenarios.values():
            results.stale |= stale
        scenarios[Scenario.FAILBACK].stale |= freed
        self._engine.occupancy.moved(stale | freed)

    def _number(self, id: str) -> bool:
        """Let a machine have numbers for its IP configurations; whether it got other ones."""
        roster, machine = self._engine.roster, self._after.virtual_machines.get(id)
        self._lift(roster.numbers_of(id))
        gone = list(roster.numbers_of(id))
        renumbered = machine is None or roster.add(machine)
        if machine is None:
            roster.forget(id)
        if renumbered:
            for number in gone:
                self._go(number, None)
            for results in self._engine.scenarios.values():
                results.grow()
            self._lift(roster.numbers_of(id))
        return renumbered

    def _place(self, id: str, moved: bool) -> None:
        """Let the IP configurations of a machine go the routes that the plan has for them."""
        engine, before = self._engine, self._before
        earlier = before.virtual_machines.get(id)
        if earlier is not None:
            engine.routes.journey(earlier, before.item(id)).without_nics.discard(id)
        machine = self._after.virtual_machines.get(id)
        if machine is not None:
            for number, route in engine.enrol(machine):
                if moved or route is not engine.roster.routes[number]:
                    self._go(number, route)

    def _go(self, number: int, route: Route | None) -> None:
        routes = self._engine.roster.routes
        before = routes[number]
        if before is not None:
            self._leaving[before].add(number)
        if route is not None:
            self._coming[route].append(number)
        else:
            self._engine.note_set(number, NOTHING_SET)
        routes[number] = route

    def _move(self) -> None:
        """Move those who go another way, or at another turn."""
        for route, leaving in self._leaving.items():
            route.members = [number for number in route.members if number not in leaving]
        for route, coming in self._coming.items():
            route.members = self._engine.turns.in_order([*route.members, *coming])

    def _lead(self, affected: Iterable[Route]) -> None:
        """Lead routes where the rules say now, but forget those that nobody goes any more."""
        routes = {route for route in self._coming if not route.landings}
        for route in affected:
            if route.members:
                routes.add(route)
            else:
                self._engine.drop(route)
        self._engine.lead(routes)

    def _lift(self, numbers: Iterable[int]) -> None:
        lifted = list(numbers)
        for results in self._engine.scenarios.values():
            results.lift(lifted)

    def _serve(self, moved: AbstractSet[int]) -> Changed:
        """Serve again in each scenario; what changes at failover may change the others."""
        found: dict[Scenario, Before] = {}
        numbers: Sequence[int] = ()
        readdressed: AbstractSet[int] = frozenset()
        for scenario, results in self._engine.scenarios.items():
            fed = self._feeds(scenario)
            results.lift(numbers if fed else ())
            results.settle(moved, readdressed if fed else ())
            self._engine.serve(scenario)
            reached, addresses, found[scenario] = results.changes()
            if scenario is Scenario.FAILOVER:
                numbers, readdressed = reached, addresses
        return found

    def _feeds(self, scenario: Scenario) -> bool:
        """Whether a scenario starts from what the failover gives (B1, T5)."""
        tries = self._after.policy.test_address is TestAddress.FAILOVER
        return scenario is Scenario.FAILBACK or (scenario is Scenario.TEST_FAILOVER and tries)


def _differing_subnets(
    before: VirtualNetwork | None, after: VirtualNetwork | None
) -> set[SubnetKey]:
    old = before.subnets_by_key if before else {}
    new = after.subnets_by_key if after else {}
    network = after or before
    if network is None:
        return set()
    return {(network.id, key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
