"""How the address of a result was chosen: the rules F1 to F7 and T2 to T6 in words."""

from collections.abc import Iterator

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Reason, Scenario
from models.explain.chain import Step
from models.explain.settings import settings_at, source_subnet
from models.explain.words import NO_FAILOVER_ADDRESS, reason_text, why
from models.plan import AllocationOrder, NextAvailable, Plan, SameAddressSpace, TestAddress
from models.rules.availability import usable_ranges
from models.rules.subnets import subnet_key
from models.topology import IpConfigurationId, Subnet


def address_steps(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Iterator[Step]:
    """How the address was chosen."""
    plan = assignments.plan
    target = plan.network(result.network or "").subnets_by_key[(result.subnet or "").casefold()]
    settings = settings_at(plan, id, scenario)
    if scenario is not Scenario.FAILBACK:
        rule = "T2" if scenario is Scenario.TEST_FAILOVER else "F1"
        if settings.address is not None:
            refused = "" if result.address is not None else f": {why(result)}"
            yield Step(rule, f"{settings.address} is set in the network settings{refused}")
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
    plan = assignments.plan
    key = subnet_key(result.network or "", target.name)
    request = assignments.landing_in(key, scenario)[id]
    wanted, reason = request.wanted, request.reason
    rule = keep_rule(plan, id, scenario, result.network, wanted)
    policy = _policy_that_kept(assignments, id, scenario, result, wanted)
    if wanted is None:
        lacking = reason_text(reason)
        if reason is Reason.NO_SOURCE_ADDRESS and plan.ip_configuration(id).ipv4:
            lacking = NO_FAILOVER_ADDRESS
        return Step(rule, f"its address cannot be kept: {lacking}{policy}")
    address = address_text(wanted)
    if result.rule is AddressRule.RETAINED:
        return Step(rule, f"{address} belongs to {target.name} and is available{policy}")
    if result.reason is Reason.SUBNET_FULL:
        return Step(rule, f"{address} is not available either{policy}")
    return Step(rule, f"{address} cannot be kept: {why(result)}{policy}")


def keep_rule(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, network: str | None, wanted: int | None
) -> str:
    """The number of the rule by which an address is kept in ``network``, or not."""
    if scenario is Scenario.TEST_FAILOVER:
        own = network != plan.replicated_items[id.virtual_machine].failover_network
        return "T4" if own else "T3"
    return "F3" if wanted is None else "F2"


def _policy_that_kept(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    result: Assignment,
    wanted: int | None,
) -> str:
    """The policy that said which address to keep, where the default says another thing."""
    plan, policy = assignments.plan, assignments.plan.policy
    if scenario is Scenario.TEST_FAILOVER:
        forecast = policy.test_address is TestAddress.FAILOVER
        differs = forecast and wanted != plan.ip_configuration(id).ipv4
        return " (policy: the forecast failover address is the one to keep)" if differs else ""
    target = plan.network(result.network or "").subnet(result.subnet or "")
    contains = policy.same_address_space is SameAddressSpace.CONTAINS
    ranges = target.ranges if target is not None else ()
    differs = contains and ranges != source_subnet(assignments, id, scenario).ranges
    return " (policy: it is enough that the target subnet contains it)" if differs else ""


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
