"""Chooses the network that another one is mapped to."""

from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Checkbox, OptionList, Static
from textual.widgets.option_list import Option

from models.plan import Plan
from models.rules.mapping import default_target, mapping_to_region, planned_copy
from models.topology import VirtualNetwork
from tui.labels import prefixes, text


class Choice(NamedTuple):
    """A target network, which may not be in the plan yet, and whether to map back."""

    target: VirtualNetwork
    reverse: bool


class ChooseNetworkScreen(ModalScreen[Choice | None]):
    """Lists the networks of the target region, and the copy that could be made there."""

    CSS_PATH = "../styles/choose_network.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="choose-network.cancel"),
    ]

    def __init__(self, plan: Plan, source: str, region: str) -> None:
        """``source`` is the id of the network that is mapped into ``region``."""
        super().__init__()
        self.plan, self.source, self.target_region = plan, source, region
        there = [network for network in plan.virtual_networks if network.region == region]
        copy = planned_copy(plan.network(source), region, plan.virtual_networks.keys())
        self.offered = [*there, *([copy] if copy.name not in {n.name for n in there} else [])]

    def compose(self) -> ComposeResult:
        """The networks, and whether the way back is mapped too."""
        standing = mapping_to_region(self.plan, self.source, self.target_region)
        title = f"Map {self.source} to" + (f" (now {standing.target})" if standing else "")
        with Vertical(id="dialog"):
            yield Static(text((title, "bold")))
            yield OptionList(
                *(Option(self._line(network)) for network in self.offered), markup=False
            )
            yield Checkbox("and back", value=True, compact=True)
            yield Static(text(("Enter maps · Tab to “and back” · Esc cancels", "dim")))

    def on_mount(self) -> None:
        """Point at the target that there is, or that is likeliest."""
        ids = [network.id for network in self.offered]
        options = self.query_one(OptionList)
        options.highlighted = ids.index(self._likeliest()) if ids else None
        options.focus()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Give the network."""
        event.stop()
        self.dismiss(Choice(self.offered[event.option_index], self.query_one(Checkbox).value))

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

    def _line(self, network: VirtualNetwork) -> Text:
        planned = network.id not in self.plan.virtual_networks
        mark = "  a copy, to be created" if planned else ""
        return text(network.id, "  ", (prefixes(network), "dim"), (mark, "yellow"))
