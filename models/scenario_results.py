"""The results of one scenario, kept so that one subnet can be served again on its own."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeAlias

from models.assignment import Assignment, Holder
from models.plan import AllocationOrder
from models.roster import Roster
from models.routes import Route
from models.rules.allocation import NOBODY, Fallback, Served, hand_out
from models.rules.availability import Availability
from models.rules.requests import Answer, Answers
from models.rules.subnets import SubnetKey
from models.scenario_requests import Asking, ScenarioRequests
from models.topology import IpConfigurationId, Subnet

Before: TypeAlias = Mapping[IpConfigurationId, Assignment | None]
"""Earlier results; ``None`` for who had none."""
Room: TypeAlias = Callable[[SubnetKey], tuple[Subnet, Mapping[int, Holder]]]
"""Gives a subnet and who holds which of its addresses when the scenario starts."""


class Restless(NamedTuple):
    """Somebody who asks for something else than before in a subnet, or no more.

    ``had`` is the answer it had there, ``None`` for who comes; ``stays`` says whether it asks
    for an address there now.
    """

    number: int
    had: Answer | None
    stays: bool


class ScenarioResults:
    """What everybody gets in one scenario, by number.

    First :meth:`settle` who asks for what; that marks subnets as stale. Then :meth:`serve` them.
    """

    def __init__(
        self, roster: Roster, requests: ScenarioRequests, addresses: list[int | None]
    ) -> None:
        """Nobody has anything yet; ``addresses`` is the list that will hold what each gets."""
        self.requests, self.addresses = requests, addresses
        self.stale: set[SubnetKey] = set()
        self._roster = roster
        self._answers: list[Answer | None] = []
        self._served: dict[SubnetKey, Served] = {}
        self._lifted: dict[int, tuple[Asking, Answer | None]] = {}
        self._restless: defaultdict[SubnetKey, list[Restless]] = defaultdict(list)
        self._before: dict[IpConfigurationId, Assignment | None] = {}
        self._changed: list[int] = []

    def result(self, number: int) -> Assignment | None:
        """What a number gets; ``None`` where the scenario does not apply to it."""
        return self._result(number, self.addresses[number], self._answers[number])

    def served(self, key: SubnetKey) -> Served:
        """How many ask for an address of a subnet, and what they got."""
        return self._served.get(key, NOBODY)

    def grow(self) -> None:
        """Make room for every number of the roster."""
        more = len(self._roster.ids) - len(self.addresses)
        self.addresses += [None] * more
        self._answers += [None] * more
        self.requests.grow(more)

    def settle_all(self, routes: Iterable[Route]) -> None:
        """Let everybody ask for the first time."""
        self.grow()
        for route in routes:
            self._ask(route, route.members)
        self.stale.update(self.requests.subnets)

    def lift(self, numbers: Iterable[int]) -> None:
        """Remember what some ask for and get, before they may ask for something else."""
        for number in numbers:
            if number not in self._lifted:
                self._lifted[number] = self.requests.asking(number), self._answers[number]
                self._before.setdefault(self._roster.ids[number], self.result(number))

    def settle(self, moved: Container[int], fed: Container[int]) -> None:
        """Let who was lifted ask again.

        ``moved`` are those with another turn, ``fed`` those with another address at failover.
        """
        for number, (before, answer) in self._lifted.items():
            self._changed.append(number)
            self._ask(self._roster.routes[number], (number,))
            after = self.requests.asking(number)
            if after == before and number not in moved and number not in fed:
                continue
            for key in {before.at, after.at}:
                if key is not None and number in moved:
                    self.stale.add(key)
                elif key is not None:
                    had = answer if before.at == key else None
                    self._restless[key].append(Restless(number, had, after.at == key))
        self._lifted.clear()

    def serve(
        self, room: Room, order: AllocationOrder, fallback: Fallback, *, first: bool = False
    ) -> None:
        """Hand out the addresses of every stale subnet; ``first`` if nobody had one before."""
        for key, restless in self._restless.items():
            if key not in self.stale and not self._only_one(key, restless, room):
                self.stale.add(key)
        self._restless.clear()
        for key in self.stale:
            members = self.requests.members(key)
            if not members:
                self._served.pop(key, None)
                continue
            before = None if first else self._snapshot(members)
            available, asked = Availability(*room(key)), self.requests.columns
            answers = Answers(self.addresses, self._answers)
            self._served[key] = hand_out(available, members, asked, order, fallback, answers)
            if before is not None:
                self._compare(members, *before)
        self.stale.clear()

    def changes(self) -> tuple[Sequence[int], AbstractSet[int], Before]:
        """Who may have another result than at the last call, and who another address.

        Then the earlier results of those who have another one.
        """
        numbers, self._changed = self._changed, []
        before, self._before = self._before, {}
        found: dict[IpConfigurationId, Assignment | None] = {}
        readdressed: set[int] = set()
        for id, old in before.items():
            number = self._roster.number(id)
            new = None if number is None else self.result(number)
            if old != new:
                found[id] = old
            if number is not None and (old is None or old.address != self.addresses[number]):
                readdressed.add(number)
        return numbers, readdressed, found

    def _only_one(self, key: SubnetKey, restless: Sequence[Restless], room: Room) -> bool:
        """Serve the only one who asks for something else in a subnet, if nobody else notices.

        Where everybody has the address it asked for, and nobody has the one that is asked for
        now, all the others get the same as before, whatever the order and the policies.
        """
        served = self.served(key)
        if len(restless) > 1 or not served.content:
            return False
        [(number, had, stays)] = restless
        served = served.with_one(had, -1)
        if stays:
            address, answer = self.requests.columns.asked(number)
            self.addresses[number] = None
            given = map(self.addresses.__getitem__, self.requests.members(key))
            if address is None or address in given or not Availability(*room(key)).free(address):
                return False
            self.addresses[number], self._answers[number] = address, answer
            served = served.with_one(answer, +1)
        self._served[key] = served
        return True

    def _snapshot(self, members: Sequence[int]) -> tuple[list[int | None], list[Answer | None]]:
        addresses, answers = self.addresses, self._answers
        return [addresses[number] for number in members], [answers[number] for number in members]

    def _compare(
        self,
        members: Sequence[int],
        addresses: Sequence[int | None],
        answers: Sequence[Answer | None],
    ) -> None:
        """Remember the earlier results of those who got another one."""
        after = self._snapshot(members)
        if after == (addresses, answers):
            return
        rows = zip(members, addresses, answers, *after, strict=True)
        for number, address, answer, new_address, new_answer in rows:
            if address != new_address or answer != new_answer:
                self._changed.append(number)
                id = self._roster.ids[number]
                if id not in self._before:
                    self._before[id] = self._result(number, address, answer)

    def _ask(self, route: Route | None, numbers: Sequence[int]) -> None:
        """Let numbers that go a route ask for what they want, or tell them why they cannot."""
        wanted, reasons = self.requests.columns.wanted, self.requests.columns.reasons
        for refused, answer in self.requests.ask(route, numbers):
            for number in refused:
                self.addresses[number] = wanted[number] = reasons[number] = None
                self._answers[number] = answer

    def _result(self, number: int, address: int | None, answer: Answer | None) -> Assignment | None:
        landing = self.requests.landing(number)
        if answer is None or landing is None:
            return None
        network = subnet = rule = None
        if landing.choice is not None:
            network, subnet, rule, *_ = landing.choice
        return Assignment(network, subnet, rule, address, landing.allocation, *answer)
