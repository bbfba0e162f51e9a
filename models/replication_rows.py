"""What is to be chosen before machines are replicated, as rows: what, which, and why that."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from models.assignment import SubnetRule
from models.errors import EditRefused
from models.network_draft import name_problem
from models.plan import Plan
from models.replication_choices import (
    ReplicationChoices,
    default_region,
    landing,
    obstacles,
    region_refused,
    source_subnets,
    targets,
)
from models.rules.mapping import default_resource_group, mapping_to_region
from models.rules.subnets import SubnetKey
from models.topology import VirtualNetwork

RULES = {
    SubnetRule.CONFIGURED: "chosen (S1)",
    SubnetRule.SAME_NAME: "same name (S2)",
    SubnetRule.FIRST_ALPHABETICAL: "the first by name (S3)",
    None: "there is no subnet (S6)",
}


class What(StrEnum):
    """What a row is about."""

    REGION = "Target region"
    NETWORK = "network"
    ALL_SUBNETS = "all subnets"
    SUBNET = "subnet"
    TEST = "Test network"
    GROUP = "Group"
    RESOURCE_GROUP = "Resource group"
    REVIEW = "Review"


class ChoiceRow(NamedTuple):
    """Something to choose: ``value`` as it is now and where that comes from.

    ``network`` is the source network it is about, ``keys`` the source subnets; ``problem``
    says why it cannot stay like this.
    """

    what: What
    label: str
    value: str
    origin: str = ""
    network: str = ""
    keys: tuple[SubnetKey, ...] = ()
    problem: str = ""

    @property
    def key(self) -> tuple[What, str, tuple[SubnetKey, ...]]:
        """What makes it the same row after another choice."""
        return self.what, self.network, self.keys


def choice_rows(plan: Plan, choices: ReplicationChoices) -> list[ChoiceRow]:
    """Everything there is to choose, in the order in which one thing follows from another."""
    region = choices.region
    refused = region_refused(plan, choices.machines, region) if region else "choose a region"
    rows = [ChoiceRow(What.REGION, What.REGION, region or "none yet", problem=refused or "")]
    rows += _network_rows(plan, choices)
    rows.append(ChoiceRow(What.TEST, "Test failover network", *_tested_in(choices)))
    rows.append(ChoiceRow(What.GROUP, "Recovery-plan group", str(choices.group)))
    rows += _resource_groups(plan, choices)
    wrong = next(obstacles(plan, choices), "")
    count = sum(len(plan.machine(id).in_failover_order) for id in choices.machines)
    what = f"{count} address{'' if count == 1 else 'es'}, before anything is changed"
    rows.append(ChoiceRow(What.REVIEW, "Review", what, problem=wrong))
    return rows


def _tested_in(choices: ReplicationChoices) -> tuple[str, str]:
    """Where machines are tested, and what there is to say of it."""
    if choices.own_test_networks:
        return "a network of its own", "a copy of the failover network, to be created (T7)"
    test = choices.test_failover_network
    return (test, "") if test else ("none", "nothing to practise in")


def origin_of(plan: Plan, choices: ReplicationChoices, source: str, target: VirtualNetwork) -> str:
    """Why a source network goes where it goes, and what is created with it (M5 to M7)."""
    mapping = mapping_to_region(plan, source, target.region)
    if mapping is not None:
        if mapping.target == target.id:
            return "its mapping (M7)"
        return f"chosen; the mapping to {mapping.target} stays (M7)"
    how = "chosen" if source in choices.networks else "the default (M6)"
    if target.id not in plan.virtual_networks:
        how = "customised, to be created" if source in choices.networks else "a copy, to be created"
    return f"{how}; {_mapped(plan, source, target)}"


def _mapped(plan: Plan, source: str, target: VirtualNetwork) -> str:
    """Which mappings come with a target that the source has no mapping to (M5)."""
    home = plan.network(source).region
    back = mapping_to_region(plan, target.id, home)
    if back is None:
        return "mapped both ways (M5)"
    return "mapped there" if back.target == source else f"its way back stays {back.target} (M5)"


def _network_rows(plan: Plan, choices: ReplicationChoices) -> Iterator[ChoiceRow]:
    try:
        leads = targets(plan, choices)
    except EditRefused as refusal:
        chosen = next(iter(choices.networks))
        yield ChoiceRow(What.NETWORK, chosen, "?", network=chosen, problem=str(refusal))
        return
    names = source_subnets(plan, choices.machines)
    for source, target in leads.items():
        planned = target.id not in plan.virtual_networks
        problem = name_problem(target.name) if planned else None
        origin = origin_of(plan, choices, source, target)
        yield ChoiceRow(
            What.NETWORK, source, target.id, origin, network=source, problem=problem or ""
        )
        keys = tuple(key for key in names if key[0] == source)
        if len(keys) > 1:
            chosen_for = {choices.subnets.get(key) for key in keys}
            one = chosen_for.pop() if len(chosen_for) == 1 else "one for each"
            value = one or "by the rules"
            yield ChoiceRow(What.ALL_SUBNETS, "all its subnets", value, "", source, keys)
        for key in keys:
            yield _subnet_row(choices, target, key, names[key])


def _subnet_row(
    choices: ReplicationChoices, target: VirtualNetwork, key: SubnetKey, name: str
) -> ChoiceRow:
    choice = landing(choices, target, key, name)
    problem = ""
    if choice.name is None:
        problem = f"{target.id} has no such subnet"
    elif choice.reason is not None:
        problem = f"no VM may be in {choice.name} (S5)"
    value = choice.name or choices.subnets.get(key) or "none"
    return ChoiceRow(What.SUBNET, name, value, RULES[choice.rule], key[0], (key,), problem)


def _resource_groups(plan: Plan, choices: ReplicationChoices) -> Iterator[ChoiceRow]:
    """The default target resource groups; the plan file has no field for another (M11)."""
    groups = Counter(plan.machine(id).resource_group for id in choices.machines)
    for group, count in groups.items():
        if group is not None:
            yield ChoiceRow(
                What.RESOURCE_GROUP,
                f"Resource group {group}",
                default_resource_group(group),
                f"{count} VM{'' if count == 1 else 's'}; reused if it exists (M11)",
            )


def by_default(plan: Plan, choices: ReplicationChoices, row: ChoiceRow) -> ReplicationChoices:
    """The choices with the default again for what a row is about."""
    match row.what:
        case What.REGION:
            region = default_region(plan, choices.machines)
            return choices if region is None else choices.to_region(region)
        case What.NETWORK:
            return choices.to_default_network(row.network)
        case What.SUBNET | What.ALL_SUBNETS:
            return choices.to_subnet(row.keys, None)
        case What.TEST:
            return choices.tested_in(None)
        case What.GROUP:
            return replace(choices, group=1)
        case _:
            return choices
