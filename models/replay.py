"""The allocation of one subnet in one scenario, step by step: who was served when, and why.

It is the engine's own allocation (:func:`models.rules.allocation.allocate`), told in turns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from models.address_map import Occupant, occupant_given, occupants_before
from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Holder, Reason, Scenario
from models.explain import Step, reason_text
from models.explain.address import keep_rule
from models.explain.words import NO_FAILOVER_ADDRESS
from models.plan import AllocationOrder, NextAvailable
from models.rules.allocation import Outcome, Outcomes, Pass, allocate, fallback_at
from models.rules.availability import Availability
from models.rules.requests import Request
from models.rules.subnets import SubnetKey
from models.topology import IpConfigurationId

Serving: TypeAlias = tuple[Pass, Request, Outcome | None]
"""A request that had its turn in a pass; without an outcome it waits for the next pass."""


class Turn(NamedTuple):
    """One turn of one IP configuration.

    ``asked`` is the address it would like, as an integer. ``tried`` are the rules that were
    asked, with what they said. Without an ``outcome`` it waits for a later pass. ``next`` is
    whose turn comes then, ``None`` after the last one.
    """

    number: int
    serving: Pass
    id: IpConfigurationId
    asked: int | None
    tried: tuple[Step, ...]
    outcome: Outcome | None
    next: IpConfigurationId | None = None

    @property
    def address(self) -> int | None:
        """The address that was given out, as an integer."""
        return None if self.outcome is None else self.outcome[0]


@dataclass(frozen=True)
class Replay:
    """The allocation of a subnet in a scenario: who was there before, then turn by turn."""

    scenario: Scenario
    before: tuple[Occupant, ...]
    turns: tuple[Turn, ...]

    def occupants(self, turns: int) -> Iterator[Occupant]:
        """Who has an address after the first ``turns`` turns."""
        yield from self.before
        for turn in self.turns[:turns]:
            if turn.outcome is not None and turn.outcome[0] is not None:
                yield occupant_given(turn.outcome[0], turn.outcome[1], turn.id)


def replay(assignments: Assignments, key: SubnetKey, scenario: Scenario) -> Replay:
    """Every turn in the allocation of a subnet in a scenario, in their order (F6, F7)."""
    turns = list(_turns(assignments, key, scenario))
    following = [turn.id for turn in turns[1:]]
    return Replay(
        scenario,
        tuple(occupants_before(assignments, key, scenario)),
        tuple(
            turn._replace(next=following[place] if place < len(following) else None)
            for place, turn in enumerate(turns)
        ),
    )


def _turns(assignments: Assignments, key: SubnetKey, scenario: Scenario) -> Iterator[Turn]:
    plan = assignments.plan
    subnet = plan.network(key[0]).subnets_by_key[key[1]]
    requests = list(assignments.landing_in(key, scenario).values())
    occupied, policy = assignments.occupied(key, scenario), plan.policy
    order, fallback = policy.allocation_order, fallback_at(scenario, policy.next_available)
    outcomes = allocate(subnet, occupied, requests, order, fallback)
    available = Availability(subnet, occupied)
    for id, (address, *_) in outcomes.items():
        if address is not None:
            available.take(address, id)
    served = _in_turn(requests, outcomes, order)
    for number, (serving, request, outcome) in enumerate(served, start=1):
        rule = keep_rule(plan, request.id, scenario, key[0], request.wanted)
        words = _Words(scenario, rule, policy.next_available, subnet.name)
        tried = tuple(words.tried(available, request, outcome))
        asked = request.wanted if request.configured is None else request.configured
        yield Turn(number, serving, request.id, asked, tried, outcome)


def _in_turn(
    requests: Sequence[Request], outcomes: Outcomes, order: AllocationOrder
) -> Iterator[Serving]:
    """The turns in their order, as every request had them in the passes (F7, T6)."""
    for request in requests:
        if request.configured is not None:
            yield Pass.SET, request, outcomes[request.id]
    waiting = [request for request in requests if request.configured is None]
    turn = Pass.IN_ORDER
    if order is AllocationOrder.RETAINED_FIRST:
        turn, kept = Pass.NEXT, set[IpConfigurationId]()
        for request in waiting:
            outcome = outcomes[request.id]
            if outcome[1] is AddressRule.RETAINED:
                kept.add(request.id)
            if request.wanted is not None:
                yield Pass.KEPT, request, outcome if request.id in kept else None
        waiting = [request for request in waiting if request.id not in kept]
    for request in waiting:
        yield turn, request, outcomes[request.id]


class _Words(NamedTuple):
    """What was tried at a turn, in words; ``keep_rule`` is the one by which it may keep."""

    scenario: Scenario
    keep_rule: str
    next_available: NextAvailable
    subnet: str

    def tried(
        self, available: Availability, request: Request, outcome: Outcome | None
    ) -> Iterator[Step]:
        """The rules that were asked; the last one decided, unless it has to wait."""
        if request.configured is not None and outcome is not None:
            yield self._set(request.configured, outcome)
            return
        if outcome is None:
            yield self._waits(available, request)
            return
        address, rule, reason, taken_by = outcome
        if rule is AddressRule.RETAINED and address is not None:
            said = f"{address_text(address)} is available and kept"
            yield Step(self.keep_rule, said, decided=True)
            return
        yield Step(self.keep_rule, _not_kept(request, reason, taken_by))
        yield self._next(address)

    def _set(self, configured: int, outcome: Outcome) -> Step:
        rule = "T2" if self.scenario is Scenario.TEST_FAILOVER else "F1"
        address, _, reason, taken_by = outcome
        if address is not None:
            return Step(rule, f"{address_text(address)} is set, and available", decided=True)
        wanted = "an IPv6 address" if configured < 0 else address_text(configured)
        return Step(rule, f"{wanted} is set: {reason_text(reason, taken_by)}", decided=True)

    def _waits(self, available: Availability, request: Request) -> Step:
        wanted = request.wanted or 0
        reserved = available.reserved(wanted)
        reason = Reason.ADDRESS_RESERVED if reserved else Reason.ADDRESS_TAKEN
        why = reason_text(reason, None if reserved else available.holders[wanted])
        rule = self.keep_rule
        return Step(rule, f"{address_text(wanted)} cannot be kept: {why}; it waits")

    def _next(self, address: int | None) -> Step:
        if address is None:
            return Step("A4", f"nothing is left in {self.subnet}", decided=True)
        text = address_text(address)
        if self.scenario is Scenario.TEST_FAILOVER:
            return Step("T3", f"{text} is the next available from the end", decided=True)
        which = "the lowest available"
        if self.next_available is NextAvailable.AFTER_SOURCE:
            which = "the first available above its source address, or else the lowest"
        return Step("F5", f"{text} is {which}; a forecast", decided=True)


def _not_kept(request: Request, reason: Reason | None, taken_by: Holder | None) -> str:
    """Why the address was not kept; a full subnet hides the reason (A4)."""
    if request.reason is Reason.NO_SOURCE_ADDRESS and request.source is not None:
        return NO_FAILOVER_ADDRESS
    if request.wanted is None:
        return f"it has no address to keep here: {reason_text(request.reason)}"
    wanted = address_text(request.wanted)
    if reason is Reason.SUBNET_FULL:
        return f"{wanted} is not available either"
    return f"{wanted} cannot be kept: {reason_text(reason, taken_by)}"
