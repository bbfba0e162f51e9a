"""Which policies made a difference to a result."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, TypeVar

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.explain.chains import NO_SUBNET_TO_USE, NOT_SERVED
from models.explain.settings import settings_that_count, source_subnet
from models.plan import AllocationOrder, NextAvailable, TestAddress
from models.rules.allocation import allocate, fallback_at
from models.rules.availability import inside
from models.rules.landing import kept_in
from models.rules.subnets import subnet_key
from models.topology import IpConfigurationId

PolicyT = TypeVar("PolicyT", bound=StrEnum)


class Mattered(NamedTuple):
    """A policy without which a result would be another one, and how that would be."""

    policy: str
    value: str
    rule: str
    otherwise: str


def policies_that_mattered(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario
) -> tuple[Mattered, ...]:
    """The policies that made a difference to a result, everybody else landing where they do."""
    result = assignments.of(id, scenario)
    if result is None or result.reason in (*NOT_SERVED, *NO_SUBNET_TO_USE):
        return ()
    found = list(_in_serving(assignments, id, scenario, result))
    settings = settings_that_count(assignments.plan, id, scenario, result.network)
    if settings.address is None:
        found = [*_in_keeping(assignments, id, scenario, result), *found]
    return tuple(found)


def _in_keeping(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Iterator[Mattered]:
    """Those that say which address is to be kept (F2, T5)."""
    failover, own = assignments.failover(id), assignments.plan.ip_configuration(id).ipv4
    forecast = failover.address if failover is not None else None
    if scenario is not Scenario.TEST_FAILOVER:
        address = forecast if scenario is Scenario.FAILBACK else own
        yield from _in_address_space(assignments, id, scenario, result, address)
    elif own != forecast:
        value, other = _both(assignments.plan.policy.test_address)
        would = forecast if other is TestAddress.FAILOVER else own
        said = f"with {other.value} the address to keep would be {_text(would)}"
        yield Mattered("test_address", value.value, "T5", said)


def _in_address_space(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    result: Assignment,
    address: int | None,
) -> Iterator[Mattered]:
    """What counts as the same address space (F2)."""
    policy = assignments.plan.policy
    target = assignments.plan.network(result.network or "").subnet(result.subnet or "")
    source = source_subnet(assignments, id, scenario)
    value, other = _both(policy.same_address_space)
    ranges = target.ranges if target is not None else ()
    there, otherwise = (
        address is not None and inside(address, kept_in(source.ranges, ranges, each))
        for each in (value, other)
    )
    if there != otherwise:
        would = _text(address if otherwise else None)
        said = f"with {other.value} the address to keep would be {would}"
        yield Mattered("same_address_space", value.value, "F2", said)


def _in_serving(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Iterator[Mattered]:
    """Those that say who is served when and with what (F5, F7): by serving the other way."""
    policy, test = assignments.plan.policy, scenario is Scenario.TEST_FAILOVER
    order, other_order = _both(policy.allocation_order)
    which, other_which = _both(policy.next_available)
    there = _served(assignments, id, scenario, result, other_order, which)
    if there != result.address:
        rule, said = "T6" if test else "F7", f"with {other_order.value} {_would_be(there)}"
        yield Mattered("allocation_order", order.value, rule, said)
    there = _served(assignments, id, scenario, result, order, other_which)
    if there != result.address:
        said = f"with {other_which.value} {_would_be(there)}"
        yield Mattered("next_available", which.value, "F5", said)


def _served(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    result: Assignment,
    order: AllocationOrder,
    which: NextAvailable,
) -> int | None:
    """The address it would get in its subnet under other policies."""
    key = subnet_key(result.network or "", result.subnet or "")
    subnet = assignments.plan.network(key[0]).subnets_by_key[key[1]]
    requests = list(assignments.landing_in(key, scenario).values())
    occupied = assignments.occupied(key, scenario)
    return allocate(subnet, occupied, requests, order, fallback_at(scenario, which))[id][0]


def _both(value: PolicyT) -> tuple[PolicyT, PolicyT]:
    """The value of a policy, and the other one there is."""
    return value, next(other for other in type(value) if other is not value)


def _would_be(address: int | None) -> str:
    return f"its address would be {_text(address)}"


def _text(address: int | None) -> str:
    return "none" if address is None else address_text(address)
