"""What was set for an IP configuration, and where it comes from, in a scenario."""

from models.assign import Assignments
from models.assignment import Scenario
from models.plan import AUTOMATIC, FailoverSettings, Plan
from models.topology import IpConfigurationId, Subnet


def settings_that_count(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, network: str | None
) -> FailoverSettings:
    """What was set, as far as it counts in a scenario that ends in ``network``.

    A test in the failover network takes its subnet over where none is set for the test (S7).
    """
    if scenario is Scenario.FAILBACK:
        return AUTOMATIC
    settings = settings_at(plan, id, scenario)
    item = plan.item(id.virtual_machine)
    if settings.subnet is None and item is not None and item.failover_network == network:
        subnet = plan.settings_of(id).failover.subnet
        return settings.model_copy(update={"subnet": subnet})
    return settings


def settings_at(plan: Plan, id: IpConfigurationId, scenario: Scenario) -> FailoverSettings:
    """What was set for a scenario; a failback has the settings of the failover."""
    settings = plan.settings_of(id)
    return settings.test_failover if scenario is Scenario.TEST_FAILOVER else settings.failover


def source_subnet(assignments: Assignments, id: IpConfigurationId, scenario: Scenario) -> Subnet:
    """The subnet that a scenario starts from."""
    plan, failover = assignments.plan, assignments.failover(id)
    if scenario is Scenario.FAILBACK and failover is not None and failover.subnet is not None:
        return plan.network(failover.network or "").subnets_by_key[failover.subnet.casefold()]
    return plan.subnet_of(plan.ip_configuration(id))
