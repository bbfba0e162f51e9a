"""How the subnet of a result was chosen: the rules S1 to S7 in words."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Assignment, Reason, Scenario, SubnetRule
from models.explain.chain import Step
from models.explain.settings import settings_at, settings_that_count, source_subnet
from models.plan import Plan
from models.topology import IpConfigurationId


def subnet_steps(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Iterator[Step]:
    """How the subnet was chosen."""
    network, name = result.network, source_subnet(assignments, id, scenario).name
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
    if settings_at(plan, id, scenario).subnet is not None:
        yield Step(rule, f"subnet {wanted} is set, {has}")
        return
    yield Step(rule, "no subnet is set in the network settings")
    if result.subnet_rule is SubnetRule.FAILOVER_SUBNET:
        yield Step(rule, f"the failover subnet {result.subnet} is used again")
    elif wanted is not None:
        yield Step(rule, f"the failover subnet {wanted} is used again, {has}")
