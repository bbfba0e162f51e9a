"""The address grid: a subnet as a picture, before and after each scenario."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one

from models.address_map import AddressMap
from models.address_words import said_of
from models.addresses import address_text
from models.findings import Subject
from models.findings.finding import SubnetSubject
from models.grid_view import GridView
from models.session import Change, Session
from models.subnets_shown import every_subnet, subnet_for
from models.topology import AddressRange, IpConfigurationId
from tui.screens.address_grid_keys import KEYS
from tui.screens.choose_subnet import ChooseSubnetScreen
from tui.screens.plan_screen import PlanScreen
from tui.screens.replay import ReplayScreen
from tui.widgets.address_grid import AddressGrid
from tui.widgets.grid_legend import GridLegend
from tui.widgets.grid_words import CellDetail, GridTitle
from tui.widgets.holder_list import HolderList

ROOM_FOR_LIST = 120
"""From how many columns on the list of who has an address stands beside the grid."""

ROOM_FOR_LEGEND = 16
"""From how many lines on it is said what the signs mean."""


class AddressGridScreen(PlanScreen):
    """One subnet at a time; what it was opened for says which one comes first."""

    CSS_PATH = "../styles/address_grid.tcss"
    HEADLINE = "Address grid"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    grid = query_one(AddressGrid)
    holders = query_one(HolderList)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """Start at the subnet of ``subject``, at failover, with what lands there."""
        super().__init__(session, subject)
        subnet = subnet_for(session.assignments, subject)
        self._view = GridView(subnet) if subnet is not None else None
        self._map: AddressMap | None = None

    @property
    def subject(self) -> Subject | None:
        """Who has the address under the cursor, else the subnet."""
        holder, cell = None, self.grid.pointed
        if self._map is not None and cell is not None and cell.size == 1:
            holder = self._map.holder(cell.first)
        if isinstance(holder, IpConfigurationId):
            return holder
        return self._view.subnet if self._view is not None else self.opened_for

    def copy_value(self) -> str:
        """The address under the cursor, or the block from its first to its last."""
        cell = self.grid.pointed
        if cell is None:
            return ""
        first, last = address_text(cell.first), address_text(cell.last)
        return first if cell.size == 1 else f"{first}-{last}"

    def copy_text(self) -> str:
        """All there is to say of the cell under the cursor."""
        cell, view = self.grid.pointed, self._view
        if cell is None or view is None or self._map is None:
            return ""
        said = said_of(self.session.assignments, view.scenario, self._map, cell)
        return "\t".join(said[:3])

    def compose_body(self) -> ComposeResult:
        """The title, the grid beside who has an address, what signs mean, the cell in words."""
        yield GridTitle()
        with Horizontal(id="middle"):
            with Vertical(id="picture"):
                yield AddressGrid()
                yield GridLegend()
            yield HolderList(self.session.plan)
        yield CellDetail()

    def on_mount(self) -> None:
        """Show the subnet, the cursor on the address it was opened for."""
        self.grid.focus()
        if self._view is None:
            self.change_line.say("this plan has no subnet yet")
        else:
            self._go(self._view, self.opened_for)

    def on_resize(self) -> None:
        """List who has an address, and say what signs mean, where there is room for it."""
        self.set_class(self.size.width >= ROOM_FOR_LIST, "-with-list")
        self.set_class(self.size.height < ROOM_FOR_LEGEND, "-without-legend")

    def show_again(self, subject: Subject) -> None:
        """Show the subnet of what another screen was about."""
        subnet = subnet_for(self.session.assignments, subject)
        if self._view is not None and subnet is not None:
            self._go(self._view.of(subnet), subject)

    def plan_changed(self, change: Change) -> None:
        """Show what an edit changed; where the subnet is gone, another one."""
        view, every = self._view, every_subnet(self.session.plan)
        if view is None or view.subnet not in every:
            subnet = subnet_for(self.session.assignments, view.subnet if view else None)
            view = GridView(subnet) if subnet is not None else None
        self._show(view)

    @on(AddressGrid.Pointed)
    def tell(self, event: AddressGrid.Pointed) -> None:
        """Say what there is to say of the cell, and point at it in the list."""
        event.stop()
        if self._map is None or self._view is None:
            return
        detail = self.query_one(CellDetail)
        detail.show(self.session.assignments, self._view.scenario, self._map, event.cell)
        if event.cell is not None:
            with self.prevent(HolderList.Pointed):
                self.holders.point_at(event.cell.first)
        self.query_one(GridLegend).show(self._map.counts, self.grid.scaled)
        self.refresh_bindings()

    @on(HolderList.Pointed)
    def follow(self, event: HolderList.Pointed) -> None:
        """Point at the address that is pointed at in the list."""
        event.stop()
        if event.row is not None and self.holders.has_focus and self._view is not None:
            address = event.row.address
            self._show(self._view.reaching(address), address)

    @on(AddressGrid.Chosen)
    def enter(self, event: AddressGrid.Chosen) -> None:
        """Zoom into a block, or go to who has the address."""
        event.stop()
        if event.cell.size > 1 and self._view is not None:
            cell = AddressRange(event.cell.first, event.cell.last)
            start = self._view.into(cell).start(self.session.assignments)
            self._show(self._view.into(self.grid.nearer), start)
        elif isinstance(self.subject, IpConfigurationId):
            self.go_home(self.subject)
        else:
            self.change_line.say("no machine of the plan has this address")

    @on(HolderList.Chosen)
    def go_to_holder(self, event: HolderList.Chosen) -> None:
        """Go to who has the address."""
        event.stop()
        if isinstance(event.row.holder, IpConfigurationId):
            self.go_home(event.row.holder)

    def action_scenario(self) -> None:
        """Show the next scenario."""
        if self._view is not None:
            self._show(self._view.at_next_scenario())

    def action_before_after(self) -> None:
        """Show the addresses before the scenario, or after it."""
        if self._view is not None:
            self._show(self._view.at_other_moment())

    def action_subnet(self, step: int) -> None:
        """Show the next or the previous subnet of the plan."""
        every = every_subnet(self.session.plan)
        if self._view is not None:
            self._choose(every[(every.index(self._view.subnet) + step) % len(every)])

    def action_choose_subnet(self) -> None:
        """Choose the subnet from a list."""
        if self._view is not None:
            chooser = ChooseSubnetScreen(self.session.assignments, self._view.subnet)
            self.app.push_screen(chooser, self._choose)

    def action_replay(self) -> None:
        """Replay how the addresses are given out."""
        if (view := self._view) is not None:
            self.app.push_screen(ReplayScreen(self.session, view.subnet, view.scenario))

    def action_zoom_out(self) -> None:
        """Show what is around the block."""
        if self._view is not None:
            self._show(self._view.out())

    def action_back(self) -> None:
        """Zoom out, or leave the screen."""
        if self._view is not None and self._view.block is not None:
            self.action_zoom_out()
        else:
            super().action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Zooming out needs a block that was zoomed into; nothing works without a subnet."""
        if action == "zoom_out":
            return True if self._view is not None and self._view.block is not None else None
        if action in ("subnet", "choose_subnet", "replay", "scenario", "before_after"):
            return True if self._view is not None else None
        return super().check_action(action, parameters)

    def _choose(self, subnet: SubnetSubject | None) -> None:
        if subnet is not None and self._view is not None:
            self._go(self._view.of(subnet))

    def _go(self, view: GridView, subject: Subject | None = None) -> None:
        """Show another part of the plan, the cursor where there is something to see."""
        self._show(view, view.start(self.session.assignments, subject))

    def _show(self, view: GridView | None, cursor: int | None = None) -> None:
        """Show a view of the plan as it is now; the cursor stays, unless it is given."""
        self._view, self._map = view, None
        if view is None:
            self.change_line.say("this plan has no subnet any more")
            return
        self._map = view.map_of(self.session.assignments)
        self.query_one(GridTitle).show(view, self._map.subnet)
        self.holders.plan = self.session.plan
        with self.prevent(HolderList.Pointed):
            self.holders.show_rows(self._map.held)
        self.grid.show(self._map, view.ranges_of(self._map), cursor)
