"""What a person chooses before machines are replicated, and what follows from it (M5 to M7)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.edits import Edit, Together
from models.edits.replication import Decisions, replicate
from models.edits.test_networks import give_test_networks
from models.errors import EditRefused
from models.network_draft import name_problem
from models.pairing import source_region, target_region
from models.plan import Plan
from models.rules.subnets import SubnetChoice, SubnetKey, subnet_key, target_subnet
from models.targets import targets_in_turn
from models.topology import VirtualNetwork


@dataclass(frozen=True, slots=True)
class ReplicationChoices:
    """Choices about machines that are not replicated yet.

    ``region`` is the one they go to, ``None`` while there is none. ``networks`` holds the
    target that was chosen for a source network: the id of one of the plan, or a network
    that is still to be created. ``subnets`` holds failover subnets by source subnet. With
    ``own_test_networks`` machines are tested in copies of their failover networks (T7).
    """

    machines: tuple[str, ...] = ()
    region: str | None = None
    networks: Mapping[str, str | VirtualNetwork] = field(default_factory=dict)
    subnets: Mapping[SubnetKey, str] = field(default_factory=dict)
    test_failover_network: str | None = None
    own_test_networks: bool = False
    group: int = 1

    def to_region(self, region: str) -> "ReplicationChoices":
        """Into another region: the networks and subnets that were chosen are not there."""
        return replace(self, region=region, networks={}, subnets={})

    def to_network(self, source: str, target: str | VirtualNetwork) -> "ReplicationChoices":
        """With another target for a source network, whose subnets are chosen anew."""
        subnets = {key: name for key, name in self.subnets.items() if key[0] != source}
        return replace(self, networks={**self.networks, source: target}, subnets=subnets)

    def to_default_network(self, source: str) -> "ReplicationChoices":
        """With the default target for a source network again."""
        networks = {id: target for id, target in self.networks.items() if id != source}
        return replace(self.to_network(source, source), networks=networks)

    def tested_in(self, network: str | None, *, own: bool = False) -> "ReplicationChoices":
        """Tested in a network of the plan, in networks planned for it, or nowhere."""
        return replace(self, test_failover_network=network, own_test_networks=own)

    def to_subnet(self, keys: Sequence[SubnetKey], subnet: str | None) -> "ReplicationChoices":
        """With another failover subnet for source subnets; ``None`` lets the rules decide."""
        kept = {key: name for key, name in self.subnets.items() if key not in keys}
        chosen = {} if subnet is None else dict.fromkeys(keys, subnet)
        return replace(self, subnets=kept | chosen)


def for_machines(
    plan: Plan, choices: ReplicationChoices, machines: tuple[str, ...]
) -> ReplicationChoices:
    """The choices for other machines; all are default again where these cannot go there."""
    if choices.region is None or region_refused(plan, machines, choices.region):
        return ReplicationChoices(machines, default_region(plan, machines))
    return replace(choices, machines=machines)


def followed(before: Plan, plan: Plan, choices: ReplicationChoices) -> ReplicationChoices:
    """The choices after an edit: a region that was the default stays the default."""
    machines = tuple(id for id in choices.machines if id in plan.virtual_machines)
    choices = replace(choices, machines=machines)
    if any(id not in before.virtual_machines for id in machines):
        return choices
    region = default_region(plan, machines)
    if choices.region != default_region(before, machines) or region in (None, choices.region):
        return choices
    return choices.to_region(region)


def default_region(plan: Plan, machines: Sequence[str]) -> str | None:
    """The region that machines go to unless told otherwise; ``None`` where there is none.

    The plan's target region for machines of its source region; others go where the mappings
    of their networks lead (M7), where there are any.
    """
    mapped = [
        plan.network(mapping.target).region
        for source in sources(plan, machines)
        for mapping in plan.mappings_from(source)
    ]
    home = any(plan.machine(id).region == source_region(plan) for id in machines)
    first = () if home else tuple(mapped)
    for region in (*first, target_region(plan), source_region(plan)):
        if region is not None and region_refused(plan, machines, region) is None:
            return region
    return None


def region_refused(plan: Plan, machines: Sequence[str], region: str) -> str | None:
    """Why machines cannot go to a region; ``None`` where they can (M1)."""
    there = [id for id in machines if plan.machine(id).region == region]
    if not there:
        return None
    runs = f"{there[0]} runs" if len(there) == 1 else f"{len(there)} of the machines run"
    return f"{runs} in {region}; a failover leads into another region (M1)."


def sources(plan: Plan, machines: Sequence[str]) -> tuple[str, ...]:
    """The networks that machines stand in, each once, in the order of the machines."""
    return tuple(dict.fromkeys(key[0] for key in source_subnets(plan, machines)))


def source_subnets(plan: Plan, machines: Sequence[str]) -> dict[SubnetKey, str]:
    """The subnets that machines stand in and how they are spelled, primary NICs first."""
    found: dict[SubnetKey, str] = {}
    for id in machines:
        for _, ip in plan.machine(id).in_failover_order:
            found.setdefault(subnet_key(ip.network, ip.subnet), ip.subnet)
    return found


def targets(plan: Plan, choices: ReplicationChoices) -> dict[str, VirtualNetwork]:
    """Where each source network leads, chosen or by default; empty without a region.

    Raises :class:`EditRefused` where what was chosen cannot be any more.
    """
    if choices.region is None:
        return {}
    chosen = {source: _resolved(plan, target) for source, target in choices.networks.items()}
    return targets_in_turn(plan, sources(plan, choices.machines), choices.region, chosen)


def landing(
    choices: ReplicationChoices, target: VirtualNetwork, key: SubnetKey, name: str
) -> SubnetChoice:
    """The failover subnet of a source subnet, and by which rule (S1 to S6)."""
    return target_subnet(target, name, choices.subnets.get(key))


def networks_for_tests(plan: Plan, machines: Sequence[str]) -> list[VirtualNetwork]:
    """The networks that machines can be tested in; those of their own regions are none."""
    homes = {plan.machine(id).region for id in machines}
    return [network for network in plan.virtual_networks if network.region not in homes]


def obstacles(plan: Plan, choices: ReplicationChoices) -> Iterator[str]:
    """What has to be chosen otherwise before the machines can be replicated."""
    if choices.region is None:
        yield "Choose the target region: the machines run in every region of the plan."
        return
    if refused := region_refused(plan, choices.machines, choices.region):
        yield refused
        return
    try:
        leads = targets(plan, choices)
    except EditRefused as refusal:
        yield str(refusal)
        return
    for source, target in leads.items():
        if target.id not in plan.virtual_networks and (problem := name_problem(target.name)):
            yield f"The copy of {source}: {problem}"
        elif not target.subnets:
            yield f"{target.id} has no subnet, so no machine of {source} gets an address (S6)."


def enable(plan: Plan, choices: ReplicationChoices) -> Edit:
    """The edit that carries the choices out. Raises :class:`EditRefused`."""
    if choices.region is None:
        raise EditRefused("Choose the target region first.")
    decisions = Decisions(
        choices.region,
        test_failover_network=choices.test_failover_network,
        group=choices.group,
        targets=targets(plan, choices),
        subnets=choices.subnets,
    )
    edit = replicate(plan, choices.machines, decisions)
    if not choices.own_test_networks:
        return edit
    tests = give_test_networks(edit.apply(plan), choices.machines)
    return Together(edit.label, (*edit.edits, *tests.edits))


def _resolved(plan: Plan, target: str | VirtualNetwork) -> VirtualNetwork:
    if isinstance(target, VirtualNetwork):
        return target
    network = plan.virtual_networks.get(target)
    if network is None:
        raise EditRefused(f"{target} is not in the plan any more; choose another network.")
    return network
