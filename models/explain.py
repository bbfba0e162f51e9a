"""A result as a chain of rules in words: what each rule was asked and which one decided."""

from collections.abc import Iterator
from typing import NamedTuple

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Holder, Reason, Scenario, SubnetRule
from models.plan import (
    AUTOMATIC,
    AllocationOrder,
    FailoverSettings,
    NextAvailable,
    Plan,
    SameAddressSpace,
    TestAddress,
)
from models.rules.availability import usable_ranges
from models.rules.failback import comes_home
from models.rules.mapping import way_back
from models.rules.subnets import subnet_key
from models.topology import IpConfiguration, IpConfigurationId, Subnet

ARTICLE = "https://learn.microsoft.com/azure/site-recovery/azure-to-azure-network-mapping"
"""The public source of the rules."""

NOT_SERVED = (
    Reason.NOT_FAILED_OVER,
    Reason.NOT_SELECTED,
    Reason.IPV6_UNSUPPORTED,
    Reason.NO_REVERSE_MAPPING,
)
"""Why an IP configuration does not even come to a subnet."""
NO_SUBNET_TO_USE = (Reason.NO_SUBNET, Reason.RESERVED_SUBNET)
"""Why it does not come to an address."""
NO_FAILOVER_ADDRESS = "it has no failover address to keep"
"""What the reason ``no-source-address`` means where the source address is known (T5)."""


class Step(NamedTuple):
    """One rule of a chain: its number, what it said, and whether it decided."""

    rule: str
    text: str
    decided: bool = False


class Chain(NamedTuple):
    """How one result came about: the result in a sentence, then the rules in their order."""

    scenario: Scenario
    result: str
    steps: tuple[Step, ...]


def explain(assignments: Assignments, id: IpConfigurationId) -> tuple[Chain, ...]:
    """How every result of an IP configuration came about; empty where it has none.

    Raises ``KeyError`` for an IP configuration that the plan does not have.
    """
    ip = assignments.plan.ip_configuration(id)
    return tuple(
        Chain(scenario, result_text(ip, scenario, result), _steps(assignments, id, ip, scenario))
        for scenario in Scenario
        if (result := assignments.of(id, scenario)) is not None
    )


def result_text(ip: IpConfiguration, scenario: Scenario, result: Assignment) -> str:
    """A result in one sentence."""
    why = reason_text(result.reason, result.taken_by)
    if result.reason is Reason.NO_SOURCE_ADDRESS and ip.ipv4 is not None:
        why = NO_FAILOVER_ADDRESS
    if result.address is None:
        return f"unassigned: {why}"
    where = f"{address_text(result.address)} in {result.subnet} of {result.network}"
    if result.rule is AddressRule.CONFIGURED:
        how = "set by hand"
    elif result.rule is AddressRule.RETAINED:
        how = "kept"
    else:
        how = f"a forecast, because {why}"
    home = ""
    if scenario is Scenario.FAILBACK:
        home = "; it comes home" if comes_home(ip, result) else "; it does not come home"
    return f"{where}, {result.allocation.value}: {how}{home}"


def holder_text(holder: Holder | None) -> str:
    """Who has an address, in words; an entry of ``in_use`` need not say."""
    return str(holder) if holder else "something that the plan does not name"


def reason_text(reason: Reason | None, taken_by: Holder | None = None) -> str:
    """A reason in words."""
    words = {
        None: "no reason",
        Reason.NOT_FAILED_OVER: "it has no address after the failover",
        Reason.NOT_SELECTED: "it is not selected for failover",
        Reason.IPV6_UNSUPPORTED: "IPv6 is not failed over",
        Reason.NO_REVERSE_MAPPING: "no network mapping leads back",
        Reason.NO_SUBNET: "the network has no such subnet",
        Reason.RESERVED_SUBNET: "no virtual machine may be in that subnet",
        Reason.NO_SOURCE_ADDRESS: "its source address is not known",
        Reason.DIFFERENT_ADDRESS_SPACE: "the address space is a different one",
        Reason.OUTSIDE_SUBNET: "the address is outside the subnet",
        Reason.ADDRESS_RESERVED: "Azure keeps the address for itself",
        Reason.ADDRESS_TAKEN: f"the address is taken by {holder_text(taken_by)}",
        Reason.ADDRESS_DUPLICATE: f"the address is also set for {taken_by}, which comes first",
        Reason.SUBNET_FULL: "the subnet has no address left",
    }
    return words[reason]


def _steps(
    assignments: Assignments, id: IpConfigurationId, ip: IpConfiguration, scenario: Scenario
) -> tuple[Step, ...]:
    """The rules up to the one that decided, which is the last."""
    result = assignments.of(id, scenario)
    if result is None:
        return ()
    steps = list(_entry_steps(assignments, id, ip, scenario, result))
    if result.reason not in NOT_SERVED:
        steps += _subnet_steps(assignments, id, scenario, result)
        if result.reason not in NO_SUBNET_TO_USE:
            steps += _address_steps(assignments, id, scenario, result)
    *before, last = steps
    return (*before, last._replace(decided=True))


def _entry_steps(
    assignments: Assignments,
    id: IpConfigurationId,
    ip: IpConfiguration,
    scenario: Scenario,
    result: Assignment,
) -> Iterator[Step]:
    """Whether it takes part at all, and in which network."""
    source = f"{ip.address or 'an unknown address'} in {ip.subnet} of {ip.network}"
    match result.reason:
        case Reason.NOT_FAILED_OVER:
            yield Step("B3", "it has no address after the failover, so none to bring back")
        case Reason.NOT_SELECTED:
            yield Step("F8", "it is not selected in the network settings")
        case Reason.IPV6_UNSUPPORTED:
            yield Step("A6", f"{source} is IPv6, which is not failed over")
        case _:
            if scenario is not Scenario.FAILBACK and not ip.primary:
                yield Step("F8", "a secondary one: it counts as selected in the network settings")
            yield _network_step(assignments.plan, id, source, scenario, result)


def _network_step(
    plan: Plan, id: IpConfigurationId, source: str, scenario: Scenario, result: Assignment
) -> Step:
    """Which network it goes to."""
    target = plan.replicated_items[id.virtual_machine].failover_network
    if scenario is Scenario.FAILOVER:
        return Step("M7", f"from {source} to the failover network {result.network}")
    if scenario is Scenario.TEST_FAILOVER:
        own = result.network != target
        which = "a network of its own" if own else "the failover network itself"
        return Step("T1", f"tested in {result.network}, {which}; static in every case")
    region = plan.machine(id.virtual_machine).region
    home = way_back(plan, target, region)
    if home is None:
        return Step("B1", f"no mapping leads from {target} to a network in {region}")
    return Step("B1", f"the mapping of {target} leads back to {home.id}")


def _subnet_steps(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Iterator[Step]:
    """How the subnet was chosen."""
    network, name = result.network, _source(assignments, id, scenario).name
    wanted = settings_that_count(assignments.plan, id, scenario, network).subnet
    if scenario is not Scenario.FAILBACK:
        yield from _set_subnet_steps(assignments.plan, id, scenario, result, wanted)
    if result.subnet_rule is SubnetRule.SAME_NAME:
        yield Step("S2", f"{network} has a subnet of the same name, {result.subnet}")
    elif result.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        yield Step("S2", f"{network} has no subnet named {name}")
        yield Step("S3", f"{result.subnet} is the first in alphabetical order")
    if result.reason is Reason.RESERVED_SUBNET:
        yield Step("S5", f"no virtual machine may be in {result.subnet}")
    elif result.reason is Reason.NO_SUBNET and wanted is None:
        yield Step("S6", f"{network} has no subnet")


def _set_subnet_steps(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, result: Assignment, wanted: str | None
) -> Iterator[Step]:
    """Whether a subnet is set, or that of the failover is used again in a test (S7)."""
    rule = "S7" if scenario is Scenario.TEST_FAILOVER else "S1"
    has = "which it has" if result.subnet else f"which {result.network} does not have"
    if _settings(plan, id, scenario).subnet is not None:
        yield Step(rule, f"subnet {wanted} is set, {has}")
        return
    yield Step(rule, "no subnet is set in the network settings")
    if result.subnet_rule is SubnetRule.FAILOVER_SUBNET:
        yield Step(rule, f"the failover subnet {result.subnet} is used again")
    elif wanted is not None:
        yield Step(rule, f"the failover subnet {wanted} is used again, {has}")


def _address_steps(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Iterator[Step]:
    """How the address was chosen."""
    plan = assignments.plan
    target = plan.network(result.network or "").subnets_by_key[(result.subnet or "").casefold()]
    settings = _settings(plan, id, scenario)
    if scenario is not Scenario.FAILBACK:
        rule = "T2" if scenario is Scenario.TEST_FAILOVER else "F1"
        if settings.address is not None:
            why = "" if result.address is not None else f": {_why(result)}"
            yield Step(rule, f"{settings.address} is set in the network settings{why}")
            return
        yield Step(rule, "no address is set in the network settings")
    yield _keep_step(assignments, id, scenario, result, target)
    if result.rule is not AddressRule.RETAINED:
        yield _next_step(assignments, scenario, result, target)


def _keep_step(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    result: Assignment,
    target: Subnet,
) -> Step:
    """Whether the address could be kept."""
    key = subnet_key(result.network or "", target.name)
    request = assignments.landing_in(key, scenario)[id].request
    wanted, reason = (None, None) if request is None else (request.wanted, request.reason)
    rule, policy = _keep_rule(assignments, id, scenario, result, wanted)
    if wanted is None:
        why = reason_text(reason)
        if reason is Reason.NO_SOURCE_ADDRESS and assignments.plan.ip_configuration(id).ipv4:
            why = NO_FAILOVER_ADDRESS
        return Step(rule, f"its address cannot be kept: {why}{policy}")
    address = address_text(wanted)
    if result.rule is AddressRule.RETAINED:
        return Step(rule, f"{address} belongs to {target.name} and is available{policy}")
    if result.reason is Reason.SUBNET_FULL:
        return Step(rule, f"{address} is not available either{policy}")
    return Step(rule, f"{address} cannot be kept: {_why(result)}{policy}")


def _keep_rule(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    result: Assignment,
    wanted: int | None,
) -> tuple[str, str]:
    """The rule by which an address is kept or not, and the policy where it made a difference."""
    plan, policy = assignments.plan, assignments.plan.policy
    if scenario is Scenario.TEST_FAILOVER:
        own = result.network != plan.replicated_items[id.virtual_machine].failover_network
        forecast = policy.test_address is TestAddress.FAILOVER
        differs = forecast and wanted != plan.ip_configuration(id).ipv4
        said = " (policy: the forecast failover address is the one to keep)" if differs else ""
        return "T4" if own else "T3", said
    target = plan.network(result.network or "").subnet(result.subnet or "")
    contains = policy.same_address_space is SameAddressSpace.CONTAINS
    ranges = target.ranges if target is not None else ()
    differs = contains and ranges != _source(assignments, id, scenario).ranges
    said = " (policy: it is enough that the target subnet contains it)" if differs else ""
    return "F3" if wanted is None else "F2", said


def _next_step(
    assignments: Assignments, scenario: Scenario, result: Assignment, target: Subnet
) -> Step:
    """The address nobody asked for, or the lack of one."""
    test = scenario is Scenario.TEST_FAILOVER
    if result.address is None:
        ranges = ", ".join(
            f"{address_text(first)} to {address_text(last)}"
            for first, last in usable_ranges(target)
        )
        return Step("A4", f"nothing of {ranges or 'its prefixes'} is left in {target.name}")
    address, policy = address_text(result.address), assignments.plan.policy
    rule = "T6" if test else "F7"
    if policy.allocation_order is AllocationOrder.RETAINED_FIRST:
        turn = f"after everybody who keeps an address was served ({rule})"
    else:
        turn = f"strictly in failover order (policy, {rule})"
    if test:
        return Step("T3", f"{address} is the next available from the end of the range, {turn}")
    which = "the lowest available"
    if policy.next_available is NextAvailable.AFTER_SOURCE:
        which = "the first available above its source address, or else the lowest (policy)"
    sure = "" if scenario is Scenario.FAILBACK else ", set it to be sure"
    return Step("F5", f"{address} is {which}, {turn}; a forecast{sure}")


def _why(result: Assignment) -> str:
    return reason_text(result.reason, result.taken_by)


def settings_that_count(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, network: str | None
) -> FailoverSettings:
    """What was set, as far as it counts in a scenario that ends in ``network``.

    A test in the failover network takes its subnet over where none is set for the test (S7).
    """
    if scenario is Scenario.FAILBACK:
        return AUTOMATIC
    settings = _settings(plan, id, scenario)
    item = plan.item(id.virtual_machine)
    if settings.subnet is None and item is not None and item.failover_network == network:
        subnet = plan.settings_of(id).failover.subnet
        return settings.model_copy(update={"subnet": subnet})
    return settings


def _settings(plan: Plan, id: IpConfigurationId, scenario: Scenario) -> FailoverSettings:
    settings = plan.settings_of(id)
    return settings.test_failover if scenario is Scenario.TEST_FAILOVER else settings.failover


def _source(assignments: Assignments, id: IpConfigurationId, scenario: Scenario) -> Subnet:
    """The subnet that a scenario starts from."""
    plan, failover = assignments.plan, assignments.failover(id)
    if scenario is Scenario.FAILBACK and failover is not None and failover.subnet is not None:
        return plan.network(failover.network or "").subnets_by_key[failover.subnet.casefold()]
    return plan.subnet_of(plan.ip_configuration(id))
