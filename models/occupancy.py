"""What stands in each subnet today: rule A2."""

from collections import defaultdict
from collections.abc import Iterable

from models.assignment import Holder
from models.plan import Plan
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import IpConfigurationId, VirtualMachine


class Occupancy:
    """The IPv4 addresses that the machines of a plan hold today, by subnet."""

    def __init__(self, machines: Iterable[VirtualMachine]) -> None:
        """Count in every machine given."""
        self._by_subnet: dict[SubnetKey, dict[int, IpConfigurationId]] = defaultdict(dict)
        self._standing: dict[SubnetKey, dict[IpConfigurationId, int | None]] = defaultdict(dict)
        for machine in machines:
            self.add(machine)

    def add(self, machine: VirtualMachine) -> None:
        """Count a machine in."""
        for id, ip in machine.in_failover_order:
            key = subnet_key(ip.network, ip.subnet)
            self._standing[key][id] = ip.ipv4
            if ip.ipv4 is not None:
                self._by_subnet[key][ip.ipv4] = id

    def remove(self, machine: VirtualMachine) -> None:
        """Count a machine out."""
        for id, ip in machine.in_failover_order:
            key = subnet_key(ip.network, ip.subnet)
            self._standing[key].pop(id, None)
            if ip.ipv4 is not None and self._by_subnet[key].get(ip.ipv4) == id:
                del self._by_subnet[key][ip.ipv4]

    def any_in(self, key: SubnetKey) -> bool:
        """Whether an IP configuration of a machine stands in a subnet."""
        return bool(self._standing.get(key))

    def standing(self, plan: Plan, key: SubnetKey) -> list[IpConfigurationId]:
        """The IP configurations in a subnet, lowest address first.

        Then those without one, in the order of the plan.
        """
        standing, machines = self._standing.get(key, {}), plan.virtual_machines

        def place(id: IpConfigurationId) -> tuple[bool, int, int]:
            if (address := standing[id]) is not None:
                return False, address, 0
            machine = id.virtual_machine
            return True, machines.position(machine), machines[machine].rank_of[id]

        return sorted(standing, key=place)

    def held(self, plan: Plan, key: SubnetKey, failback: bool = False) -> dict[int, Holder]:
        """Who holds which address of a subnet, as integers.

        At failback the machines that are replicated hold nothing any more (B2).
        """
        subnet = plan.network(key[0]).subnets_by_key[key[1]]
        held: dict[int, Holder] = {
            int(entry.address): entry.by for entry in subnet.in_use if entry.address.version == 4
        }
        machines = self._by_subnet.get(key, {})
        if failback:
            items = plan.replicated_items
            held.update(
                (address, id) for address, id in machines.items() if id.virtual_machine not in items
            )
        else:
            held.update(machines)
        return held


def subnets_of(machine: VirtualMachine) -> set[SubnetKey]:
    """The subnets a machine stands in."""
    return {
        subnet_key(ip.network, ip.subnet)
        for nic in machine.network_interfaces
        for ip in nic.ip_configurations
    }
