"""Handing out the addresses of one subnet in one scenario: F1 to F7 and T2 to T6.

A request says what an IP configuration would like; the passes serve the requests in the
order they are given, which is the order of F6.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from models.assignment import AddressRule, Holder, Reason, Scenario
from models.plan import AllocationOrder, NextAvailable
from models.rules.availability import Availability
from models.topology import IpConfigurationId, Subnet


@dataclass(slots=True)
class Request:
    """What one IP configuration would like in the subnet it landed in.

    Addresses are integers. ``configured`` was set by hand. ``wanted`` is the address to
    keep, ``None`` where there is none or it does not belong here: ``reason`` then says
    which. ``source`` is the address it has before, for the policy that looks above it.
    """

    id: IpConfigurationId
    configured: int | None = None
    wanted: int | None = None
    reason: Reason | None = None
    source: int | None = None


Outcome: TypeAlias = tuple[int | None, AddressRule, Reason | None, Holder | None]
"""The address a request got, by which rule, why not the one it wanted, and who has that."""
Outcomes: TypeAlias = dict[IpConfigurationId, Outcome]


_RETAINED = AddressRule.RETAINED
"""Bound once: in Python 3.11 asking an enumeration costs as much as all else here."""


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


Serving: TypeAlias = tuple[Pass, Request, Outcome | None]
"""A request that had its turn in a pass; without an outcome it waits for the next pass."""

_SET, _KEPT, _NEXT, _IN_ORDER = Pass


def allocate(
    subnet: Subnet,
    occupied: Mapping[int, Holder],
    requests: Sequence[Request],
    order: AllocationOrder,
    fallback: Fallback,
) -> Outcomes:
    """What every request on one subnet gets; they are given in the order of F6."""
    available = Availability(subnet, occupied)
    return {
        request.id: outcome
        for _, request, outcome in serve(available, requests, order, fallback)
        if outcome is not None
    }


def serve(
    available: Availability,
    requests: Sequence[Request],
    order: AllocationOrder,
    fallback: Fallback,
) -> Iterator[Serving]:
    """Serve the requests on one subnet, given in the order of F6, one at a time.

    Set addresses come first (F1, T2). Then, by policy, all that keep their address and
    after them the rest, or everybody strictly in order (F7, T6).
    """
    yield from _serve_configured(available, requests)
    waiting = [request for request in requests if request.configured is None]
    turn = _IN_ORDER
    if order is AllocationOrder.RETAINED_FIRST:
        left: list[Request] = []
        yield from _serve_retained(available, waiting, left)
        turn, waiting = _NEXT, left
    for request in waiting:
        yield turn, request, _retained(available, request) or _next(available, request, fallback)


def _serve_configured(available: Availability, requests: Iterable[Request]) -> Iterator[Serving]:
    """Set addresses: whoever comes first has it, the others are told who (F1)."""
    setters: dict[int, IpConfigurationId] = {}
    for request in requests:
        if request.configured is not None:
            yield _SET, request, _configured(available, request.configured, request.id, setters)


def _serve_retained(
    available: Availability, requests: Iterable[Request], left: list[Request]
) -> Iterator[Serving]:
    """All that keep their address (F2, T4); who does not is added to those left."""
    for request in requests:
        outcome = _retained(available, request)
        if outcome is None:
            left.append(request)
        if request.wanted is not None:
            yield _KEPT, request, outcome


def _configured(
    available: Availability,
    address: int,
    id: IpConfigurationId,
    setters: dict[int, IpConfigurationId],
) -> Outcome:
    """Whether a set address can be had; ``setters`` are those who have theirs already."""
    if not available.inside(address):
        return _refused(Reason.OUTSIDE_SUBNET)
    if available.reserved(address):
        return _refused(Reason.ADDRESS_RESERVED)
    if address in setters:
        return _refused(Reason.ADDRESS_DUPLICATE, setters[address])
    if address in available.holders:
        return _refused(Reason.ADDRESS_TAKEN, available.holders[address])
    setters[address] = id
    available.take(address, id)
    return address, AddressRule.CONFIGURED, None, None


def _retained(available: Availability, request: Request) -> Outcome | None:
    wanted = request.wanted
    if wanted is None or wanted in available.holders or available.reserved(wanted):
        return None
    available.take(wanted, request.id)
    return wanted, _RETAINED, None, None


def _next(available: Availability, request: Request, fallback: Fallback) -> Outcome:
    """An address nobody asked for: a forecast (F3, F5, T3)."""
    reason, taken_by = _why_not_wanted(available, request)
    if fallback is Fallback.END_OF_RANGE:
        address, rule = available.highest(), AddressRule.END_OF_RANGE
    else:
        address, rule = _next_available(available, request, fallback), AddressRule.NEXT_AVAILABLE
    if address is None:
        return _refused(Reason.SUBNET_FULL)
    available.take(address, request.id)
    return address, rule, reason, taken_by


def _next_available(available: Availability, request: Request, fallback: Fallback) -> int | None:
    if fallback is Fallback.AFTER_SOURCE and request.source is not None:
        above = available.lowest(request.source + 1)
        if above is not None:
            return above
    return available.lowest()


def _why_not_wanted(
    available: Availability, request: Request
) -> tuple[Reason | None, Holder | None]:
    if request.wanted is None:
        return request.reason, None
    if available.reserved(request.wanted):
        return Reason.ADDRESS_RESERVED, None
    return Reason.ADDRESS_TAKEN, available.holders[request.wanted]


def _refused(reason: Reason, taken_by: Holder | None = None) -> Outcome:
    return None, AddressRule.UNASSIGNED, reason, taken_by
