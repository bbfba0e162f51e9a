"""Edits that give replicated items a network of their own to be tested in (T7)."""

from collections.abc import Iterator, Sequence

from models.edits.edit import Edit, PutRow, Together
from models.edits.lookup import item_of
from models.edits.replication import put_item
from models.errors import EditRefused
from models.plan import Plan
from models.rules.mapping import planned_copy
from models.rules.names import LONGEST_NAME, TEST_SUFFIX, shortened
from models.topology import VirtualNetwork


def default_test_network(plan: Plan, failover_network: str) -> VirtualNetwork:
    """The network to test in that is offered for a failover network.

    One of the default name in its region that is not production, where there is one; else
    a copy of it, still to be planned: same address space and subnets, empty, peered with
    nothing, not production.
    """
    source = plan.network(failover_network)
    name = source.name + TEST_SUFFIX
    for network in plan.virtual_networks:
        there = network.region == source.region and not network.production
        if there and network.name.casefold() == name.casefold():
            return network
    taken = {name.casefold() for row in plan.virtual_networks for name in (row.id, row.name)}
    id = shortened(name, LONGEST_NAME, taken)
    copy = planned_copy(source, source.region)
    return copy.model_copy(update={"id": id, "name": id, "resource_group": source.resource_group})


def give_test_networks(plan: Plan, virtual_machines: Sequence[str]) -> Together:
    """Test machines in a network of their own, one for each failover network.

    What is not there yet is planned. Raises :class:`EditRefused` where none is replicated
    or all are tested there already.
    """
    steps: list[Edit] = []
    at = plan
    for id in virtual_machines:
        for step in _steps(at, id):
            steps.append(step)
            at = step.apply(at)
    if not steps:
        raise EditRefused("These machines are tested in a network of their own already.")
    count = len(virtual_machines)
    whose = virtual_machines[0] if count == 1 else f"{count} machines"
    return Together(f"test {whose} in a network of its own", tuple(steps))


def _steps(plan: Plan, virtual_machine: str) -> Iterator[Edit]:
    item = item_of(plan, virtual_machine)
    network = default_test_network(plan, item.failover_network)
    if item.test_failover_network == network.id:
        return
    if network.id not in plan.virtual_networks:
        yield PutRow(f"plan {network.id}", "virtual_networks", network.id, network)
    tested = item.model_copy(update={"test_failover_network": network.id})
    yield put_item(f"test {virtual_machine} in {network.id}", tested)
