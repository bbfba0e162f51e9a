"""Settings of many IP configurations and their machines at once: subnet, test network, group."""

from collections.abc import Callable

from models.assign import Assignments
from models.assignment import Scenario
from models.edits.bulk import Bulk, Ids, LeftOut, gather, grant, network_in, together
from models.edits.bulk_settling import Wish
from models.edits.edit import Edit
from models.edits.lookup import network_of
from models.edits.replication import set_group, set_test_failover_network
from models.edits.settings import WORDS, automatic_all, settings_in
from models.errors import EditRefused
from models.plan import Plan, ReplicatedItem
from models.rules.subnets import is_reserved
from models.topology import IpConfigurationId


def clear(plan: Plan, ids: Ids) -> Bulk:
    """Let the rules decide subnet and address again, at failover and at test failover."""
    at = plan

    def change(id: IpConfigurationId) -> Edit:
        nonlocal at
        if plan.item(id.virtual_machine) is None:
            raise LeftOut("it is not replicated")
        try:
            edit = automatic_all(at, [id])
        except EditRefused as refusal:
            raise LeftOut("nothing is set for it") from refusal
        at = edit.apply(at)
        return edit

    steps, left_out = gather(ids, change)
    return together(list(steps.values()), "back to automatic", ids, left_out)


def set_subnet(assignments: Assignments, ids: Ids, scenario: Scenario, subnet: str) -> Bulk:
    """Choose the target subnet in a scenario, as each one's own network spells it (S1, S7).

    Who has an address set that could not be had there is left out.
    """

    def wish(id: IpConfigurationId) -> Wish:
        network = network_in(assignments, id, scenario)
        chosen = network.subnet(subnet)
        if chosen is None:
            raise LeftOut(f"{network.id} has no subnet {subnet}")
        if is_reserved(chosen):
            raise LeftOut(f"no virtual machine may be in {chosen.name}")
        standing = settings_in(assignments.plan, id, scenario)
        if standing.subnet is not None and standing.subnet.casefold() == chosen.key:
            raise LeftOut(f"{chosen.name} is chosen already")
        address = standing.address
        if address is not None and address.version != 4:
            raise LeftOut(f"{address} is set for it; clear that first")
        settings = standing.model_copy(update={"subnet": chosen.name})
        value = None if address is None else int(address)
        return Wish(id, network.id, chosen.name, value, settings)

    return grant(assignments, ids, scenario, wish, f"{WORDS[scenario]} subnet {subnet}")


def set_test_network(plan: Plan, ids: Ids, network: str | None) -> Bulk:
    """Choose where the machines are tested; ``None`` for nowhere."""
    if network is not None:
        network_of(plan, network)
    where = f"in {network}" if network else "nowhere"

    def change(item: ReplicatedItem) -> Edit:
        if item.test_failover_network == network:
            raise LeftOut(f"it is tested {where} already")
        return set_test_failover_network(plan, item.virtual_machine, network)

    return _by_machine(plan, ids, change, f"test {where}")


def move_to_group(plan: Plan, ids: Ids, group: int) -> Bulk:
    """Move the machines to another recovery-plan group, counted from 1 (F6)."""

    def change(item: ReplicatedItem) -> Edit:
        if item.group == group:
            raise LeftOut(f"it is in group {group} already")
        return set_group(plan, item.virtual_machine, group)

    return _by_machine(plan, ids, change, f"put in group {group}")


def _by_machine(plan: Plan, ids: Ids, change: Callable[[ReplicatedItem], Edit], what: str) -> Bulk:
    """A change of the replicated item of each machine, once however many rows it has."""
    made: dict[str, Edit] = {}

    def step(id: IpConfigurationId) -> None:
        item = plan.item(id.virtual_machine)
        if item is None:
            raise LeftOut("it is not replicated")
        if item.virtual_machine not in made:
            made[item.virtual_machine] = change(item)

    _, left_out = gather(ids, step)
    return together(list(made.values()), what, ids, left_out)
