"""Who of many can have the address that is wished for it, and why the others cannot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from models.addresses import address_of
from models.assign import Assignments
from models.assignment import Scenario
from models.edits.address_check import standing_problem
from models.plan import FailoverSettings
from models.rules.availability import Availability
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import IpConfigurationId

Reasons: TypeAlias = Mapping[IpConfigurationId, str]
"""Why what was asked for cannot be done to an IP configuration, in words."""
Spot: TypeAlias = tuple[SubnetKey, int]
"""An address in a subnet, as an integer."""


class Wish(NamedTuple):
    """Settings for an IP configuration, and where they lead it.

    ``address`` is the one they set, an IPv4 address as an integer; ``None`` where they leave
    that to the rules.
    """

    id: IpConfigurationId
    network: str
    subnet: str
    address: int | None
    settings: FailoverSettings


class Settling:
    """Grants wishes in one scenario, all at once, so that two may change places.

    Whoever is granted another address leaves the one that was set for it before; whoever is
    not keeps that, and has it before anybody who wishes for it.
    """

    def __init__(self, assignments: Assignments, scenario: Scenario) -> None:
        """Nobody has wished for anything yet."""
        self._assignments, self._scenario = assignments, scenario
        self._rooms: dict[SubnetKey, Availability] = {}
        self._set: dict[SubnetKey, dict[int, list[IpConfigurationId]]] = {}
        self._granted: dict[IpConfigurationId, Wish] = {}
        self._given: dict[Spot, IpConfigurationId] = {}
        self._refused: dict[IpConfigurationId, str] = {}

    def settle(self, wishes: Sequence[Wish]) -> tuple[list[Wish], Reasons]:
        """The wishes that can be granted, the first one first, and why others cannot."""
        for wish in wishes:
            key = subnet_key(wish.network, wish.subnet)
            problem = None if wish.address is None else self._problem(wish, key, wish.address)
            if problem is not None:
                self._refused[wish.id] = problem
        moving = {wish.id for wish in wishes if wish.id not in self._refused}
        for wish in wishes:
            if wish.id in moving:
                self._offer(wish, moving)
        self._give_back(self._refused)
        return list(self._granted.values()), self._refused

    def _offer(self, wish: Wish, moving: set[IpConfigurationId]) -> None:
        if wish.address is not None:
            key, address = subnet_key(wish.network, wish.subnet), wish.address
            staying = [id for id in self._set_in(key).get(address, ()) if id not in moving]
            holder = self._given.get((key, address))
            if staying:
                self._refused[wish.id] = _already_set(address, staying[0])
                return
            if holder:
                words = f"{address_of(address)} goes to {holder}, which comes first"
                self._refused[wish.id] = words
                return
            self._given[key, address] = wish.id
        self._granted[wish.id] = wish

    def _give_back(self, refused: Iterable[IpConfigurationId]) -> None:
        """Let those who go without keep what is set for them, which others cannot have then."""
        waiting = list(refused)
        while waiting:
            id = waiting.pop()
            spot = self._set_for(id)
            other = None if spot is None else self._given.pop(spot, None)
            if spot is not None and other is not None:
                del self._granted[other]
                self._refused[other] = _already_set(spot[1], id)
                waiting.append(other)

    def _problem(self, wish: Wish, key: SubnetKey, address: int) -> str | None:
        target = self._assignments.plan.network(wish.network).subnet(wish.subnet)
        if target is None:
            return f"{wish.network} has no subnet {wish.subnet}"
        if key not in self._rooms:
            occupied = self._assignments.occupied(key, self._scenario)
            self._rooms[key] = Availability(target, occupied)
        return standing_problem(target, self._rooms[key], address_of(address))

    def _set_in(self, key: SubnetKey) -> Mapping[int, list[IpConfigurationId]]:
        """For whom which address of a subnet is set now."""
        if key not in self._set:
            found = self._set[key] = defaultdict(list)
            for id, request in self._assignments.landing_in(key, self._scenario).items():
                if request.configured is not None:
                    found[request.configured].append(id)
        return self._set[key]

    def _set_for(self, id: IpConfigurationId) -> Spot | None:
        """What is set for one now."""
        result = self._assignments.of(id, self._scenario)
        if result is None or result.network is None or result.subnet is None:
            return None
        key = subnet_key(result.network, result.subnet)
        request = self._assignments.landing_in(key, self._scenario).get(id)
        if request is None or request.configured is None:
            return None
        return key, request.configured


def _already_set(address: int, id: IpConfigurationId) -> str:
    return f"{address_of(address)} is already set for {id}"
