"""Failover, then failback: who comes home, and why the others do not (B1 to B4)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Reason, Scenario, SubnetRule
from models.explain import reason_text
from models.findings import Code, Finding, Severity
from models.rules.failback import comes_home
from models.steps import Steps, each, finished, passing
from models.topology import IpConfiguration, IpConfigurationId

HOMEWARD = (Code.NO_REVERSE_MAPPING, Code.NOT_HOME)
"""The findings that are about the way home, whatever scenario they name."""


class Place(NamedTuple):
    """Where an IP configuration stands; ``None`` for what it does not have there."""

    network: str | None
    subnet: str | None
    address: str | None

    def __str__(self) -> str:
        return " / ".join(part or "none" for part in self) if any(self) else "nowhere"


class RoundTrip(NamedTuple):
    """The way of one IP configuration there and back.

    ``why`` says in words how it comes home, or what keeps it from that, by which ``rule``.
    ``forecast`` is set where it comes home only if the forecast of an address comes true.
    """

    id: IpConfigurationId
    group: int
    source: Place
    failover: Place
    failback: Place
    comes_home: bool
    why: str
    rule: str
    forecast: bool = False


class Shown(StrEnum):
    """Which of the ways are shown, in the order a key goes through."""

    ALL = "all"
    AWAY = "only those that do not come home"
    HOME = "only those that come home"

    @property
    def next(self) -> "Shown":
        """The one after this one."""
        every = list(Shown)
        return every[(every.index(self) + 1) % len(every)]


def round_trips(assignments: Assignments) -> list[RoundTrip]:
    """The way of every IP configuration of a replicated item, in the order of F6."""
    return finished(every_round_trip(assignments))


def every_round_trip(assignments: Assignments) -> Steps[list[RoundTrip]]:
    """The same step by step."""
    ids = list(assignments.in_order())
    found = yield from each(ids, lambda id: round_trip(assignments, id))
    return [trip for trip in found if trip is not None]


def round_trip(assignments: Assignments, id: IpConfigurationId) -> RoundTrip | None:
    """The way of one IP configuration; ``None`` where it is not replicated."""
    there, back = assignments.failover(id), assignments.failback(id)
    item = assignments.plan.item(id.virtual_machine)
    if there is None or back is None or item is None:
        return None
    ip = assignments.plan.ip_configuration(id)
    home = comes_home(ip, back)
    rule, why = _homeward(back) if home else _astray(assignments, id, ip, there, back)
    return RoundTrip(
        id,
        item.group,
        Place(ip.network, ip.subnet, str(ip.address) if ip.address is not None else None),
        _place(there),
        _place(back),
        home,
        why,
        rule,
        home and back.forecast,
    )


def shown_trips(
    trips: Sequence[RoundTrip], shown: Shown, words: str = ""
) -> Steps[Sequence[RoundTrip]]:
    """The ways to show, in their order: those in which every word stands, in any case."""
    wanted = words.casefold().split()
    if shown is not Shown.ALL:
        trips = [trip for trip in trips if trip.comes_home == (shown is Shown.HOME)]
    if not wanted:
        return trips
    return (yield from passing(trips, lambda trip: _holds(trip, wanted)))


def count_home(trips: Sequence[RoundTrip]) -> int:
    """How many come home."""
    return sum(trip.comes_home for trip in trips)


def keeps_from_home(trip: RoundTrip, finding: Finding) -> bool:
    """Whether a finding about an IP configuration is why it does not come home.

    One that never gets there is kept by what keeps it from failing over.
    """
    if trip.comes_home:
        return False
    if finding.code in HOMEWARD or finding.scenario is Scenario.FAILBACK:
        return True
    error = finding.scenario is Scenario.FAILOVER and finding.severity is Severity.ERROR
    lost = trip.failover.address is None
    return lost and (error or finding.code is Code.IPV6_UNSUPPORTED)


def _holds(trip: RoundTrip, wanted: Sequence[str]) -> bool:
    text = _text(trip)
    return all(word in text for word in wanted)


def _text(trip: RoundTrip) -> str:
    places = (trip.source, trip.failover, trip.failback)
    return " ".join((str(trip.id), *map(str, places), trip.why)).casefold()


def _place(result: Assignment) -> Place:
    address = None if result.address is None else address_text(result.address)
    return Place(result.network, result.subnet, address)


def _homeward(back: Assignment) -> tuple[str, str]:
    """How it comes home."""
    if back.forecast:
        return "F5", "the next available address happens to be its own: a forecast"
    return "F2", "its address is kept on the way back"


def _astray(
    assignments: Assignments,
    id: IpConfigurationId,
    ip: IpConfiguration,
    there: Assignment,
    back: Assignment,
) -> tuple[str, str]:
    """The first thing that keeps it from home."""
    plan = assignments.plan
    if there.address is None:
        return "B3", f"it has no address at failover: {reason_text(there.reason, there.taken_by)}"
    if back.reason is Reason.NO_REVERSE_MAPPING:
        region = plan.machine(id.virtual_machine).region
        return "B1", f"no mapping leads from {there.network} back to {region}"
    if back.network != ip.network:
        return "B1", f"{there.network} is mapped back to {back.network}, not to {ip.network}"
    if back.address is None:
        return _nowhere(back)
    if back.subnet is not None and back.subnet.casefold() != ip.subnet.casefold():
        return _other_subnet(there, back)
    return _other_address(ip, there, back)


def _nowhere(back: Assignment) -> tuple[str, str]:
    """No address on the way back."""
    where = f"{back.subnet} of {back.network}"
    if back.reason is Reason.RESERVED_SUBNET:
        return "S5", f"it would land on {where}, where no virtual machine may be"
    if back.reason is Reason.SUBNET_FULL:
        return "A4", f"{where} has no address left"
    return "S6", f"{back.network} has no subnet"


def _other_subnet(there: Assignment, back: Assignment) -> tuple[str, str]:
    if back.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        return "S3", (
            f"{back.network} has no subnet named {there.subnet}, as at failover;"
            f" it lands on {back.subnet}, the first in alphabetical order"
        )
    return "B2", f"it is in {there.subnet} at failover, so it comes back to {back.subnet}"


def _other_address(ip: IpConfiguration, there: Assignment, back: Assignment) -> tuple[str, str]:
    if ip.ipv4 is None:
        return "B4", "its address of today is not known, so nobody can say that it comes home"
    if back.rule is AddressRule.RETAINED:
        return "B2", f"it keeps {_address(back)}, its address at failover"
    if back.reason is Reason.DIFFERENT_ADDRESS_SPACE:
        return "F3", "the address space is another one over there, so it gets the next available"
    why = reason_text(back.reason, back.taken_by)
    return "F2", f"{_address(there)} cannot be kept on the way back: {why}"


def _address(result: Assignment) -> str:
    return _place(result).address or "none"
