"""What stands in each subnet today: rule A2."""

from collections.abc import Iterable, Mapping

from models.assignment import Holder
from models.plan import Plan
from models.roster import Roster
from models.routes import Route, Routes
from models.rules.availability import available_count
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import IpConfigurationId, Subnet, VirtualMachine


class Occupancy:
    """Who holds which IPv4 address of a subnet, looked up once until something moves there."""

    def __init__(self, routes: Routes, roster: Roster) -> None:
        """``routes`` says who stands in each subnet, ``roster`` at which address."""
        self._routes, self._roster = routes, roster
        self._in_use: dict[SubnetKey, tuple[Subnet, dict[int, Holder]]] = {}
        self._held: dict[tuple[SubnetKey, bool], dict[int, Holder]] = {}
        self._available: dict[SubnetKey, int] = {}

    def moved(self, keys: Iterable[SubnetKey]) -> None:
        """Look again at subnets in which something else stands now."""
        for key in keys:
            self._held.pop((key, False), None)
            self._held.pop((key, True), None)
            self._available.pop(key, None)

    def any_in(self, key: SubnetKey) -> bool:
        """Whether an IP configuration of a machine stands in a subnet."""
        return any(route.members for route in self._routes.out_of_subnet(key))

    def standing(self, plan: Plan, key: SubnetKey) -> list[IpConfigurationId]:
        """The IP configurations in a subnet, lowest address first.

        Then those without one, in the order of the plan.
        """
        ids, sources, machines = self._roster.ids, self._roster.sources, plan.virtual_machines

        def place(number: int) -> tuple[bool, int, int]:
            address = sources[number]
            if address is not None:
                return False, address, 0
            return True, machines.position(ids[number].virtual_machine), number

        routes = self._routes.out_of_subnet(key)
        numbers = sorted((number for route in routes for number in route.members), key=place)
        return [ids[number] for number in numbers]

    def held(self, plan: Plan, key: SubnetKey, failback: bool = False) -> Mapping[int, Holder]:
        """Who holds which address of a subnet, as integers.

        At failback the machines that are replicated hold nothing any more (B2).
        """
        held = self._held.get((key, failback))
        if held is None:
            subnet = plan.network(key[0]).subnets_by_key[key[1]]
            held = self._held[key, failback] = dict(self._in_use_of(key, subnet))
            for route in self._routes.out_of_subnet(key):
                if not (failback and route.journey.replicated):
                    held.update(self._held_by(route))
        return held

    def available(self, plan: Plan, key: SubnetKey) -> int:
        """How many addresses of a subnet are available today (A3)."""
        count = self._available.get(key)
        if count is None:
            subnet = plan.network(key[0]).subnets_by_key[key[1]]
            count = self._available[key] = available_count(subnet, self.held(plan, key))
        return count

    def _in_use_of(self, key: SubnetKey, subnet: Subnet) -> Mapping[int, Holder]:
        known = self._in_use.get(key)
        if known is None or known[0] is not subnet:
            known = self._in_use[key] = subnet, in_use(subnet)
        return known[1]

    def _held_by(self, route: Route) -> Iterable[tuple[int, IpConfigurationId]]:
        ids, sources = self._roster.ids, self._roster.sources
        return (
            (address, ids[number])
            for number in route.members
            if (address := sources[number]) is not None
        )


def in_use(subnet: Subnet) -> dict[int, Holder]:
    """What holds addresses of a subnet apart from the machines of the plan."""
    return {int(entry.address): entry.by for entry in subnet.in_use if entry.address.version == 4}


def subnets_of(machine: VirtualMachine) -> set[SubnetKey]:
    """The subnets a machine stands in."""
    return {
        subnet_key(ip.network, ip.subnet)
        for nic in machine.network_interfaces
        for ip in nic.ip_configurations
    }
