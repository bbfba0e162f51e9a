"""Edits that give replicated items a network of their own to be tested in (T7)."""

from collections.abc import Iterator, Sequence

from models.edits.edit import Edit, PutRow, Together
from models.edits.lookup import item_of
from models.edits.replication import put_item
from models.errors import EditRefused
from models.plan import Plan
from models.rules.mapping import distinct
from models.topology import State, VirtualNetwork

SUFFIX = "-test"
"""What is added to the name of a failover network for the one it is tested in."""


def default_test_network(plan: Plan, failover_network: str) -> VirtualNetwork:
    """The network to test in that is offered for a failover network.

    One of the default name in its region where there is one; else a copy of it, still to
    be planned: same address space and subnets, empty, peered with nothing, not production.
    """
    source = plan.network(failover_network)
    name = source.name + SUFFIX
    for network in plan.virtual_networks:
        if network.region == source.region and network.name.casefold() == name.casefold():
            return network
    return source.model_copy(
        update={
            "id": distinct(source.id + SUFFIX, plan.virtual_networks.keys()),
            "name": name,
            "state": State.PLANNED,
            "production": False,
            "peered_with": (),
            "note": None,
            "subnets": tuple(
                subnet.model_copy(update={"in_use": (), "note": None}) for subnet in source.subnets
            ),
        }
    )


def give_test_networks(plan: Plan, virtual_machines: Sequence[str]) -> Edit:
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
