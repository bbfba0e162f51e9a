"""Chooses the network that another one fails over to, or plans one for it."""

from collections.abc import Hashable, Iterator
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Static

from models.network_draft import name_problem
from models.plan import Plan
from models.rules.mapping import default_target, mapping_to_region
from models.targets import offered_networks
from models.topology import VirtualNetwork
from tui.address_labels import prefixes
from tui.labels import text
from tui.screens.plan_network import PlanNetworkScreen
from tui.shown import shown
from tui.signs import ATTENTION
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList
from tui.widgets.network_preview import network_lines

MANY, MOST = 8, 7
"""From how many networks on they can be narrowed; how many lines the list has at most."""


class Choice(NamedTuple):
    """A target network, which may not be in the plan yet, and whether to map back."""

    target: VirtualNetwork
    reverse: bool


class NetworkLines(LineList[VirtualNetwork]):
    """The networks to choose from."""

    nothing = "no network matches"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", tooltip="Take this network", id="networks.choose"),
    ]

    def __init__(self, plan: Plan, region: str) -> None:
        """``region`` is the one that needs no mention."""
        super().__init__()
        self._plan, self._region = plan, region

    def key_of(self, row: VirtualNetwork) -> Hashable:
        """Its id."""
        return row.id

    def line_of(self, row: VirtualNetwork, width: int) -> Text:
        """Id and address space, where it is if that is not the region, and what it is."""
        elsewhere = f"  in {row.region}" if row.region != self._region else ""
        mark = ""
        if row.id not in self._plan.virtual_networks:
            mark = "  ✗ name too long" if name_problem(row.name) else "  a copy, to be created"
        room = max(12, width - len(elsewhere) - len(mark) - 22)
        return text(
            f" {shown(row.id, room)}  ", (prefixes(row), "dim"), elsewhere, (mark, ATTENTION)
        )


class ChooseNetworkScreen(ModalScreen[Choice | None]):
    """Lists the networks of the target region, the copy that could be made there, and others."""

    AUTO_FOCUS = "NetworkLines"
    CSS_PATH = "../styles/choose_network.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", tooltip="Choose nothing", id="choose.cancel"),
        Binding(
            "e",
            "customise",
            "Customise",
            tooltip="Customise the copy: name, id, address space, subnets",
            id="choose.customise",
        ),
        Binding("slash", "filter", "Filter", tooltip="Narrow the list", id="choose.filter"),
    ]

    lines = query_one(NetworkLines)

    def __init__(
        self,
        plan: Plan,
        source: str,
        region: str,
        *,
        likeliest: str | None = None,
        title: str = "Map",
        back: bool = True,
        only_there: bool = False,
        planned: tuple[VirtualNetwork, ...] = (),
    ) -> None:
        """``source`` is the id of the network that goes into ``region``.

        ``likeliest`` is pointed at first; ``back`` asks whether the way back is mapped too.
        ``only_there`` leaves out other regions; ``planned`` are networks that are chosen
        already and not in the plan yet.
        """
        super().__init__()
        self.plan, self.source, self.target_region = plan, source, region
        self.offered = offered_networks(plan, source, region, planned, only_there=only_there)
        self._likeliest_id, self._title, self._back = likeliest, title, back
        self._planned = planned

    def compose(self) -> ComposeResult:
        """The networks, what the one under the cursor is like, and the way back."""
        standing = mapping_to_region(self.plan, self.source, self.target_region)
        now = f" (now {standing.target})" if standing and self._back else ""
        with Vertical(id="dialog"):
            yield Static(text((f"{self._title} {self.source} to{now}", "bold")), id="title")
            if len(self.offered) >= MANY:
                yield FilterField("/ type to narrow the list")
            yield NetworkLines(self.plan, self.target_region)
            if self._back:
                yield Checkbox("and back", value=True, compact=True)
            with VerticalScroll(id="about"):
                yield Static(id="network")
            tab = " · Tab to “and back”" if self._back else ""
            yield Static(text((f"Enter takes it · e customises a copy{tab} · Esc cancels", "dim")))

    def on_mount(self) -> None:
        """Point at the target that there is, or that is likeliest."""
        self.lines.styles.height = max(1, min(len(self.offered), MOST))
        self.lines.show_rows(self.offered)
        self.lines.point_at(self._likeliest_id or self._likeliest())

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the networks that hold every word that was typed."""
        event.stop()
        words = event.value.casefold().split()
        self.lines.show_rows([one for one in self.offered if _holds(one, words)])

    @on(FilterField.Left)
    def to_the_list(self) -> None:
        """Go from the field to the list."""
        self.lines.focus()

    @on(LineList.Pointed)
    def describe(self, event: LineList.Pointed) -> None:
        """Show what the network under the cursor is like."""
        event.stop()
        lines = [] if event.row is None else network_lines(self.plan, event.row)
        self.query_one("#network", Static).update(Text("\n").join(lines))

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Give the network; one that cannot be created yet is customised first."""
        event.stop()
        network: VirtualNetwork = event.row
        if network.id not in self.plan.virtual_networks and name_problem(network.name):
            self.action_customise()
        else:
            self._give(network)

    def action_filter(self) -> None:
        """Go to the field."""
        for field in self.query(FilterField):
            field.focus()

    def action_customise(self) -> None:
        """Customise the copy under the cursor, or else the one that is offered."""
        planned = [one for one in self.offered if one.id not in self.plan.virtual_networks]
        wanted = self.lines.pointed if self.lines.pointed in planned else None
        for network in (wanted, *planned):
            if network is not None:
                others = [*self.plan.virtual_networks, *self._others(network)]
                screen = PlanNetworkScreen(network, others)
                self.app.push_screen(screen, lambda made: self._give(made) if made else None)
                return

    def _others(self, network: VirtualNetwork) -> Iterator[VirtualNetwork]:
        """The networks that are chosen already beside one."""
        return (one for one in self._planned if one.id != network.id)

    def _give(self, network: VirtualNetwork) -> None:
        reverse = self.query_one(Checkbox).value if self._back else True
        self.dismiss(Choice(network, reverse))

    def _likeliest(self) -> str:
        """The target of the mapping, else what is mapped back here already, else the default."""
        source = self.plan.network(self.source)
        if mapping := mapping_to_region(self.plan, self.source, self.target_region):
            return mapping.target
        for network in self.offered:
            back = mapping_to_region(self.plan, network.id, source.region)
            if back is not None and back.target == self.source:
                return network.id
        return default_target(self.plan, source, self.target_region).id


def _holds(network: VirtualNetwork, words: list[str]) -> bool:
    named = f"{network.id} {network.name} {network.region} {prefixes(network)}".casefold()
    return all(word in named for word in words)
