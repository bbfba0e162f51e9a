"""The fields of one page of a machine: its own, those of a NIC, those of IP configurations."""

from textual.app import ComposeResult
from textual.containers import Container

from models.assignment import Scenario
from models.fields.interfaces import NicId
from models.findings import Subject
from models.nic_pages import NicPage
from models.session import Session
from models.topology import IpConfigurationId
from tui.widgets.field_rows import COLUMNS
from tui.widgets.field_scroll import FieldScroll
from tui.widgets.settings_blocks import AddressBlock, MachineBlock, NicBlock
from tui.widgets.text_entry import TextEntry


class SettingsBody(FieldScroll):
    """Blocks of fields; there are as many for IP configurations as any page needed so far."""

    def __init__(self, session: Session, *, id: str) -> None:
        """``session`` holds the plan that is shown."""
        super().__init__(id=id)
        self._session = session
        self.page: NicPage | None = None

    def compose(self) -> ComposeResult:
        """The machine and the NIC above the IP configurations."""
        with Container(id="upper"):
            yield MachineBlock()
            yield NicBlock()
        yield Container(id="addresses")

    @property
    def blocks(self) -> list[AddressBlock]:
        """The blocks of IP configurations, those that are not needed now too."""
        return list(self.query(AddressBlock))

    @property
    def focused_id(self) -> IpConfigurationId | None:
        """The IP configuration whose fields have the focus, or else the first one shown."""
        field, ids = self.focused_field, self.page.ids if self.page is not None else ()
        for block in field.ancestors if field is not None else ():
            if isinstance(block, AddressBlock):
                return block.shown_id
        return ids[0] if ids else None

    @property
    def scenario(self) -> Scenario:
        """The scenario whose column the focus is in."""
        return COLUMNS[self.column]

    async def open(self, page: NicPage | None, subject: Subject | None) -> None:
        """Show a page, the focus on the address that was asked for, or on the first."""
        missing = (len(page.ids) if page is not None else 0) - len(self.blocks)
        if missing > 0:
            blocks = [AddressBlock() for _ in range(missing)]
            await self.query_one("#addresses").mount_all(blocks)
        self.fill(page)
        self._focus_on(subject)

    def fill(self, page: NicPage | None) -> None:
        """Show a page as the plan has it now, for which there are enough blocks."""
        self.page = page
        self.set_class(page is None, "-none")
        if page is None:
            return
        self.query_one(MachineBlock).show(self._session, page.virtual_machine)
        nic = self.query_one(NicBlock)
        nic.display = bool(page.network_interface)
        if nic.display:
            nic.show(self._session, NicId(*page[:2]))
        self.query_one("#addresses").set_class(len(page.ids) < 2, "-single")
        for number, block in enumerate(self.blocks):
            block.display = number < len(page.ids)
            if block.display:
                block.show(self._session, page.ids[number])

    def take(self) -> str | None:
        """Ask for what is being typed, and say why it cannot be where it cannot."""
        field = self.focused_field
        if not isinstance(field, TextEntry) or not field.typing:
            return None
        field.take()
        return field.problem

    def _focus_on(self, subject: Subject | None) -> None:
        """Go to the failover address that was asked for, or the first field there is."""
        blocks = sorted(
            (block for block in self.blocks if block.display),
            key=lambda block: block.shown_id != subject,
        )
        first = [block.query_one("#failover-address") for block in blocks[:1]]
        for field in (*first, *self.fields):
            if self.is_open(field):
                field.focus()
                return
        self.screen.set_focus(None)
