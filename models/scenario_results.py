"""The results of one scenario, kept so that one subnet can be served again on its own."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from models.assignment import AddressRule, Assignment, Holder
from models.plan import AllocationOrder
from models.rules.allocation import Fallback, Outcome, allocate
from models.rules.landing import Landing
from models.rules.subnets import SubnetKey
from models.topology import IpConfigurationId, Subnet

Landings: TypeAlias = Mapping[IpConfigurationId, Landing]
Before: TypeAlias = Mapping[IpConfigurationId, Assignment | None]
"""Earlier results; ``None`` for who had none."""
Turn: TypeAlias = Callable[[IpConfigurationId], tuple[int, ...]]
"""The sort key of an IP configuration in the order of F6."""
Room: TypeAlias = tuple[Subnet, Mapping[int, Holder]]
"""A subnet and who holds which of its addresses when the scenario starts."""

NOBODY: Landings = {}
_UNASSIGNED = AddressRule.UNASSIGNED


class ScenarioResults:
    """Who lands where in one scenario, and what everybody gets.

    First :meth:`place` machines; that marks subnets as stale. Then :meth:`serve` them.
    """

    def __init__(self) -> None:
        """Nobody lands anywhere yet."""
        self.assignments: dict[IpConfigurationId, Assignment] = {}
        self.stale: set[SubnetKey] = set()
        self._machines: dict[str, Landings] = {}
        self._members: dict[SubnetKey, dict[IpConfigurationId, Landing]] = {}
        self._unsorted: set[SubnetKey] = set()
        self._before: dict[IpConfigurationId, Assignment | None] = {}

    def place(self, virtual_machine: str, landings: Landings, moved: bool = False) -> None:
        """Let the IP configurations of a machine land; ``moved`` if its turn may have changed."""
        before = self._machines.get(virtual_machine, NOBODY)
        if before:
            self._leave(before, landings, moved)
        if landings:
            self._machines[virtual_machine] = landings
        else:
            self._machines.pop(virtual_machine, None)
        for id, landing in landings.items():
            if not before or moved or before.get(id) != landing:
                self._land(id, landing)

    def _leave(self, before: Landings, after: Landings, moved: bool) -> None:
        """Take out who lands elsewhere now, or nowhere, or at another turn."""
        for id, landing in before.items():
            if id not in after:
                self._before.setdefault(id, self.assignments.pop(id))
            key = _key(landing)
            if key is not None and (moved or _key(after.get(id)) != key):
                del self._members[key][id]
                self.stale.add(key)

    def landings_of(self, virtual_machine: str) -> Landings:
        """Where the IP configurations of a machine land."""
        return self._machines.get(virtual_machine, NOBODY)

    def members(self, key: SubnetKey) -> Landings:
        """Who asks for an address of a subnet."""
        return self._members.get(key, NOBODY)

    def serve(
        self,
        room: Callable[[SubnetKey], Room],
        order: AllocationOrder,
        fallback: Fallback,
        turn: Turn | None = None,
    ) -> Before:
        """Hand out the addresses of every stale subnet.

        Gives the earlier result of everybody whose result is another one than it was
        after the last call. ``turn`` is the order of F6; without it machines were placed
        in that order.
        """
        for key in self.stale:
            members = self._members.get(key)
            if not members:
                continue
            if turn is not None and key in self._unsorted:
                members = {id: members[id] for id in sorted(members, key=turn)}
                self._members[key] = members
            requests = [landing.request for landing in members.values() if landing.request]
            outcomes = allocate(*room(key), requests, order, fallback)
            for id, landing in members.items():
                self._put(id, _assignment(landing, outcomes[id]))
        self.stale.clear()
        self._unsorted.clear()
        before, self._before = self._before, {}
        return {id: old for id, old in before.items() if old != self.assignments.get(id)}

    def _land(self, id: IpConfigurationId, landing: Landing) -> None:
        key = _key(landing)
        if key is None:
            self._put(id, _assignment(landing, (None, _UNASSIGNED, landing.reason, None)))
            return
        self.stale.add(key)
        members = self._members.get(key)
        if members is None:
            members = self._members[key] = {}
        if id not in members:
            self._unsorted.add(key)
        members[id] = landing

    def _put(self, id: IpConfigurationId, assignment: Assignment) -> None:
        old = self.assignments.get(id)
        if old != assignment:
            self.assignments[id] = assignment
            self._before.setdefault(id, old)


def _key(landing: Landing | None) -> SubnetKey | None:
    """The subnet somebody asks for an address of; ``None`` for who asks for none."""
    if landing is None or landing.request is None or landing.choice is None:
        return None
    return landing.choice.key


def _assignment(landing: Landing, outcome: Outcome) -> Assignment:
    """The result of who landed somewhere and got an address there, or none."""
    choice = landing.choice
    if choice is None:
        return Assignment(None, None, None, outcome[0], landing.allocation, *outcome[1:])
    network, subnet, subnet_rule, *_ = choice
    address, rule, reason, taken_by = outcome
    return Assignment(
        network, subnet, subnet_rule, address, landing.allocation, rule, reason, taken_by
    )
