"""Where a route leads, in each scenario."""

from models.assignment import Scenario
from models.plan import Plan
from models.routes import Journey, Route
from models.rules.failback import at_failback
from models.rules.failover import at_failover
from models.rules.landing import Landing
from models.rules.mapping import way_back
from models.rules.subnets import SubnetChoice, failover_subnet_again, target_subnet
from models.rules.terms import Terms
from models.rules.test_failover import at_test_failover


class Destinations:
    """The rules of one plan about routes, with what routes share worked out once."""

    def __init__(self, plan: Plan) -> None:
        """Nothing was asked yet."""
        self._plan = plan
        self._choices: dict[tuple[str, str, str | None], SubnetChoice] = {}
        self._homes: dict[tuple[str, str], str | None] = {}

    def landings(self, route: Route) -> dict[Scenario, Landing]:
        """Where a route leads; nowhere at all for who is not replicated."""
        journey, terms, policy = route.journey, route.terms, self._plan.policy
        if journey.failover_network is None:
            return {}
        source = self._plan.network(route.source[0]).subnets_by_key[route.source[1]]
        choice = self._choice(journey.failover_network, source.name, terms.failover_subnet)
        there = at_failover(terms, source, choice, policy)
        landings = {Scenario.FAILOVER: there}
        if journey.test_network is not None:
            choice = self._in_test(journey, journey.test_network, source.name, terms)
            landings[Scenario.TEST_FAILOVER] = at_test_failover(terms, source, choice)
        back = self._on_the_way_back(journey, there)
        landings[Scenario.FAILBACK] = at_failback(there, back, policy)
        return landings

    def home(self, journey: Journey) -> str | None:
        """The network that the way back leads to (B1)."""
        if journey.failover_network is None:
            return None
        way = journey.failover_network, journey.region
        if way not in self._homes:
            home = way_back(self._plan, *way)
            self._homes[way] = home.id if home is not None else None
        return self._homes[way]

    def _in_test(self, journey: Journey, network: str, source: str, terms: Terms) -> SubnetChoice:
        """The subnet in the test network (S7)."""
        if terms.test_subnet is None and network == journey.failover_network:
            there = self._choice(network, source, terms.failover_subnet)
            return failover_subnet_again(there)
        return self._choice(network, source, terms.test_subnet)

    def _on_the_way_back(self, journey: Journey, there: Landing) -> SubnetChoice | None:
        """The subnet back home by the name of the one at failover (B2)."""
        home, choice = self.home(journey), there.choice
        if home is None or choice is None or choice.name is None:
            return None
        return self._choice(home, choice.name, None)

    def _choice(self, target: str, source_name: str, configured: str | None) -> SubnetChoice:
        asked = target, source_name, configured
        choice = self._choices.get(asked)
        if choice is None:
            network = self._plan.network(target)
            choice = self._choices[asked] = target_subnet(network, source_name, configured)
        return choice
