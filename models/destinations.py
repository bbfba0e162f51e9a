"""Where the IP configurations of a replicated item land, in each scenario."""

from models.plan import Plan, ReplicatedItem
from models.rules.failback import at_failback
from models.rules.failover import at_failover
from models.rules.mapping import way_back
from models.rules.subnets import SubnetChoice, failover_subnet_again, target_subnet
from models.rules.test_failover import at_test_failover
from models.scenario_results import NOBODY, Landings, ScenarioResults
from models.topology import IpConfiguration, Subnet, VirtualMachine


class Destinations:
    """The rules of one plan, with what many machines share worked out once."""

    def __init__(self, plan: Plan, failover: ScenarioResults, test_network: str | None) -> None:
        """``failover`` holds the results at failover, which the other scenarios build on.

        ``test_network`` is for items without a test failover network of their own.
        """
        self._plan = plan
        self._failover = failover
        self._test_network = test_network
        self._standing: dict[tuple[str, str], Subnet] = {}
        self._choices: dict[tuple[str, str, str | None], SubnetChoice] = {}
        self._homes: dict[tuple[str, str], str | None] = {}

    def at_failover(self, item: ReplicatedItem, machine: VirtualMachine) -> Landings:
        """Where a machine lands at failover."""
        policy = self._plan.policy
        landings = {}
        for id, ip in machine.in_failover_order:
            source, settings = self._source(ip), item.decided_for(id)
            choice = self._choice(item.failover_network, source.name, settings.failover.subnet)
            landings[id] = at_failover(id, ip, source, settings, choice, policy)
        return landings

    def at_test_failover(self, item: ReplicatedItem, machine: VirtualMachine) -> Landings:
        """Where a machine lands in a test; nowhere without a test network."""
        policy, failover = self._plan.policy, self._failover.assignments
        test_network = item.test_failover_network or self._test_network
        if test_network is None:
            return NOBODY
        landings = {}
        for id, ip in machine.in_failover_order:
            source, settings = self._source(ip), item.decided_for(id)
            configured = settings.test_failover.subnet
            if configured is None and test_network == item.failover_network:
                there = self._choice(test_network, source.name, settings.failover.subnet)
                choice = failover_subnet_again(there)
            else:
                choice = self._choice(test_network, source.name, configured)
            landings[id] = at_test_failover(id, ip, source, settings, choice, failover[id], policy)
        return landings

    def at_failback(self, item: ReplicatedItem, machine: VirtualMachine) -> Landings:
        """Where a machine lands on its way back."""
        policy, failover = self._plan.policy, self._failover.assignments
        home = self._home(item.failover_network, machine.region)
        landings = {}
        for id, landing in self._failover.landings_of(machine.id).items():
            there, choice = landing.choice, None
            if home is not None and there is not None and there.name is not None:
                choice = self._choice(home, there.name, None)
            landings[id] = at_failback(id, failover[id], there, choice, policy)
        return landings

    def _source(self, ip: IpConfiguration) -> Subnet:
        where = (ip.network, ip.subnet)
        subnet = self._standing.get(where)
        if subnet is None:
            subnet = self._standing[where] = self._plan.subnet_of(ip)
        return subnet

    def _choice(self, target: str, source_name: str, configured: str | None) -> SubnetChoice:
        asked = (target, source_name, configured)
        choice = self._choices.get(asked)
        if choice is None:
            network = self._plan.network(target)
            choice = self._choices[asked] = target_subnet(network, source_name, configured)
        return choice

    def _home(self, failover_network: str, region: str) -> str | None:
        way = (failover_network, region)
        if way not in self._homes:
            home = way_back(self._plan, *way)
            self._homes[way] = home.id if home is not None else None
        return self._homes[way]
