"""The second step: what is chosen, above what there is to know of the choice pointed at."""

from collections.abc import Iterator

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from models.errors import EditRefused
from models.plan import Plan
from models.regions import catalogue
from models.replication_choices import ReplicationChoices, targets
from models.replication_rows import ChoiceRow, What, choice_rows
from models.session import Session
from models.topology import VirtualNetwork
from tui.labels import text
from tui.signs import ATTENTION, WRONG
from tui.widgets.choice_list import ChoiceList
from tui.widgets.line_list import LineList
from tui.widgets.network_preview import network_lines, subnet_line

SAID = {
    What.TEST: "Test in a network of its own, without peering to production (T7).",
    What.GROUP: "Groups fail over one after the other, 1 first, 7 last (F6).",
    What.RESOURCE_GROUP: "Shown for information: the plan has no field for another one (M11).",
    What.REVIEW: "Enter shows every address that comes of this; nothing is changed yet.",
}


class ChoicePane(Vertical):
    """The choices, and what the one under the cursor means."""

    lines = query_one(ChoiceList)

    def __init__(self, session: Session, *, id: str) -> None:
        """``session`` holds the plan."""
        super().__init__(id=id)
        self._session = session
        self._regions = catalogue().with_regions(session.plan.regions)
        self._choices = ReplicationChoices()

    def compose(self) -> ComposeResult:
        """The list above the details."""
        yield ChoiceList()
        with VerticalScroll(id="details"):
            yield Static(id="said")

    def show_choices(self, choices: ReplicationChoices) -> None:
        """Show other choices, or the same in a plan that changed."""
        self._choices = choices
        self.lines.regions = {name: self._regions.display_name(name) for name in self._regions}
        self.lines.show_rows(choice_rows(self._session.plan, choices))
        self._describe(self.lines.pointed)

    @on(LineList.Pointed)
    def describe(self, event: LineList.Pointed) -> None:
        """Say what there is to know of the choice under the cursor."""
        event.stop()
        self._describe(event.row)

    def _describe(self, row: ChoiceRow | None) -> None:
        lines = [] if row is None else list(_lines(self._session.plan, self._choices, row))
        if row is not None and row.what is What.REGION:
            lines += self._about_regions()
        if row is not None and row.problem:
            lines.insert(0, text((f"✗ {row.problem}", WRONG)))
        for line in lines:
            line.no_wrap = False
        self.query_one("#said", Static).update(Text("\n").join(lines))

    def _about_regions(self) -> Iterator[Text]:
        """Where the machines run, and which region Microsoft pairs that with (M4)."""
        plan, regions = self._session.plan, self._regions
        for home in dict.fromkeys(plan.machine(id).region for id in self._choices.machines):
            paired = regions[home].paired_region if home in regions else ""
            pair = f"paired with {regions.display_name(paired)}" if paired else "paired with none"
            yield text(f"The machines run in {regions.display_name(home)}, {pair} (M4).")
        chosen = regions.get(self._choices.region or "")
        if chosen is not None and chosen.restricted:
            words = f"! {chosen.display_name} is restricted: a subscription has to be allowed in"
            yield text((f"{words} (M4).", ATTENTION))


def _lines(plan: Plan, choices: ReplicationChoices, row: ChoiceRow) -> Iterator[Text]:
    """What a choice means, in a few lines."""
    if row.origin:
        yield text(f"{row.value}: {row.origin}")
    if words := SAID.get(row.what):
        yield text(words)
    if row.what is What.TEST and row.value in plan.virtual_networks:
        yield from network_lines(plan, plan.network(row.value))
    target = _target(plan, choices, row.network)
    if target is None:
        return
    if row.what is What.NETWORK:
        yield from network_lines(plan, target)
    elif row.what is What.SUBNET and (subnet := target.subnet(row.value)) is not None:
        yield subnet_line(subnet)
        yield text("Enter chooses another one for whoever stands in this source subnet.")
    elif row.what is What.ALL_SUBNETS:
        yield text("Enter chooses one subnet for all of them.")


def _target(plan: Plan, choices: ReplicationChoices, source: str) -> VirtualNetwork | None:
    try:
        return targets(plan, choices).get(source)
    except EditRefused:
        return None
