"""Edits of what is replicated, and where to: M5 to M7, M10."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from models.edits.edit import Edit, PutField, PutRow, Together
from models.edits.leading import lead_first
from models.edits.lookup import item_of, machine_of, network_of
from models.errors import EditRefused
from models.plan import FailoverSettings, IpConfigurationSettings, Plan, ReplicatedItem
from models.rules.mapping import default_target
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import VirtualMachine, VirtualNetwork


class Decisions(NamedTuple):
    """What is decided for every machine that is replicated at once.

    ``targets`` are by the id of the source network, ``subnets`` the failover subnets by
    source subnet.
    """

    region: str
    target: VirtualNetwork | None = None
    test_failover_network: str | None = None
    group: int = 1
    targets: Mapping[str, VirtualNetwork] = MappingProxyType({})
    subnets: Mapping[SubnetKey, str] = MappingProxyType({})


def enable_replication(
    plan: Plan,
    virtual_machines: Sequence[str],
    region: str,
    target: VirtualNetwork | None = None,
    test_failover_network: str | None = None,
    group: int = 1,
) -> Edit:
    """Replicate machines into a region, as one edit: see :func:`replicate`.

    ``target`` is an existing network or a planned one that is not in the plan yet;
    without one each source network's default is taken (M6, M7).
    """
    return replicate(
        plan, virtual_machines, Decisions(region, target, test_failover_network, group)
    )


def replicate(plan: Plan, virtual_machines: Sequence[str], decisions: Decisions) -> Together:
    """Replicate machines as it was decided, as one edit.

    Each goes to the target of its source network, else to the one target, else to the
    default (M6, M7). Where a source network has no mapping, both directions are created
    (M5). Raises :class:`EditRefused`.
    """
    if not virtual_machines:
        raise EditRefused("Choose the machines to replicate first.")
    _check_group(decisions.group)
    if decisions.test_failover_network is not None:
        network_of(plan, decisions.test_failover_network)
    steps: list[Edit] = []
    at = plan
    for id in virtual_machines:
        for edit in _enable(at, id, decisions):
            steps.append(edit)
            at = edit.apply(at)
    count = f"{len(virtual_machines)} machines"
    what = virtual_machines[0] if len(virtual_machines) == 1 else count
    return Together(f"replicate {what} to {decisions.region}", tuple(steps))


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


def _enable(plan: Plan, id: str, decisions: Decisions) -> Sequence[Edit]:
    """The edits that replicate one machine: network, mappings, item."""
    machine, region = machine_of(plan, id), decisions.region
    if plan.item(id) is not None:
        raise EditRefused(f"{id} is already replicated; stop replicating it first.")
    if machine.region == region:
        raise EditRefused(f"{id} runs in {region}; it can be replicated to another region only.")
    source = next((ip.network for _, ip in machine.in_failover_order), None)
    if source is None:
        raise EditRefused(f"{id} has no IP configuration, so there is nothing to plan for it.")
    chosen = (
        decisions.targets.get(source)
        or decisions.target
        or default_target(plan, plan.network(source), region)
    )
    if chosen.region != region:
        raise EditRefused(
            f"{chosen.id} is in {chosen.region}; choose a network in {region}, where {id} goes."
        )
    item = ReplicatedItem(
        virtual_machine=id,
        failover_network=chosen.id,
        test_failover_network=decisions.test_failover_network,
        group=decisions.group,
        ip_configurations=tuple(_subnet_settings(machine, decisions.subnets)),
    )
    return [*lead_first(plan, source, chosen), put_item(f"replicate {id}", item)]


def _subnet_settings(
    machine: VirtualMachine, subnets: Mapping[SubnetKey, str]
) -> Iterator[IpConfigurationSettings]:
    """The settings of who stands in a subnet for which a failover subnet is chosen (S1)."""
    for nic in machine.network_interfaces:
        for ip in nic.ip_configurations:
            if chosen := subnets.get(subnet_key(ip.network, ip.subnet)):
                yield IpConfigurationSettings(
                    network_interface=nic.name,
                    name=ip.name,
                    failover=FailoverSettings(subnet=chosen),
                )
