"""Conditions on a plan: what a lesson asks for, and what the program checks itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Reason, Scenario, SubnetRule
from models.findings import Finding
from models.plan import Plan
from models.round_trip import round_trip
from models.session import Session
from models.subject_in_plan import ip_configurations_named
from models.topology import Allocation, Name
from models.value import Value

ARROW = "->"
"""Stands between source and target of a mapping, as in the subject of a finding."""
BETWEEN = "--"
"""Stands between two networks that are peered, in either order."""
ANY, NONE = "any", "none"
"""In the place of an address: whichever it is, and that there is none."""


class Expectation(Value, frozen=True):
    """What the results of some IP configurations are to be in one scenario.

    ``of`` is ``VM[/NIC[/IPCONFIG]]``; what is ``None`` may be anything. ``address`` is an
    address as text, ``any`` or ``none``; names of subnets compare without case.
    """

    of: Name
    at: Scenario = Scenario.FAILOVER
    network: Name | None = None
    subnet: Name | None = None
    subnet_rule: SubnetRule | None = None
    address: Name | None = None
    rule: AddressRule | None = None
    reason: Reason | None = None
    allocation: Allocation | None = None

    def meets(self, assignments: Assignments) -> bool:
        """Whether every IP configuration that is meant has such a result; false without one."""
        ids = ip_configurations_named(assignments.plan, self.of)
        return bool(ids) and all(self._is_met(assignments.of(id, self.at)) for id in ids)

    def _is_met(self, result: Assignment | None) -> bool:
        if result is None:
            return False
        wanted_subnet = None if self.subnet is None else self.subnet.casefold()
        subnet = None if result.subnet is None else result.subnet.casefold()
        wanted = (self.network, wanted_subnet, self.subnet_rule, self.rule, self.reason)
        got = (result.network, subnet, result.subnet_rule, result.rule, result.reason)
        same = all(want in (None, have) for want, have in zip(wanted, got, strict=True))
        return same and self._fits(result.address) and self.allocation in (None, result.allocation)

    def _fits(self, address: int | None) -> bool:
        if self.address is None:
            return True
        if address is None:
            return self.address == NONE
        return self.address in (ANY, address_text(address))


class NetworkWanted(Value, frozen=True):
    """A virtual network as it is to be; what is ``None`` or empty may be anything.

    ``subnets`` are names that it has to have, ``prefixes`` the prefixes of its subnets, by
    name, as texts.
    """

    id: Name
    region: Name | None = None
    address_space: tuple[str, ...] = ()
    subnets: tuple[Name, ...] = ()
    prefixes: Mapping[str, tuple[str, ...]] = {}

    def stands_in(self, plan: Plan) -> bool:
        """Whether the plan has such a network."""
        network = plan.virtual_networks.get(self.id)
        if network is None or self.region not in (None, network.region):
            return False
        space = tuple(str(prefix) for prefix in network.address_space)
        prefixes = {
            subnet.key: tuple(str(prefix) for prefix in subnet.address_prefixes)
            for subnet in network.subnets
        }
        return (
            self.address_space in ((), space)
            and all(network.subnet(name) is not None for name in self.subnets)
            and all(
                prefixes.get(name.casefold()) == wanted for name, wanted in self.prefixes.items()
            )
        )


class Condition(Value, frozen=True):
    """What is to hold of a plan and its results; everything that is said, at once.

    ``mapped`` holds ``SOURCE -> TARGET``, ``peered`` ``ONE -- OTHER``, ``findings`` a code,
    a severity, or a code and a subject with a blank between them. A name that begins with
    ``not_`` says that none of these holds, ``any_results`` that one of them does at least.
    """

    mapped: tuple[Name, ...] = ()
    not_mapped: tuple[Name, ...] = ()
    replicated: tuple[Name, ...] = ()
    not_replicated: tuple[Name, ...] = ()
    results: tuple[Expectation, ...] = ()
    not_results: tuple[Expectation, ...] = ()
    any_results: tuple[Expectation, ...] = ()
    comes_home: tuple[Name, ...] = ()
    findings: tuple[Name, ...] = ()
    not_findings: tuple[Name, ...] = ()
    networks: tuple[NetworkWanted, ...] = ()
    not_networks: tuple[NetworkWanted, ...] = ()
    peered: tuple[Name, ...] = ()
    not_peered: tuple[Name, ...] = ()
    groups: Mapping[str, int] = {}
    policy: Mapping[
        Literal["same_address_space", "next_available", "allocation_order", "test_address"], str
    ] = {}

    @property
    def empty(self) -> bool:
        """Whether it says nothing, and so would always hold."""
        return self == Condition.model_construct()

    def holds(self, session: Session) -> bool:
        """Whether all of it holds now."""
        return all(_clauses(self, session))


def _clauses(condition: Condition, session: Session) -> Iterator[bool]:
    """Each thing that is said, whether it is so."""
    plan, assignments = session.plan, session.assignments
    for several, none, test in (
        (condition.mapped, condition.not_mapped, _is_mapped(plan)),
        (condition.replicated, condition.not_replicated, _is_replicated(plan)),
        (condition.peered, condition.not_peered, _is_peered(plan)),
        (condition.comes_home, (), _comes_home(assignments)),
        (condition.results, condition.not_results, lambda one: one.meets(assignments)),
        (condition.networks, condition.not_networks, lambda one: one.stands_in(plan)),
        (condition.findings, condition.not_findings, _is_found(session)),
    ):
        each: Test = test
        yield from (each(one) for one in several)
        yield from (not each(one) for one in none)
    if condition.any_results:
        yield any(one.meets(assignments) for one in condition.any_results)
    for machine, group in condition.groups.items():
        item = plan.item(machine)
        yield item is not None and item.group == group
    for name, value in condition.policy.items():
        yield getattr(plan.policy, name) == value


Test: TypeAlias = Callable[[Any], bool]


def pair(written: str, sign: str) -> tuple[str, str] | None:
    """The two names on the sides of a sign; ``None`` where these are not two."""
    one, found, other = (part.strip() for part in written.partition(sign))
    return (one, other) if one and found and other else None


def _is_mapped(plan: Plan) -> Test:
    def test(written: str) -> bool:
        names = pair(written, ARROW)
        return names is not None and any(
            mapping.target == names[1] for mapping in plan.mappings_from(names[0])
        )

    return test


def _is_replicated(plan: Plan) -> Test:
    return lambda machine: plan.item(machine) is not None


def _is_peered(plan: Plan) -> Test:
    def lists(one: str, other: str) -> bool:
        network = plan.virtual_networks.get(one)
        return network is not None and other in network.peered_with

    def test(written: str) -> bool:
        names = pair(written, BETWEEN)
        return names is not None and (lists(*names) or lists(*reversed(names)))

    return test


def _comes_home(assignments: Assignments) -> Test:
    def test(written: str) -> bool:
        trips = [
            round_trip(assignments, id) for id in ip_configurations_named(assignments.plan, written)
        ]
        return bool(trips) and all(trip is not None and trip.comes_home for trip in trips)

    return test


def _is_found(session: Session) -> Test:
    found: Sequence[Finding] = session.findings

    def test(written: str) -> bool:
        word, _, subject = written.partition(" ")
        return any(
            word in (finding.code, finding.severity) and subject in ("", str(finding.subject))
            for finding in found
        )

    return test
