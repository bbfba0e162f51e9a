"""Handing out the addresses of one subnet in one scenario: F1 to F7 and T2 to T6.

A request says what an IP configuration would like; the passes serve the requests in the
order they are given, which is the order of F6.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from models.assignment import AddressRule, Holder, Reason
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


def allocate(
    subnet: Subnet,
    occupied: Mapping[int, Holder],
    requests: Sequence[Request],
    order: AllocationOrder,
    fallback: Fallback,
) -> Outcomes:
    """Serve the requests on one subnet, given in the order of F6.

    Set addresses come first (F1, T2). Then, by policy, all that keep their address and
    after them the rest, or everybody strictly in order (F7, T6).
    """
    available = Availability(subnet, occupied)
    outcomes = _serve_configured(available, requests)
    waiting = [request for request in requests if request.configured is None]
    if order is AllocationOrder.RETAINED_FIRST:
        waiting = _serve_retained(available, waiting, outcomes)
    for request in waiting:
        outcomes[request.id] = _retained(available, request) or _next(available, request, fallback)
    return outcomes


def _serve_configured(available: Availability, requests: Iterable[Request]) -> Outcomes:
    """Set addresses: whoever comes first has it, the others are told who (F1)."""
    setters: dict[int, IpConfigurationId] = {}
    outcomes: Outcomes = {}
    for request in requests:
        address = request.configured
        if address is None:
            continue
        if not available.inside(address):
            outcomes[request.id] = _refused(Reason.OUTSIDE_SUBNET)
        elif available.reserved(address):
            outcomes[request.id] = _refused(Reason.ADDRESS_RESERVED)
        elif address in setters:
            outcomes[request.id] = _refused(Reason.ADDRESS_DUPLICATE, setters[address])
        elif address in available.holders:
            outcomes[request.id] = _refused(Reason.ADDRESS_TAKEN, available.holders[address])
        else:
            setters[address] = request.id
            available.take(address, request.id)
            outcomes[request.id] = (address, AddressRule.CONFIGURED, None, None)
    return outcomes


def _serve_retained(
    available: Availability, requests: Iterable[Request], outcomes: Outcomes
) -> list[Request]:
    """All that keep their address (F2, T4); who is left over."""
    left = []
    for request in requests:
        if outcome := _retained(available, request):
            outcomes[request.id] = outcome
        else:
            left.append(request)
    return left


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
