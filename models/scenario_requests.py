"""Who asks for which address in which subnet, in one scenario."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from models.assignment import Reason, Scenario
from models.roster import Roster
from models.routes import Route
from models.rules.failback import not_failed_over
from models.rules.landing import Landing, ask
from models.rules.requests import Answer, Request, Requests, unassigned
from models.rules.subnets import SubnetKey
from models.turns import Turns

Addresses: TypeAlias = Sequence[int | None]
"""An address, or none, for each number."""
Refused: TypeAlias = tuple[Iterable[int], Answer | None]
"""Numbers that are never served, and what they are told; nothing in a scenario not theirs."""


class Asking(NamedTuple):
    """Where somebody lands and what it asks for there: equal where it may get the same."""

    landing: Landing | None
    request: Request
    at: SubnetKey | None


class ScenarioRequests:
    """The requests of one scenario, by number and by subnet."""

    def __init__(
        self, scenario: Scenario, roster: Roster, turns: Turns, sources: Addresses, kept: Addresses
    ) -> None:
        """Nobody lands anywhere yet.

        ``sources`` are the addresses that everybody comes from, ``kept`` those it would keep.
        """
        self.columns = Requests(roster.ids, {}, [], [], sources)
        self._scenario, self._roster, self._turns, self._kept = scenario, roster, turns, kept
        self._absent: set[int] = set()
        self._subnets: dict[Route, SubnetKey] = {}
        self._routes: defaultdict[SubnetKey, dict[Route, None]] = defaultdict(dict)

    @property
    def subnets(self) -> Iterable[SubnetKey]:
        """The subnets where somebody lands, or may have landed before."""
        return self._routes.keys()

    def grow(self, more: int) -> None:
        """Make room for more numbers."""
        self.columns.wanted.extend([None] * more)
        self.columns.reasons.extend([None] * more)

    def members(self, key: SubnetKey) -> Sequence[int]:
        """Who asks for an address of a subnet, in the order of F6."""
        several = [route.members for route in self._routes.get(key, ()) if route.members]
        members = several[0] if len(several) == 1 else self._turns.in_order(chain(*several))
        absent = self._absent
        return [number for number in members if number not in absent] if absent else members

    def lead(self, route: Route) -> None:
        """Lead a route to the subnet where it lands now."""
        before = self._subnets.pop(route, None)
        if before is not None:
            del self._routes[before][route]
        after = _served_in(route.landings.get(self._scenario))
        if after is not None:
            self._subnets[route] = after
            self._routes[after][route] = None

    def set_address(self, number: int, address: int | None) -> None:
        """Note the address that was set for a number, or that there is none."""
        if address is not None:
            self.columns.configured[number] = address
        else:
            self.columns.configured.pop(number, None)

    def ask(self, route: Route | None, numbers: Sequence[int]) -> Iterator[Refused]:
        """Let numbers that go a route ask for what they want; those who may not, and why."""
        landing = route.landings.get(self._scenario) if route is not None else None
        if self._scenario is Scenario.FAILBACK:
            absent = {number for number in numbers if landing and self._kept[number] is None}
            self._absent.difference_update(numbers)
            if absent:
                self._absent |= absent
                numbers = [number for number in numbers if number not in absent]
                yield absent, unassigned(Reason.NOT_FAILED_OVER)  # B3
        if landing is None:
            yield numbers, None
        elif landing.reason is not None:
            yield numbers, unassigned(landing.reason)
        else:
            ask(landing, numbers, self._kept, self.columns)

    def landing(self, number: int) -> Landing | None:
        """Where a number lands; ``None`` where the scenario does not apply to it."""
        route = self._roster.routes[number]
        if route is None:
            return None
        if number in self._absent:
            return not_failed_over(route.landings[Scenario.FAILOVER])
        return route.landings.get(self._scenario)

    def asking(self, number: int) -> Asking:
        """What a number asks for."""
        landing = self.landing(number)
        return Asking(landing, self.columns.of(number), _served_in(landing))


def _served_in(landing: Landing | None) -> SubnetKey | None:
    """The subnet whose addresses a landing asks for; ``None`` where it asks for none."""
    if landing is None or landing.reason is not None or landing.choice is None:
        return None
    return landing.choice.key
