"""Edits of what is replicated, and where to: M5 to M7, M10."""

from collections.abc import Sequence

from models.edits.edit import Edit, PutField, PutRow, Together
from models.edits.lookup import item_of, machine_of, network_of
from models.edits.mappings import map_network
from models.errors import EditRefused
from models.plan import Plan, ReplicatedItem
from models.rules.mapping import default_target, mapping_to_region
from models.topology import VirtualNetwork


def enable_replication(
    plan: Plan,
    virtual_machines: Sequence[str],
    region: str,
    target: VirtualNetwork | None = None,
    test_failover_network: str | None = None,
    group: int = 1,
) -> Edit:
    """Replicate machines into a region, as one edit.

    ``target`` is an existing network or a planned one that is not in the plan yet;
    without one each source network's default is taken (M6, M7). Where a source network
    has no mapping, both directions are created (M5). Raises :class:`EditRefused`.
    """
    if not virtual_machines:
        raise EditRefused("Choose the machines to replicate first.")
    _check_group(group)
    if test_failover_network is not None:
        network_of(plan, test_failover_network)
    steps: list[Edit] = []
    at = plan
    for id in virtual_machines:
        for edit in _enable(at, id, region, target, test_failover_network, group):
            steps.append(edit)
            at = edit.apply(at)
    count = f"{len(virtual_machines)} machines"
    what = virtual_machines[0] if len(virtual_machines) == 1 else count
    return Together(f"replicate {what} to {region}", tuple(steps))


def disable_replication(plan: Plan, virtual_machines: Sequence[str]) -> Edit:
    """Stop replicating machines; their settings go, mappings stay. Raises :class:`EditRefused`."""
    if not virtual_machines:
        raise EditRefused("Choose the machines to stop replicating first.")
    edits = []
    for id in virtual_machines:
        if plan.item(id) is None:
            raise EditRefused(f"{id} is not replicated, so there is nothing to stop.")
        edits.append(PutRow(f"stop replicating {id}", "replicated_items", id, None))
    if len(edits) == 1:
        return edits[0]
    return Together(f"stop replicating {len(edits)} machines", tuple(edits))


def set_failover_network(plan: Plan, virtual_machine: str, network: str) -> Edit:
    """Choose where a replicated item fails over to; the mapping stays as it is (M7, M10)."""
    item, target = item_of(plan, virtual_machine), network_of(plan, network)
    if target.region == machine_of(plan, virtual_machine).region:
        raise EditRefused(
            f"{network} is in {target.region}, where {virtual_machine} runs; choose a network in"
            " another region."
        )
    return put_item(
        f"fail {virtual_machine} over to {network}",
        item.model_copy(update={"failover_network": network}),
    )


def set_test_failover_network(plan: Plan, virtual_machine: str, network: str | None) -> Edit:
    """Choose where a replicated item is tested; ``None`` for nowhere."""
    item = item_of(plan, virtual_machine)
    if network is not None:
        network_of(plan, network)
    where = f"in {network}" if network else "nowhere"
    return put_item(
        f"test {virtual_machine} {where}",
        item.model_copy(update={"test_failover_network": network}),
    )


def set_group(plan: Plan, virtual_machine: str, group: int) -> Edit:
    """Move a replicated item to another recovery-plan group, counted from 1 (F6)."""
    item = item_of(plan, virtual_machine)
    _check_group(group)
    return put_item(
        f"put {virtual_machine} in group {group}", item.model_copy(update={"group": group})
    )


def set_regions(source: str | None, target: str | None) -> Edit:
    """Choose the two regions that the plan shows side by side."""
    if source is not None and source == target:
        raise EditRefused(
            f"Source and target are both {source}; a failover needs two regions, so choose another."
        )
    return Together(
        f"plan {source or 'any region'} to {target or 'any region'}",
        (
            PutField("choose the source region", "source_region", source),
            PutField("choose the target region", "target_region", target),
        ),
    )


def put_item(label: str, item: ReplicatedItem) -> PutRow:
    """Put a replicated item in place, where it stood."""
    return PutRow(label, "replicated_items", item.virtual_machine, item)


def _check_group(group: int) -> None:
    if group < 1:
        raise EditRefused(f"Recovery-plan groups are counted from 1; {group} is none.")


def _enable(
    plan: Plan,
    id: str,
    region: str,
    target: VirtualNetwork | None,
    test_failover_network: str | None,
    group: int,
) -> Sequence[Edit]:
    """The edits that replicate one machine: network, mappings, item."""
    machine = machine_of(plan, id)
    if plan.item(id) is not None:
        raise EditRefused(f"{id} is already replicated; stop replicating it first.")
    if machine.region == region:
        raise EditRefused(f"{id} runs in {region}; it can be replicated to another region only.")
    source = next((ip.network for _, ip in machine.in_failover_order), None)
    if source is None:
        raise EditRefused(f"{id} has no IP configuration, so there is nothing to plan for it.")
    chosen = target or default_target(plan, plan.network(source), region)
    if chosen.region != region:
        raise EditRefused(
            f"{chosen.id} is in {chosen.region}; choose a network in {region}, where {id} goes."
        )
    edits: list[Edit] = []
    if chosen.id not in plan.virtual_networks:
        edits.append(PutRow(f"plan {chosen.id}", "virtual_networks", chosen.id, chosen))
        plan = edits[-1].apply(plan)
    if mapping_to_region(plan, source, region) is None:
        edits.append(map_network(plan, source, chosen.id))
    item = ReplicatedItem(
        virtual_machine=id,
        failover_network=chosen.id,
        test_failover_network=test_failover_network,
        group=group,
    )
    return [*edits, put_item(f"replicate {id}", item)]
