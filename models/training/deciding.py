"""Which rules decided a result: that of its subnet, and that of its address."""

from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Reason, Scenario, SubnetRule
from models.explain import settings_that_count
from models.training.guesses import Question

SUBNET_RULES = {
    SubnetRule.SAME_NAME: "S2",
    SubnetRule.FIRST_ALPHABETICAL: "S3",
    SubnetRule.FAILOVER_SUBNET: "S7",
}
NOT_ASSIGNED = {
    Reason.NOT_FAILED_OVER: "B3",
    Reason.NOT_SELECTED: "F8",
    Reason.IPV6_UNSUPPORTED: "A6",
    Reason.NO_REVERSE_MAPPING: "B1",
    Reason.NO_SUBNET: "S6",
    Reason.RESERVED_SUBNET: "S5",
    Reason.SUBNET_FULL: "A4",
}
"""The rule that leaves an IP configuration without an address, by the reason of it."""
NOTHING_TO_KEEP = (Reason.DIFFERENT_ADDRESS_SPACE, Reason.NO_SOURCE_ADDRESS)
"""Why there is not even an address to ask for."""


def deciding(assignments: Assignments, question: Question, result: Assignment) -> tuple[str, ...]:
    """The rule that chose the subnet, where one did, then those that decided the address.

    The last is the one that had the last word.
    """
    subnet = subnet_rule(question, result)
    address = address_rule(assignments, question, result)
    available = "F5" if result.rule is AddressRule.NEXT_AVAILABLE else None
    rules = (subnet, address, available)
    return tuple(dict.fromkeys(rule for rule in rules if rule is not None))


def subnet_rule(question: Question, result: Assignment) -> str | None:
    """The rule that chose the subnet; ``None`` where it came to no subnet."""
    if result.subnet_rule is None:
        return None
    if result.subnet_rule is SubnetRule.CONFIGURED:
        return _rule_of_set_subnet(question)
    return SUBNET_RULES[result.subnet_rule]


def network_rule(assignments: Assignments, question: Question, result: Assignment) -> str:
    """The rule that says into which network it goes."""
    if question.scenario is Scenario.TEST_FAILOVER:
        return rule_of_test(assignments, question, result)
    return "M7" if question.scenario is Scenario.FAILOVER else "B1"


def address_rule(assignments: Assignments, question: Question, result: Assignment) -> str:
    """The rule that decided the address, or that there is none."""
    test = question.scenario is Scenario.TEST_FAILOVER
    if result.rule is AddressRule.UNASSIGNED and result.reason in NOT_ASSIGNED:
        if result.reason is Reason.NO_SUBNET and _is_set(assignments, question, result):
            return _rule_of_set_subnet(question)
        return NOT_ASSIGNED[result.reason]
    if result.rule in (AddressRule.CONFIGURED, AddressRule.UNASSIGNED):
        return "T2" if test else "F1"
    if test:
        return rule_of_test(assignments, question, result)
    if question.scenario is Scenario.FAILBACK:
        return "B2"
    return "F3" if result.reason in NOTHING_TO_KEEP else "F2"


def rule_of_test(assignments: Assignments, question: Question, result: Assignment) -> str:
    """The rule of a test, which is another one in the failover network than elsewhere."""
    item = assignments.plan.item(question.id.virtual_machine)
    return "T3" if item and item.failover_network == result.network else "T4"


def _rule_of_set_subnet(question: Question) -> str:
    """The rule of a subnet that is set, for the test or not."""
    return "S7" if question.scenario is Scenario.TEST_FAILOVER else "S1"


def _is_set(assignments: Assignments, question: Question, result: Assignment) -> bool:
    """Whether a subnet is set that counts for it."""
    counting = settings_that_count(assignments.plan, *question, result.network)
    return counting.subnet is not None
