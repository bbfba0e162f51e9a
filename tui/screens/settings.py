"""Network settings on the full screen: a machine, NIC by NIC, with every IP configuration."""

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widgets import Static

from models.assign import Assignments
from models.assignment import Scenario
from models.edits import Edit
from models.edits.settings import automatic_all, pin, pin_test
from models.edits.settings_copies import copy_failover_to_test, copy_from_source
from models.findings import Subject
from models.nic_pages import NicPage, machine_beside, page_about, page_beside, pages_of, same_page
from models.plan import Plan
from models.regions import catalogue
from models.session import Change, Session
from models.topology import IpConfigurationId
from tui.labels import text
from tui.screens.plan_screen import PlanScreen
from tui.screens.settings_keys import ACTIONS, MOVES
from tui.widgets.action_bar import ActionBar
from tui.widgets.field_rows import Titles
from tui.widgets.nic_tabs import NicTabs
from tui.widgets.settings_body import SettingsBody
from tui.widgets.text_entry import TextEntry

HEIGHTS = [(0, "-cramped"), (18, "-low"), (45, "-tall")]
"""From how many lines on the screen has which class."""


class SettingsScreen(PlanScreen):
    """Everything that can be set for a machine; the focus starts at the failover address."""

    CSS_PATH = "../styles/settings.tcss"
    AUTO_FOCUS = ""
    HEADLINE = "Network settings"
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*ACTIONS, *MOVES]

    body = query_one(SettingsBody)
    tabs = query_one(NicTabs)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """``subject`` says which machine is shown first."""
        super().__init__(session, subject)
        self._page = page_about(session.assignments, subject)
        self._regions = catalogue().with_regions(session.plan.regions)

    @property
    def subject(self) -> Subject | None:
        """The IP configuration whose fields have the focus, or else what is shown."""
        return self.body.focused_id or (self._page.subject if self._page is not None else None)

    def compose_body(self) -> ComposeResult:
        """The machine and its NICs above the fields of one of them."""
        yield Static(id="machine")
        yield NicTabs()
        yield ActionBar(*(action.id or "" for action in ACTIONS))
        yield Titles(id="titles")
        yield SettingsBody(self.session, id="body")

    def on_mount(self) -> None:
        """Show the machine that was asked for."""
        self.call_next(self.open_page, self._page, self.opened_for)

    async def open_page(self, page: NicPage | None, subject: Subject | None = None) -> None:
        """Show a page, the focus on the address that was asked for, or on the first."""
        self._show_place(page)
        await self.body.open(page, subject)

    def plan_changed(self, change: Change) -> None:
        """Show the page as the plan has it now, or another one where that is gone."""
        before, results = self._page, self.session.assignments
        page = same_page(results.plan, before) if before is not None else None
        page = page or page_about(results, None)
        same = before is not None and page is not None and page[:2] == before[:2]
        if same and page is not None and len(page.ids) <= len(self.body.blocks):
            self._show_place(page)
            self.body.fill(page)
        else:
            self.call_later(self.open_page, page)

    def go_to(self, subject: Subject) -> None:
        """Show the machine of a thing of the plan."""
        self.call_later(self.open_page, page_about(self.session.assignments, subject), subject)

    @on(NicTabs.Chosen)
    async def choose(self, event: NicTabs.Chosen) -> None:
        """Show the NIC whose tab was clicked on."""
        event.stop()
        await self._leave_for(event.page)

    async def action_page(self, step: int) -> None:
        """Show the NIC before or after this one."""
        if self._page is not None:
            await self._leave_for(page_beside(self.session.plan, self._page, step))

    async def action_machine(self, step: int) -> None:
        """Show the machine before or after this one."""
        if self._page is not None:
            await self._leave_for(machine_beside(self.session.plan, self._page, step))

    def action_scroll(self, lines: int) -> None:
        """Scroll where no field has the focus."""
        self.body.scroll_relative(y=lines, animate=False)

    def action_back(self) -> None:
        """Give up what is being typed; where nothing is, leave the screen."""
        if isinstance(self.focused, TextEntry) and self.focused.typing:
            self.focused.give_up()
        else:
            super().action_back()

    def action_copy_source(self) -> None:
        """Set the address of the source, in the scenario of the column."""
        scenario = self.body.scenario
        self._do(lambda results, id: copy_from_source(results, id, scenario))

    def action_copy_to_test(self) -> None:
        """Set subnet and address of the failover for the test."""
        self._do(copy_failover_to_test)

    def action_pin(self) -> None:
        """Set the address that is forecast, in the scenario of the column."""
        self._do(pin if self.body.scenario is Scenario.FAILOVER else pin_test)

    def action_automatic(self) -> None:
        """Let the rules decide for one IP configuration."""
        self._do(lambda results, id: automatic_all(results.plan, [id]))

    def action_automatic_machine(self) -> None:
        """Let the rules decide for the machine."""
        if self._page is None:
            return
        machine = self._page.virtual_machine
        self.body.take()
        self.request(lambda session: _automatic(session.plan, machine))

    def _do(self, make: Callable[[Assignments, IpConfigurationId], Edit]) -> None:
        """Ask for an edit of the IP configuration the focus is in, after what is typed there."""
        id = self.body.focused_id
        if id is None:
            self.change_line.refuse("There is no IP configuration here.")
            return
        self.body.take()
        self.request(lambda session: make(session.assignments, id))

    async def _leave_for(self, page: NicPage) -> None:
        """Show another page; what was being typed is taken over, or said to be given up."""
        problem = self.body.take()
        await self.open_page(page)
        if problem is not None:
            self.change_line.refuse(f"not set: {problem}")

    def _show_place(self, page: NicPage | None) -> None:
        """Say which machine is shown and where it stands."""
        self._page = page
        plan = self.session.plan
        self.tabs.pages = pages_of(plan.machine(page.virtual_machine)) if page is not None else ()
        self.tabs.page = page
        words = text("There is no machine in this plan.")
        if page is not None:
            region = plan.machine(page.virtual_machine).region
            words = place_words(plan, page, self._regions.display_name(region))
        self.query_one("#machine", Static).update(words)


def place_words(plan: Plan, page: NicPage, region: str) -> Text:
    """Which machine it is, which of how many, and where the NIC stands; ``region`` is shown."""
    machine, table = plan.machine(page.virtual_machine), plan.virtual_machines
    name = f" ({machine.name})" if machine.name != machine.id else ""
    where = ""
    if page.ids:
        ip = plan.ip_configuration(page.ids[0])
        where = f"{ip.subnet} of {ip.network}, "
    number = f"machine {table.position(machine.id) + 1} of {len(table)}"
    note = f"  {machine.note}" if machine.note else ""
    return text((machine.id, "bold"), f"{name}  {where}{region}  ", (f"{number}{note}", "dim"))


def _automatic(plan: Plan, machine: str) -> Edit:
    return automatic_all(plan, [id for id, _ in plan.machine(machine).in_failover_order])
