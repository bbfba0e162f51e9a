"""Routes: what many IP configurations share, so that the rules decide it once for all of them.

Two IP configurations go the same way where they stand in one subnet, their items go from
one region to the same networks, and nothing else that was set tells them apart. Only their
addresses differ. An estate of any size has few routes, about as many as subnets.
"""

from collections.abc import Iterable, Iterator

from models.assignment import Scenario
from models.plan import ReplicatedItem
from models.rules.landing import Landing
from models.rules.subnets import SubnetKey, subnet_key
from models.rules.terms import Terms, TermsKey
from models.topology import VirtualMachine


class Route:
    """The way of all IP configurations with equal terms, in every scenario.

    ``members`` are their numbers in the order of F6. ``landings`` says where they land in
    each scenario that applies to them.
    """

    __slots__ = ("journey", "landings", "members", "source", "terms")

    def __init__(self, journey: "Journey", terms: Terms) -> None:
        """Nobody goes it yet."""
        self.journey, self.terms = journey, terms
        self.source: SubnetKey = subnet_key(terms.network, terms.subnet)
        self.members: list[int] = []
        self.landings: dict[Scenario, Landing] = {}


class Journey:
    """From a region to the networks of some replicated items, or nowhere for other machines.

    ``routes`` are the ways of the IP configurations of who makes it, ``without_nics`` the
    machines that make it and have none.
    """

    __slots__ = ("failover_network", "region", "routes", "test_network", "without_nics")

    def __init__(self, region: str, failover_network: str | None, test_network: str | None) -> None:
        """Nobody makes it yet."""
        self.region = region
        self.failover_network, self.test_network = failover_network, test_network
        self.without_nics: set[str] = set()
        self.routes: dict[TermsKey, Route] = {}

    @property
    def replicated(self) -> bool:
        """Whether those who make it fail over at all."""
        return self.failover_network is not None

    @property
    def made(self) -> bool:
        """Whether any machine makes it now."""
        return bool(self.without_nics) or any(route.members for route in self.routes.values())


class Routes:
    """Every journey and every route of a plan."""

    def __init__(self, test_network: str | None) -> None:
        """``test_network`` is for items without a test failover network of their own."""
        self._test_network = test_network
        self._journeys: dict[tuple[str, str | None, str | None], Journey] = {}
        self._by_subnet: dict[SubnetKey, dict[Route, None]] = {}
        self._by_network: dict[str, dict[Route, None]] = {}
        self._leading_to: dict[str, list[Journey]] = {}

    def __iter__(self) -> Iterator[Route]:
        for journey in self._journeys.values():
            yield from journey.routes.values()

    def journey(self, machine: VirtualMachine, item: ReplicatedItem | None) -> Journey:
        """The one that a machine makes."""
        asked: tuple[str, str | None, str | None] = machine.region, None, None
        if item is not None:
            test = item.test_failover_network or self._test_network
            asked = machine.region, item.failover_network, test
        return self._journeys.get(asked) or self._journey(*asked)

    def route(self, journey: Journey, terms: TermsKey) -> Route:
        """A new way on a journey, for IP configurations with these terms."""
        route = journey.routes[terms] = Route(journey, Terms(*terms))
        self._by_subnet.setdefault(route.source, {})[route] = None
        self._by_network.setdefault(route.terms.network, {})[route] = None
        return route

    def _journey(self, region: str, failover: str | None, test: str | None) -> Journey:
        journey = self._journeys[region, failover, test] = Journey(region, failover, test)
        for network in {failover, test}:
            if network is not None:
                self._leading_to.setdefault(network, []).append(journey)
        return journey

    def drop(self, route: Route) -> None:
        """Forget a route that nobody goes any more."""
        del route.journey.routes[route.terms]
        del self._by_subnet[route.source][route]
        del self._by_network[route.terms.network][route]

    def out_of_subnet(self, key: SubnetKey) -> Iterable[Route]:
        """The routes of everybody who stands in a subnet today."""
        return self._by_subnet.get(key, ())

    def out_of(self, network: str) -> Iterable[Route]:
        """The routes of everybody who stands in a network today."""
        return self._by_network.get(network, ())

    def leading_to(self, network: str) -> Iterable[Journey]:
        """The journeys that end in a network, at failover or in a test."""
        return self._leading_to.get(network, ())

    @property
    def journeys(self) -> Iterable[Journey]:
        """All that are made, or were made once."""
        return self._journeys.values()
