"""Mapping a network: choose the target, see the steps of M8 where it is mapped already."""

from collections.abc import Callable
from functools import partial

from rich.text import Text

from models.edits import Edit
from models.edits.mappings import lead_mapping, lead_network, map_to
from models.errors import EditRefused
from models.mapping_words import about_changing
from models.pairing import source_region, target_region
from models.plan import NetworkMapping, Plan
from models.regions import RegionCatalogue, catalogue
from models.rules.mapping import mapping_to_region
from models.session import Session
from models.topology import VirtualNetwork
from tui.labels import text
from tui.screens.choose_network import Choice, ChooseNetworkScreen
from tui.screens.pick_line import LineOption, PickLineScreen
from tui.screens.plan_screen import PlanScreen
from tui.screens.preview import preview_then_do, refuse
from tui.shown import shown
from tui.signs import ATTENTION

LONGEST_NAME = 36
"""How much of the name of a network is shown in a list of them, in characters."""


def map_network(screen: PlanScreen, source: str) -> None:
    """Let the user map a network, first of all to one in the other of the two regions.

    Raises :class:`EditRefused` where there is no other region.
    """
    region = other_region(screen.session.plan, source)

    def chosen(choice: Choice | None) -> None:
        if choice is None:
            return
        standing = mapping_to_region(screen.session.plan, source, choice.target.region)
        if standing is None or standing.target == choice.target.id:
            screen.request(_lead(source, choice))
        else:
            show_change(screen, standing, choice)

    screen.app.push_screen(ChooseNetworkScreen(screen.session.plan, source, region), chosen)


def change_mapping(screen: PlanScreen, mapping: NetworkMapping) -> None:
    """Let the user choose where a mapping leads instead, and carry out the steps (M8).

    Raises :class:`EditRefused` where there is no other region.
    """
    plan = screen.session.plan
    region = plan.network(mapping.target).region
    if region == plan.network(mapping.source).region:
        region = other_region(plan, mapping.source)

    def chosen(choice: Choice | None) -> None:
        if choice is not None:
            show_change(screen, mapping, choice)

    dialog = ChooseNetworkScreen(
        plan, mapping.source, region, likeliest=mapping.target, title="Lead"
    )
    screen.app.push_screen(dialog, chosen)


def add_mapping(screen: PlanScreen, likeliest: str | None) -> None:
    """Let the user choose a network, then the one it is mapped to.

    ``likeliest`` is pointed at first. A network that is mapped there already is refused with
    the steps of a change (M8).
    """
    plan = screen.session.plan
    regions = catalogue().with_regions(plan.regions)

    def chosen(source: str | None) -> None:
        if source is None:
            return
        try:
            region = other_region(plan, source)
        except EditRefused as refusal:
            refuse(screen, str(refusal))
            return
        dialog = ChooseNetworkScreen(plan, source, region)
        screen.app.push_screen(dialog, partial(_add, screen, source))

    home = source_region(plan)
    networks = sorted(
        plan.virtual_networks,
        key=lambda network: (network.region != home, bool(plan.mappings_from(network.id))),
    )
    options = [LineOption(one.id, _source_line(plan, one, regions)) for one in networks]
    title = "Map which network?"
    screen.app.push_screen(PickLineScreen(title, options, chosen=likeliest), chosen)


def _add(screen: PlanScreen, source: str, choice: Choice | None) -> None:
    if choice is not None:
        screen.request(
            lambda session: map_to(session.plan, source, choice.target, reverse=choice.reverse)
        )


def _source_line(plan: Plan, network: VirtualNetwork, regions: RegionCatalogue) -> Text:
    targets = ", ".join(mapping.target for mapping in plan.mappings_from(network.id))
    leads = (f"→ {targets}", "dim") if targets else ("not mapped", ATTENTION)
    return text(
        f"{shown(network.id, LONGEST_NAME)}  ",
        (f"{regions.display_name(network.region)}  ", "dim"),
        leads,
    )


def show_change(screen: PlanScreen, mapping: NetworkMapping, choice: Choice) -> None:
    """Show the steps and what they lead to, then do them as one edit."""

    def make(session: Session) -> Edit:
        return lead_mapping(session.plan, mapping, choice.target, reverse=choice.reverse)

    preview_then_do(screen, make, note=about_changing(screen.session.plan, mapping))


def other_region(plan: Plan, source: str) -> str:
    """The region that a network is mapped into unless told otherwise.

    The target region, or the source region for a network of the target region; else the
    first other region with a network. Raises :class:`EditRefused` where there is none.
    """
    home = plan.network(source).region
    there = (network.region for network in plan.virtual_networks)
    for region in (target_region(plan), source_region(plan), *there):
        if region is not None and region != home:
            return region
    raise EditRefused("Choose the target region first: F2.")


def _lead(source: str, choice: Choice) -> Callable[[Session], Edit]:
    return lambda session: lead_network(session.plan, source, choice.target, reverse=choice.reverse)
