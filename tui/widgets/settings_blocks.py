"""The blocks of the full screen of settings: a machine, a NIC, an IP configuration."""

from textual.app import ComposeResult
from textual.widgets import Static

from models.fields.interfaces import NicId
from models.findings.finding import ItemSubject
from models.session import Session
from models.topology import IpConfigurationId
from tui.labels import text
from tui.widgets.field_block import FieldBlock, Problems
from tui.widgets.field_rows import FieldGrid, Titles
from tui.widgets.result_words import finding_words, result_words
from tui.widgets.said import Said
from tui.widgets.settings_rows import (
    address_rows,
    group_row,
    network_row,
    nic_rows,
    note_row,
    pools_row,
    selected_row,
)


class Results(Said):
    """What comes of what is set, and what is wrong with it."""


class MachineBlock(FieldBlock):
    """What is set for a machine as a whole."""

    def compose(self) -> ComposeResult:
        """Networks, group and note."""
        yield Static("Machine", classes="title")
        yield Titles()
        yield FieldGrid(network_row(), group_row(), note_row())
        yield Problems(id="problem")
        yield Results()

    def show(self, session: Session, machine: str) -> None:
        """Show a machine as the plan has it, and what is wrong with it."""
        self.query_one(FieldGrid).show(session.assignments, machine)
        words, results = finding_words(session, ItemSubject(machine)), self.query_one(Results)
        results.update(words)
        results.display = bool(words)


class NicBlock(FieldBlock):
    """What is set for a NIC."""

    def compose(self) -> ComposeResult:
        """Name, security group and accelerated networking."""
        yield Static(id="nic", classes="title")
        yield Titles()
        yield FieldGrid(*nic_rows())
        yield Problems(id="problem")

    def show(self, session: Session, nic: NicId) -> None:
        """Show a NIC as the plan has it."""
        primary = "primary" if nic.of(session.plan).primary else "secondary"
        title = text("NIC ", (nic.network_interface, "bold"), f" ({primary})")
        self.query_one("#nic", Static).update(title)
        self.query_one(FieldGrid).show(session.assignments, nic)


class AddressBlock(FieldBlock):
    """What is set for an IP configuration, and what it gets."""

    shown_id: IpConfigurationId | None = None
    """The IP configuration that is shown."""

    def compose(self) -> ComposeResult:
        """Whether it is selected, subnet, address and what is attached, above the results."""
        yield Static(id="ip", classes="title")
        yield Titles()
        yield FieldGrid(selected_row(), *address_rows(), pools_row())
        yield Problems(id="problem")
        yield Results()

    def show(self, session: Session, id: IpConfigurationId) -> None:
        """Show an IP configuration as the plan has it, every result and what is wrong with it."""
        self.shown_id = id
        primary = "primary" if session.plan.ip_configuration(id).primary else "secondary"
        title = text("IP configuration ", (id.name, "bold"), f" ({primary})")
        self.query_one("#ip", Static).update(title)
        self.query_one(FieldGrid).show(session.assignments, id)
        self.query_one(Results).update(result_words(session, id))
