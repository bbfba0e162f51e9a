"""A result as a chain of rules in words: what each rule was asked and which one decided."""

from typing import NamedTuple

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Holder, Reason, Scenario, SubnetRule
from models.plan import (
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
    if result.address is None:
        return f"unassigned: {reason_text(result.reason, result.taken_by)}"
    where = f"{address_text(result.address)} in {result.subnet} of {result.network}"
    if result.rule is AddressRule.CONFIGURED:
        how = "set by hand"
    elif result.rule is AddressRule.RETAINED:
        how = "kept"
    else:
        how = f"a forecast, because {reason_text(result.reason, result.taken_by)}"
    home = ""
    if scenario is Scenario.FAILBACK:
        home = "; it comes home" if comes_home(ip, result) else "; it does not come home"
    return f"{where}, {result.allocation.value}: {how}{home}"


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
        Reason.ADDRESS_TAKEN: f"the address is taken by {taken_by}",
        Reason.ADDRESS_DUPLICATE: f"the address is also set for {taken_by}, which comes first",
        Reason.SUBNET_FULL: "the subnet has no address left",
    }
    return words[reason]


def _steps(
    assignments: Assignments, id: IpConfigurationId, ip: IpConfiguration, scenario: Scenario
) -> tuple[Step, ...]:
    result = assignments.of(id, scenario)
    if result is None:
        return ()
    entry = _entry_steps(assignments, id, ip, scenario, result)
    if entry and entry[-1].decided:
        return tuple(entry)
    subnet = _subnet_steps(assignments, id, scenario, result)
    if (
        subnet
        and subnet[-1].decided
        and result.reason
        in (
            Reason.NO_SUBNET,
            Reason.RESERVED_SUBNET,
        )
    ):
        return (*entry, *subnet)
    settled = [step._replace(decided=False) for step in subnet]
    return (*entry, *settled, *_address_steps(assignments, id, scenario, result))


def _entry_steps(
    assignments: Assignments,
    id: IpConfigurationId,
    ip: IpConfiguration,
    scenario: Scenario,
    result: Assignment,
) -> list[Step]:
    """Whether it takes part at all, and in which network."""
    plan = assignments.plan
    source = f"{ip.address or 'an unknown address'} in {ip.subnet} of {ip.network}"
    match result.reason:
        case Reason.NOT_FAILED_OVER:
            return [Step("B3", "it has no address after the failover, so none to bring back", True)]
        case Reason.NOT_SELECTED:
            return [Step("F8", "it is not selected in the network settings", True)]
        case Reason.IPV6_UNSUPPORTED:
            return [Step("A6", f"{source} is IPv6, which is not failed over", True)]
    item = plan.item(id.virtual_machine)
    if item is None:
        return []
    if scenario is Scenario.FAILOVER:
        return [Step("M7", f"from {source} to the failover network {result.network}")]
    if scenario is Scenario.TEST_FAILOVER:
        which = "the failover network itself" if result.network == item.failover_network else ""
        which = which or "a network of its own"
        return [Step("T1", f"tested in {result.network}, {which}; static in every case")]
    home = way_back(plan, item.failover_network, plan.machine(id.virtual_machine).region)
    if home is None:
        region = plan.machine(id.virtual_machine).region
        missing = f"no mapping leads from {item.failover_network} to a network in {region}"
        return [Step("B1", missing, True)]
    return [Step("B1", f"the mapping of {item.failover_network} leads back to {home.id}")]


def _subnet_steps(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> list[Step]:
    """How the subnet was chosen."""
    plan = assignments.plan
    settings = _settings(plan, id, scenario)
    name = _source_subnet(assignments, id, scenario)
    steps = []
    if scenario is not Scenario.FAILBACK:
        rule = "S7" if scenario is Scenario.TEST_FAILOVER else "S1"
        if settings.subnet is None:
            steps.append(Step(rule, "no subnet is set in the network settings"))
        else:
            has = result.subnet_rule is SubnetRule.CONFIGURED
            found = "which it has" if has else f"which {result.network} does not have"
            steps.append(Step("S1", f"subnet {settings.subnet} is set, {found}", True))
    if result.subnet_rule is SubnetRule.FAILOVER_SUBNET:
        steps.append(Step("S7", f"the failover subnet {result.subnet} is used again", True))
    elif result.subnet_rule is SubnetRule.SAME_NAME:
        steps.append(Step("S2", f"{result.network} has a subnet of the same name, {name}", True))
    elif result.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        steps.append(Step("S2", f"{result.network} has no subnet named {name}"))
        steps.append(Step("S3", f"{result.subnet} is the first in alphabetical order", True))
    if result.reason is Reason.RESERVED_SUBNET:
        steps.append(Step("S5", f"no virtual machine may be in {result.subnet}", True))
    elif result.reason is Reason.NO_SUBNET and settings.subnet is None:
        steps.append(Step("S6", f"{result.network} has no subnet", True))
    return steps


def _address_steps(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    result: Assignment,
) -> list[Step]:
    """How the address was chosen."""
    plan = assignments.plan
    target = plan.network(result.network or "").subnet(result.subnet or "")
    if target is None:
        return []
    settings = _settings(plan, id, scenario)
    test = scenario is Scenario.TEST_FAILOVER
    steps = []
    if scenario is not Scenario.FAILBACK:
        rule = "T2" if test else "F1"
        if settings.address is not None:
            why = "" if result.address is not None else f": {_why(result)}"
            return [Step(rule, f"{settings.address} is set in the network settings{why}", True)]
        steps.append(Step(rule, "no address is set in the network settings"))
    steps.append(_keep_step(assignments, id, scenario, result, target))
    if result.rule is not AddressRule.RETAINED:
        steps.append(_next_step(assignments, scenario, result, target))
    return steps


def _keep_step(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    result: Assignment,
    target: Subnet,
) -> Step:
    """Whether the address could be kept."""
    policy = assignments.plan.policy
    landing = assignments.landing_in(subnet_key(result.network or "", target.name), scenario)[id]
    wanted = landing.request.wanted if landing.request is not None else None
    kept = result.rule is AddressRule.RETAINED
    if scenario is Scenario.TEST_FAILOVER:
        item = assignments.plan.item(id.virtual_machine)
        same_network = item is not None and item.failover_network == result.network
        rule, why = "T3" if same_network else "T4", ""
        if policy.test_address is TestAddress.FAILOVER:
            why = " (policy: the forecast failover address is the one to keep)"
    else:
        equal = policy.same_address_space is SameAddressSpace.EQUAL
        rule = "F2" if wanted is not None else "F3"
        why = "" if equal else " (policy: it is enough that the target subnet contains it)"
    if wanted is None:
        reason = landing.request.reason if landing.request is not None else result.reason
        return Step(rule, f"its address cannot be kept: {reason_text(reason)}{why}")
    address = address_text(wanted)
    if kept:
        return Step(rule, f"{address} belongs to {target.name} and is available{why}", True)
    reason = result.reason
    if reason is Reason.SUBNET_FULL:
        return Step(rule, f"{address} is not available either{why}")
    return Step(rule, f"{address} cannot be kept: {_why(result)}{why}")


def _next_step(
    assignments: Assignments, scenario: Scenario, result: Assignment, target: Subnet
) -> Step:
    """The address nobody asked for, or the lack of one."""
    if result.address is None:
        ranges = ", ".join(
            f"{address_text(first)} to {address_text(last)}"
            for first, last in usable_ranges(target)
        )
        return Step("A4", f"nothing of {ranges or 'its prefixes'} is left in {target.name}", True)
    address, policy = address_text(result.address), assignments.plan.policy
    after = ""
    if policy.allocation_order is AllocationOrder.RETAINED_FIRST:
        after = ", after everybody who keeps an address was served (F7)"
    if scenario is Scenario.TEST_FAILOVER:
        return Step("T3", f"{address} is the next available from the end of the range{after}", True)
    which = "the lowest available"
    if policy.next_available is NextAvailable.AFTER_SOURCE:
        which = "the first available above its source address, or else the lowest (policy)"
    return Step("F5", f"{address} is {which}{after}; a forecast, set it to be sure", True)


def _why(result: Assignment) -> str:
    return reason_text(result.reason, result.taken_by)


def _settings(plan: Plan, id: IpConfigurationId, scenario: Scenario) -> FailoverSettings:
    settings = plan.settings_of(id)
    return settings.test_failover if scenario is Scenario.TEST_FAILOVER else settings.failover


def _source_subnet(assignments: Assignments, id: IpConfigurationId, scenario: Scenario) -> str:
    """The name of the subnet that a scenario starts from."""
    if scenario is Scenario.FAILBACK and (failover := assignments.failover(id)):
        return failover.subnet or ""
    return assignments.plan.ip_configuration(id).subnet
