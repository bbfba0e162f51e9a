"""The dialogs behind the choices of the second step: one for each kind of choice."""

from dataclasses import replace

from rich.text import Text

from models.errors import EditRefused
from models.findings.items import GROUPS
from models.pairing import source_region, target_region
from models.regions import catalogue
from models.replication_choices import (
    ReplicationChoices,
    networks_for_tests,
    region_refused,
    targets,
)
from models.replication_rows import ChoiceRow, What
from models.rules.subnets import is_reserved
from models.topology import VirtualNetwork
from tui.address_labels import prefixes
from tui.labels import text
from tui.screens.choose_network import Choice, ChooseNetworkScreen
from tui.screens.pick_line import LineOption, PickLineScreen
from tui.screens.plan_network import PlanNetworkScreen
from tui.screens.plan_screen import PlanScreen
from tui.signs import ATTENTION
from tui.widgets.network_preview import network_lines

NOTHING, OWN = (None,), ("",)
"""The keys of the options that choose nothing, and what has yet to be planned; all others
are a name in a tuple."""


class Chooser(PlanScreen):
    """A screen that holds choices."""

    choices: ReplicationChoices

    def action_next(self) -> None:
        """Go on to the next step."""
        raise NotImplementedError

    def chosen(self, choices: ReplicationChoices) -> None:
        """Take other choices."""
        raise NotImplementedError


def choose(screen: Chooser, row: ChoiceRow) -> None:
    """Let the user choose what a row is about."""
    match row.what:
        case What.REGION:
            _choose_region(screen)
        case What.NETWORK:
            _choose_network(screen, row.network)
        case What.SUBNET | What.ALL_SUBNETS:
            _choose_subnet(screen, row)
        case What.TEST:
            _choose_test_network(screen)
        case What.GROUP:
            _choose_group(screen)
        case What.REVIEW:
            screen.action_next()
        case _:
            screen.change_line.say("shown for information: the plan has no field for it (M11)")


def customise(screen: Chooser, row: ChoiceRow) -> None:
    """Let the user customise the copy that a source network leads to."""
    planned = _planned(screen)
    network = planned.get(row.network)
    if row.what is not What.NETWORK or network is None:
        screen.change_line.say("only a network that is still to be created can be customised")
        return
    others = [*screen.session.plan.virtual_networks]
    others += [other for source, other in planned.items() if source != row.network]

    def kept(made: VirtualNetwork | None) -> None:
        if made is not None:
            screen.chosen(screen.choices.to_network(row.network, made))

    screen.app.push_screen(PlanNetworkScreen(network, others), kept)


def _choose_region(screen: Chooser) -> None:
    plan, machines = screen.session.plan, screen.choices.machines
    regions = catalogue().with_regions(plan.regions)
    in_use = {network.region for network in plan.virtual_networks}
    first = (target_region(plan), source_region(plan))
    ordered = sorted(
        regions.values(),
        key=lambda region: (region.name not in first, region.name not in in_use),
    )
    options = [
        LineOption(
            region.name,
            text(f"{region.display_name}  ", (region.name, "dim")),
            region_refused(plan, machines, region.name) or "",
        )
        for region in ordered
    ]

    def picked(region: str | None) -> None:
        if region is not None and region != screen.choices.region:
            screen.chosen(screen.choices.to_region(region))

    dialog = PickLineScreen("Replicate to which region?", options, chosen=screen.choices.region)
    screen.app.push_screen(dialog, picked)


def _choose_network(screen: Chooser, source: str) -> None:
    plan, region = screen.session.plan, screen.choices.region
    if region is None:
        screen.change_line.say("choose the target region first")
        return

    def picked(choice: Choice | None) -> None:
        if choice is not None:
            known = choice.target.id in plan.virtual_networks
            target = choice.target.id if known else choice.target
            screen.chosen(screen.choices.to_network(source, target))

    leads = _targets(screen)
    dialog = ChooseNetworkScreen(
        plan,
        source,
        region,
        likeliest=leads[source].id if source in leads else None,
        title="Fail over",
        back=False,
        only_there=True,
        planned=tuple(_planned(screen).values()),
    )
    screen.app.push_screen(dialog, picked)


def _choose_subnet(screen: Chooser, row: ChoiceRow) -> None:
    target = _targets(screen).get(row.network)
    if target is None:
        return
    options = [LineOption(NOTHING, text("by the rules: the same name, else the first (S2, S3)"))]
    for subnet in target.subnets:
        refused = "no VM may be in it (S5)" if is_reserved(subnet) else ""
        mark = f"  delegated to {subnet.delegation}" if subnet.delegation else ""
        line = text(f"{subnet.name}  ", (prefixes(subnet), "dim"), (mark, ATTENTION))
        options.append(LineOption((subnet.name,), line, refused))

    def picked(name: tuple[str | None] | None) -> None:
        if name is not None:
            screen.chosen(screen.choices.to_subnet(row.keys, name[0]))

    title = f"Which subnet of {target.id} for {row.label}?"
    chosen = {screen.choices.subnets.get(key) for key in row.keys}
    now = (chosen.pop(),) if len(chosen) == 1 else None
    dialog = PickLineScreen(title, options, chosen=now)
    screen.app.push_screen(dialog, picked)


def _choose_test_network(screen: Chooser) -> None:
    plan, choices = screen.session.plan, screen.choices
    used = {item.test_failover_network for item in plan.replicated_items}
    networks = networks_for_tests(plan, choices.machines)
    networks.sort(key=lambda one: (one.region != choices.region, one.id not in used))
    options = [
        LineOption(NOTHING, text("none: nothing can be practised with these machines")),
        LineOption(OWN, text("a network of its own: an unpeered copy, to be created (T7)")),
    ]
    options += [
        LineOption((one.id,), text(f"{one.id}  ", (f"{prefixes(one)} in {one.region}", "dim")))
        for one in networks
    ]

    def describe(id: tuple[str | None]) -> list[Text]:
        network = None if id[0] is None else plan.virtual_networks.get(id[0])
        return [] if network is None else list(network_lines(plan, network))

    def picked(id: tuple[str | None] | None) -> None:
        if id is not None:
            screen.chosen(screen.choices.tested_in(id[0] or None, own=id == OWN))

    dialog = PickLineScreen(
        "Test in which network?",
        options,
        chosen=OWN if choices.own_test_networks else (choices.test_failover_network,),
        describe=describe,
    )
    screen.app.push_screen(dialog, picked)


def _choose_group(screen: Chooser) -> None:
    used = [item.group for item in screen.session.plan.replicated_items]
    options = [
        LineOption(group, text(f"Group {group}  ", (f"{used.count(group)} items", "dim")))
        for group in range(1, GROUPS + 1)
    ]

    def picked(group: int | None) -> None:
        if group is not None:
            screen.chosen(replace(screen.choices, group=group))

    dialog = PickLineScreen("Which group?", options, chosen=screen.choices.group)
    screen.app.push_screen(dialog, picked)


def _targets(screen: Chooser) -> dict[str, VirtualNetwork]:
    try:
        return targets(screen.session.plan, screen.choices)
    except EditRefused:
        return {}


def _planned(screen: Chooser) -> dict[str, VirtualNetwork]:
    """The networks that would be created, by the source network they are for."""
    known = screen.session.plan.virtual_networks
    return {source: one for source, one in _targets(screen).items() if one.id not in known}
