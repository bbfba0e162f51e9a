"""Handing out the addresses of one subnet in one scenario: F1 to F7 and T2 to T6.

The passes serve the requests in the order they are given, which is the order of F6. Their
loops are the only ones of the engine that turn once for each IP configuration and scenario.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple, TypeAlias

from models.assignment import AddressRule, Holder, Reason, Scenario
from models.plan import AllocationOrder, NextAvailable
from models.rules.availability import Availability
from models.rules.requests import (
    CONFIGURED,
    RETAINED,
    Answer,
    Answers,
    Request,
    Requests,
    unassigned,
)
from models.topology import IpConfigurationId, Subnet

Numbers: TypeAlias = Sequence[int]
Outcome: TypeAlias = tuple[int | None, AddressRule, Reason | None, Holder | None]
"""The address a request got, by which rule, why not the one it wanted, and who has that."""
Outcomes: TypeAlias = dict[IpConfigurationId, Outcome]

FULL = unassigned(Reason.SUBNET_FULL)


class Fallback(Enum):
    """Where an address comes from that is neither set nor kept."""

    LOWEST = NextAvailable.LOWEST
    AFTER_SOURCE = NextAvailable.AFTER_SOURCE
    END_OF_RANGE = "end-of-range"


def fallback_at(scenario: Scenario, next_available: NextAvailable) -> Fallback:
    """Where such an address comes from in a scenario, by policy (F5, T3)."""
    if scenario is Scenario.TEST_FAILOVER:
        return Fallback.END_OF_RANGE
    return Fallback(next_available)


class Pass(Enum):
    """Which round of handing out it is (F7, T6)."""

    SET = "set"
    KEPT = "kept"
    NEXT = "next"
    IN_ORDER = "in order"


class Served(NamedTuple):
    """How many ask for an address of a subnet, and how many got one in which way."""

    asking: int = 0
    configured: int = 0
    retained: int = 0
    forecast: int = 0

    @property
    def given(self) -> int:
        """How many addresses were given out."""
        return self.configured + self.retained + self.forecast

    @property
    def content(self) -> bool:
        """Whether everybody has just the address it asked for."""
        return self.configured + self.retained == self.asking

    def with_one(self, answer: Answer | None, by: int) -> "Served":
        """The same after one more got what it asked for, or one less (``by`` -1)."""
        if answer is None:
            return self
        asking, configured, retained, forecast = self
        if answer is CONFIGURED:
            return Served(asking + by, configured + by, retained, forecast)
        return Served(asking + by, configured, retained + by, forecast)


NOBODY = Served()


def hand_out(
    available: Availability,
    numbers: Numbers,
    requests: Requests,
    order: AllocationOrder,
    fallback: Fallback,
    answers: Answers,
) -> Served:
    """Serve the requests on one subnet; ``numbers`` are given in the order of F6.

    Set addresses come first (F1, T2). Then, by policy, all that keep their address and
    after them the rest, or everybody strictly in order (F7, T6).
    """
    configured, waiting = 0, numbers
    if requests.configured:
        setters = [number for number in numbers if number in requests.configured]
        configured = _give_set(available, setters, requests, answers)
        if setters:
            waiting = [number for number in numbers if number not in requests.configured]
    next_one = _Next(available, requests, fallback, answers)
    if order is AllocationOrder.RETAINED_FIRST:
        left = _keep(available, waiting, requests, answers)
        forecast = sum(map(next_one.give, left))
        return Served(len(numbers), configured, len(waiting) - len(left), forecast)
    retained = forecast = 0
    for number in waiting:
        if _keep(available, (number,), requests, answers):
            forecast += next_one.give(number)
        else:
            retained += 1
    return Served(len(numbers), configured, retained, forecast)


def allocate(
    subnet: Subnet,
    occupied: Mapping[int, Holder],
    requests: Sequence[Request],
    order: AllocationOrder,
    fallback: Fallback,
) -> Outcomes:
    """What every request on one subnet gets; they are given in the order of F6."""
    ids, configured, wanted, reasons, sources = (
        zip(*requests, strict=True) if requests else [()] * 5
    )
    asked = Requests(
        ids,
        {number: address for number, address in enumerate(configured) if address is not None},
        list(wanted),
        list(reasons),
        sources,
    )
    addresses: dict[int, int | None] = {}
    answers: dict[int, Answer] = {}
    available, numbers = Availability(subnet, occupied), range(len(ids))
    hand_out(available, numbers, asked, order, fallback, Answers(addresses, answers))
    return {id: (addresses[number], *answers[number]) for number, id in enumerate(ids)}


def _give_set(
    available: Availability, setters: Numbers, requests: Requests, answers: Answers
) -> int:
    """Set addresses: whoever comes first has it, the others are told who (F1). How many have."""
    have: dict[int, IpConfigurationId] = {}
    for number in setters:
        address = requests.configured[number]
        refused = _refusal(available, address, have)
        answers.addresses[number] = None if refused else address
        answers.answers[number] = refused or CONFIGURED
        if refused is None:
            have[address] = requests.ids[number]
            available.take(address, requests.ids[number])
    return len(have)


def _refusal(
    available: Availability, address: int, have: Mapping[int, IpConfigurationId]
) -> Answer | None:
    """Why a set address cannot be had; ``have`` are those who have theirs already."""
    if not available.inside(address):
        return unassigned(Reason.OUTSIDE_SUBNET)
    if available.reserved(address):
        return unassigned(Reason.ADDRESS_RESERVED)
    if address in have:
        return unassigned(Reason.ADDRESS_DUPLICATE, have[address])
    if address in available.holders:
        return unassigned(Reason.ADDRESS_TAKEN, available.holders[address])
    return None


def _keep(
    available: Availability, numbers: Numbers, requests: Requests, answers: Answers
) -> Numbers:
    """All that keep their address (F2, T4); gives who is left without one."""
    holders, ids, wanted = available.holders, requests.ids, requests.wanted
    addresses, how = answers
    (low, high), gaps = available.bounds, available.gaps
    left = []
    for number in numbers:
        address = wanted[number]
        if (
            address is None
            or address in holders
            or not low <= address <= high
            or (gaps and available.reserved(address))
        ):
            left.append(number)
        else:
            holders[address] = ids[number]
            addresses[number] = address
            how[number] = RETAINED
    return left


class _Next:
    """Addresses that nobody asked for: forecasts (F3, F5, T3)."""

    def __init__(
        self, available: Availability, requests: Requests, fallback: Fallback, answers: Answers
    ) -> None:
        self._available, self._requests, self._answers = available, requests, answers
        self._after_source = fallback is Fallback.AFTER_SOURCE
        self._rule = AddressRule.NEXT_AVAILABLE
        self._free: Iterator[int] = available.upwards()
        if fallback is Fallback.END_OF_RANGE:
            self._rule, self._free = AddressRule.END_OF_RANGE, available.downwards()
        self._known: dict[Reason | None, Answer] = {}

    def give(self, number: int) -> bool:
        """Give one request the next address; ``False`` where nothing is left (A4)."""
        address = self._above_source(number) if self._after_source else None
        if address is None:
            address = next(self._free, None)
        self._answers.addresses[number] = address
        if address is None:
            self._answers.answers[number] = FULL
            return False
        self._answers.answers[number] = self._answer(number)
        self._available.holders[address] = self._requests.ids[number]
        return True

    def _above_source(self, number: int) -> int | None:
        source = self._requests.sources[number]
        return None if source is None else self._available.lowest(source + 1)

    def _answer(self, number: int) -> Answer:
        """Why the wanted address was not given, if any was wanted."""
        wanted, reason = self._requests.wanted[number], self._requests.reasons[number]
        if wanted is not None and not self._available.reserved(wanted):
            holder = self._available.holders[wanted]
            return Answer(self._rule, Reason.ADDRESS_TAKEN, holder)
        if wanted is not None:
            reason = Reason.ADDRESS_RESERVED
        answer = self._known.get(reason)
        if answer is None:
            answer = self._known[reason] = Answer(self._rule, reason)
        return answer
