"""The network settings of one IP configuration: source, failover and test failover."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from models.findings.finding import NetworkSubject, SubnetSubject
from models.plan import Plan
from models.session import Session
from models.status import Status
from models.topology import IpConfigurationId
from tui.descriptions import describe
from tui.labels import text
from tui.screens.routes import ROUTES
from tui.signs import STYLES
from tui.widgets.field_block import FieldBlock, Problems
from tui.widgets.field_rows import FieldGrid, Titles
from tui.widgets.field_scroll import FieldScroll
from tui.widgets.network_tree import Thing
from tui.widgets.result_words import result_words
from tui.widgets.said import Said
from tui.widgets.settings_rows import address_rows, group_row, network_row
from tui.widgets.text_entry import TextEntry

FIRST = ("failover-address", "failover-network")
"""Where the focus goes on coming in: the first of these that can be edited."""


class SettingsPane(FieldScroll):
    """What is set for an IP configuration, beside what it has today and what it gets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", tooltip="Back to the tree", id="settings.leave"),
        Binding(
            "r", "replicate", "Replicate", tooltip="Enable replication of the machine",
            id="settings.replicate",
        ),
    ]  # fmt: skip

    class Left(Message):
        """The user is done here and wants to go back to where they came from."""

    def __init__(self, session: Session, *, id: str) -> None:
        """``session`` holds the plan that is shown."""
        super().__init__(id=id)
        self.session = session
        self.thing: Thing | None = None
        self._of_machine = FieldGrid(network_row())
        self._of_address = FieldGrid(*address_rows())
        self._group = FieldGrid(group_row())

    def compose(self) -> ComposeResult:
        """Lay the fields out in three columns beside their names."""
        yield Said(id="what")
        with FieldBlock(id="fields"):
            yield Titles()
            yield self._of_machine
            yield self._of_address
            yield self._group
            yield Problems(id="problem")
        yield Said(id="results")

    def on_mount(self) -> None:
        """Show what was asked for before the fields were there."""
        self.border_subtitle = f"{ROUTES['settings'].key} shows all"
        self.refresh_fields()

    def show(self, thing: Thing | None) -> None:
        """Show an IP configuration, a network or a subnet as the plan has it now."""
        self.thing = thing
        self.refresh_fields()

    def enter(self) -> None:
        """Go to the first field that can be edited.

        Where there is none the pane takes the keys itself if the tree is hidden by it.
        """
        for name in FIRST:
            field = self.query_one(f"#{name}")
            if self.is_open(field):
                field.focus()
                return
        if self.screen.has_class("-narrow"):
            self.can_focus = True
            self.focus()

    def on_blur(self) -> None:
        """Tab goes to fields only."""
        self.can_focus = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is not replicated can be."""
        return self._can_be_replicated if action == "replicate" else True

    async def action_replicate(self) -> None:
        """Replicate the machine, and go into its settings then."""
        await self.run_action("screen.replicate")
        self.call_after_refresh(self.enter)

    @property
    def shown_id(self) -> IpConfigurationId | None:
        """Which IP configuration is shown, if it is one."""
        return self.thing if isinstance(self.thing, IpConfigurationId) else None

    @property
    def _can_be_replicated(self) -> bool:
        id = self.shown_id
        return id is not None and self.session.plan.item(id.virtual_machine) is None

    def refresh_fields(self) -> None:
        """Show the plan as it is; what is being typed in a field stays there."""
        if not self.is_mounted:
            return
        id, plan = self.shown_id, self.session.plan
        replicated = id is not None and plan.item(id.virtual_machine) is not None
        self.set_class(id is None, "-empty")
        self.set_class(not replicated, "-not-replicated")
        if id is None:
            self._say(self._summary(), Text())
            return
        if not replicated:
            key = ROUTES["replication"].key.upper()
            hint = f"Not replicated. r replicates the machine to the target region, {key} asks how."
            self._say(_heading(plan, id), text((hint, STYLES[Status.NOT_REPLICATED])))
            return
        self._of_machine.show(self.session.assignments, id.virtual_machine)
        self._of_address.show(self.session.assignments, id)
        self._group.show(self.session.assignments, id.virtual_machine)
        self._say(_heading(plan, id), result_words(self.session, id))

    def action_leave(self) -> None:
        """Give up what is being typed and go back to the tree."""
        for entry in self.query(TextEntry):
            entry.give_up()
        self.post_message(self.Left())

    def _summary(self) -> Text:
        if isinstance(self.thing, NetworkSubject | SubnetSubject):
            return describe(self.session, self.thing)
        return text(("Choose a machine in one of the trees.", "dim"))

    def _say(self, what: Text, results: Text) -> None:
        self.query_one("#what", Said).update(what)
        self.query_one("#results", Said).update(results)


def _heading(plan: Plan, id: IpConfigurationId) -> Text:
    kind = "primary" if plan.ip_configuration(id).primary else "secondary"
    note = plan.machine(id.virtual_machine).note
    name = (f"{id.virtual_machine} / {id.network_interface}", "bold")
    return text(name, f"  {id.name} ({kind})", (f"  {note}" if note else "", "dim"))
