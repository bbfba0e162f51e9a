"""What an edit reaches: the machines, subnets and networks whose findings may be others now."""

from collections.abc import Iterator, Sequence
from itertools import chain

from models.assign import Assignments, Changed
from models.findings.surroundings import Surroundings
from models.occupancy import subnets_of
from models.plan import Plan, ReplicatedItem
from models.rules.subnets import SubnetKey, subnet_key
from models.touched import Touched


class Reach:
    """The reach of one edit that the engine has followed already."""

    def __init__(
        self,
        before: Plan,
        assignments: Assignments,
        touched: Touched,
        surroundings: Sequence[Surroundings],
    ) -> None:
        """``surroundings`` are those before the edit and after it."""
        self._before, self._after, self._assignments = before, assignments.plan, assignments
        self._touched, self._surroundings = touched, surroundings

    def machines(self, changed: Changed) -> list[str]:
        """The machines, as the plan has them; ``changed`` are the earlier results."""
        machines, networks = set(self._touched.items | self._touched.machines), set[str]()
        for surroundings in self._surroundings:
            networks.update(chain.from_iterable(map(surroundings.peers, self._touched.networks)))
        for id in networks | self._touched.networks:
            machines |= self._assignments.users(id)
        machines.update(ip.virtual_machine for results in changed.values() for ip in results)
        rows = self._after.virtual_machines

        def place(id: str) -> tuple[bool, int, str]:
            return id not in rows, rows.position(id) if id in rows else 0, id

        return sorted(machines, key=place)

    def subnets(self, changed: Changed) -> list[SubnetKey]:
        """The subnets."""
        subnets = set(self._subnets_touched())
        for scenario, results in changed.items():
            for ip, old in results.items():
                for result in (old, self._assignments.of(ip, scenario)):
                    if result is not None and result.network and result.subnet:
                        subnets.add(subnet_key(result.network, result.subnet))
        return sorted(subnets)

    @property
    def networks(self) -> bool:
        """Whether networks and mappings are among it."""
        return self._touches_facts() or any(
            (id in self._before.replicated_items) != (id in self._after.replicated_items)
            for id in self._touched.items
        )

    @property
    def whole(self) -> bool:
        """Whether the plan as a whole is among it: its regions, and how many items there are."""
        before, after = self._before, self._after
        return (
            self._touches_facts()
            or before.regions != after.regions
            or before.source_region != after.source_region
            or before.target_region != after.target_region
            or any(
                _networks_of(before.item(id)) != _networks_of(after.item(id))
                for id in self._touched.items
            )
        )

    def _touches_facts(self) -> bool:
        return bool(self._touched.networks or self._touched.mappings or self._touched.machines)

    def _subnets_touched(self) -> Iterator[SubnetKey]:
        """Those of networks, and those where machines stand, before the edit and after it."""
        for plan in (self._before, self._after):
            for network in filter(None, map(plan.virtual_networks.get, self._touched.networks)):
                yield from ((network.id, subnet.key) for subnet in network.subnets)
            for machine in filter(None, map(plan.virtual_machines.get, self._touched.machines)):
                yield from subnets_of(machine)


def _networks_of(item: ReplicatedItem | None) -> tuple[str | None, ...]:
    """The networks that an item goes to; none at all where there is no item."""
    return () if item is None else (item.failover_network, item.test_failover_network)
