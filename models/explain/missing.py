"""What would have to be done for a result that there is not."""

from collections.abc import Iterator

from models.assign import Assignments
from models.explain.chain import Step
from models.pairing import target_region
from models.plan import Plan
from models.rules.mapping import default_target, mapping_to_region
from models.topology import IpConfigurationId


def missing(assignments: Assignments, id: IpConfigurationId) -> tuple[Step, ...]:
    """What is still to be done before an IP configuration has a result in every scenario.

    Each step with the rule it follows from; empty where nothing is missing. Raises
    ``KeyError`` for one that the plan does not have.
    """
    plan, item = assignments.plan, assignments.plan.item(id.virtual_machine)
    if item is None:
        return tuple(_to_replicate(plan, id))
    if assignments.test_network_of(item) is None:
        return (Step("T7", "choose a test network: without one there is no test failover"),)
    return ()


def _to_replicate(plan: Plan, id: IpConfigurationId) -> Iterator[Step]:
    source = plan.network(plan.ip_configuration(id).network)
    region = target_region(plan)
    if region is None:
        yield Step("M4", "choose the target region")
    elif region == source.region:
        yield Step("M1", f"choose another target region: {source.id} is in {region} already")
    elif mapping := mapping_to_region(plan, source.id, region):
        said = f"nothing to map: {source.id} is mapped, and {mapping.target} is the default"
        yield Step("M7", said)
    else:
        target = default_target(plan, source, region)
        planned = target.id not in plan.virtual_networks
        which = "a copy that has to be created" if planned else "which is there"
        yield Step("M6", f"the default target network is {target.name}, {which}")
        yield Step("M5", f"{source.id} and {target.name} are mapped to each other by that")
    yield Step("M1", f"enable replication of {id.virtual_machine}, to that network or another one")
