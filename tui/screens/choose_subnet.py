"""Chooses a subnet of the plan from a list that can be filtered."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from models.assign import Assignments
from models.assignment import Scenario
from models.findings.finding import SubnetSubject
from models.rules.subnets import subnet_key
from models.subnets_shown import every_subnet
from tui.address_labels import prefixes
from tui.labels import text
from tui.shown import shown
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList


class SubnetList(LineList[SubnetSubject]):
    """The subnets, with how many addresses are asked for in each at failover."""

    nothing = "no subnet is called so"

    def __init__(self, assignments: Assignments) -> None:
        """``assignments`` know who lands where."""
        super().__init__()
        self._assignments = assignments

    def words(self, row: SubnetSubject) -> str:
        """What of a subnet can be searched for."""
        subnet = self._assignments.plan.network(row.network).subnet(row.name)
        where = prefixes(subnet) if subnet is not None else ""
        return shown(f"{row.network} / {row.name}  {where}")

    def line_of(self, row: SubnetSubject, width: int) -> Text:
        """The subnet, its prefixes and who lands there."""
        landing = len(self._assignments.landing_in(subnet_key(*row), Scenario.FAILOVER))
        count = f"  {landing} land here" if landing else ""
        return text(f" {self.words(row)}", (count, "bold"))


class ChooseSubnetScreen(ModalScreen[SubnetSubject | None]):
    """Gives the subnet that was chosen, or none."""

    CSS_PATH = "../styles/choose_subnet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "dismiss(None)", "Cancel", tooltip="Choose no other", id="choose-subnet.no"
        ),
        Binding("slash", "filter", "Filter", tooltip="Type a filter", id="choose-subnet.filter"),
    ]

    field = query_one(FilterField)
    subnets = query_one(SubnetList)

    def __init__(self, assignments: Assignments, shown: SubnetSubject) -> None:
        """``shown`` is the one that is shown now."""
        super().__init__()
        self._assignments, self._shown = assignments, shown

    def compose(self) -> ComposeResult:
        """A filter above the list."""
        with Vertical(id="dialog"):
            yield Static(text(("Show a subnet", "bold")))
            yield FilterField("part of a network, a subnet or a prefix")
            yield SubnetList(self._assignments)
            yield Static(text(("Enter shows it · Esc cancels", "dim")))

    def on_mount(self) -> None:
        """Start at the one that is shown."""
        self.subnets.rows = every_subnet(self._assignments.plan)
        self.subnets.point_at(self._shown)
        self.field.focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """List what has every word of the filter."""
        event.stop()
        wanted = event.value.casefold().split()
        rows = every_subnet(self._assignments.plan)
        words = {row: self.subnets.words(row).casefold() for row in rows}
        self.subnets.show_rows([row for row in rows if all(one in words[row] for one in wanted)])

    @on(FilterField.Left)
    def enter_list(self, event: FilterField.Left) -> None:
        """Go to the list; with one subnet left, choose it."""
        event.stop()
        if len(self.subnets.rows) == 1:
            self.dismiss(self.subnets.pointed)
        self.subnets.focus()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Give the subnet."""
        event.stop()
        self.dismiss(event.row)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.field.focus()
