"""Whether an IP configuration takes part in a scenario at all, and in which network."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Assignment, Reason, Scenario
from models.explain.chain import Step
from models.plan import Plan
from models.rules.mapping import way_back
from models.topology import IpConfiguration, IpConfigurationId


def entry_steps(
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
