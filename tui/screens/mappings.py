"""The network mappings: both directions of every pair, what they mean, and their edits."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Input, Static

from models.edits.mappings import map_network, unmap_several
from models.errors import EditRefused
from models.findings import Subject
from models.findings.finding import MappingSubject, NetworkSubject
from models.mapping_pairs import MappingPairs, pairs_holding
from models.mapping_words import about_deleting
from models.plan import NetworkMapping
from models.regions import catalogue
from models.session import Change, Session
from models.subjects import network_of
from tui.labels import text
from tui.screens.mapping_flow import add_mapping, change_mapping
from tui.screens.pick_line import LineOption, PickLineScreen
from tui.screens.plan_screen import PlanScreen
from tui.screens.preview import preview_then_do, refuse
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList
from tui.widgets.mapping_detail import MappingDetail
from tui.widgets.mapping_list import MappingList

NOTHING = "no network is mapped: a adds a mapping"
KEYS = "a add · o add the opposite · c change · d delete · Enter go there · / filter"


class MappingsScreen(PlanScreen):
    """Every pair of mapped networks, and what is said of the one under the cursor."""

    AUTO_FOCUS = "MappingList"
    CSS_PATH = "../styles/mappings.tcss"
    HEADLINE = "Network mappings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", tooltip="Map a network, and back", id="mappings.add"),
        Binding(
            "o",
            "opposite",
            "Opposite",
            tooltip="Add the direction that is missing",
            id="mappings.opposite",
        ),
        Binding(
            "c",
            "change",
            "Change",
            tooltip="Lead a mapping elsewhere, in the three steps of M8",
            id="mappings.change",
        ),
        Binding(
            "d", "delete", "Delete", tooltip="Delete one direction, or both", id="mappings.delete"
        ),
        Binding(
            "slash", "filter", "Filter", tooltip="Narrow the list of pairs", id="mappings.filter"
        ),
    ]

    lines = query_one(MappingList)
    detail = query_one(MappingDetail)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """The cursor starts on the pair that ``subject`` is part of."""
        super().__init__(session, subject)
        self._regions = catalogue().with_regions(session.plan.regions)
        self._pairs = MappingPairs(session.plan)

    @property
    def subject(self) -> Subject | None:
        """The mapping under the cursor."""
        pair = self.lines.pointed
        if pair is None:
            return self.opened_for
        way = pair.directions[0]
        return MappingSubject(way.source, way.target)

    def compose_body(self) -> ComposeResult:
        """The filter and the pairs above what there is to say of one."""
        yield FilterField("/ filter by network, region or state")
        yield MappingList()
        yield Static(text((f" {KEYS}", "dim")), id="keys")
        with VerticalScroll(id="about"):
            yield MappingDetail()

    def on_mount(self) -> None:
        """Start where the user was."""
        self._show_pairs()
        self._point_at_subject()

    def plan_changed(self, change: Change) -> None:
        """Show other mappings, and who uses them now."""
        self._pairs = MappingPairs(self.session.plan)
        self._show_pairs()

    def go_to(self, subject: Subject) -> None:
        """Point at the pair of a mapping or a network."""
        self.opened_for = subject
        self._point_at_subject()

    @on(LineList.Pointed)
    def describe(self, event: LineList.Pointed) -> None:
        """Say what the mapping under the cursor means."""
        event.stop()
        self.detail.show(self.session, self._pairs, event.row, self._region_names())

    @on(LineList.Chosen)
    def leave_for(self, event: LineList.Chosen) -> None:
        """Go to the networks of a pair on the first screen."""
        event.stop()
        self.go_home(NetworkSubject(event.row.forth.source))

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the pairs that hold every word."""
        event.stop()
        self._show_pairs()

    @on(FilterField.Left)
    def to_the_list(self) -> None:
        """Go from the filter to the list."""
        self.lines.focus()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one(FilterField).focus()

    def action_add(self) -> None:
        """Choose a network, then where it leads."""
        pair = self.lines.pointed
        likeliest = network_of(self.session.plan, self.opened_for)
        add_mapping(self, likeliest or (pair.forth.source if pair else None))

    def action_opposite(self) -> None:
        """Add the direction of the pair that is missing."""
        pair = self.lines.pointed
        if pair is None:
            return
        if len(pair.directions) > 1:
            self.change_line.say(f"both directions of {pair.forth} are there")
            return
        [way] = pair.directions
        preview_then_do(
            self,
            lambda session: map_network(session.plan, way.target, way.source, reverse=False),
        )

    def action_change(self) -> None:
        """Lead one direction elsewhere."""
        self._for_direction("Change which mapping?", self._change)

    def action_delete(self) -> None:
        """Delete one direction, or both."""
        self._for_direction("Delete which mapping?", self._delete, both=True)

    def _change(self, mappings: Sequence[NetworkMapping]) -> None:
        try:
            change_mapping(self, mappings[0])
        except EditRefused as refusal:
            refuse(self, str(refusal))

    def _delete(self, mappings: Sequence[NetworkMapping]) -> None:
        preview_then_do(
            self,
            lambda session: unmap_several(session.plan, mappings),
            note=about_deleting(self.session.plan, mappings),
        )

    def _for_direction(
        self, title: str, do: Callable[[Sequence[NetworkMapping]], None], *, both: bool = False
    ) -> None:
        """Do something to one mapping of the pair under the cursor; ask which if there are two."""
        pair = self.lines.pointed
        if pair is None:
            self.change_line.say("no network is mapped: a adds a mapping")
            return
        found = [(way.mappings[-1],) for way in pair.directions]
        if len(found) == 1:
            do(found[0])
            return
        options = [LineOption(one, text(f"{one[0].source} → {one[0].target}")) for one in found]
        if both:
            options.append(LineOption((*found[0], *found[1]), text("both")))
        self.app.push_screen(
            PickLineScreen(title, options), lambda chosen: do(chosen) if chosen else None
        )

    def _show_pairs(self) -> None:
        typed = self.query_one(FilterField).value
        names = self._region_names()
        pairs = pairs_holding(self._pairs.all, names, typed)
        items = {network: len(machines) for network, machines in self._pairs.users.items()}
        self.lines.nothing = "no pair matches" if typed.strip() else NOTHING
        self.lines.show_pairs(pairs, items, names)

    def _region_names(self) -> dict[str, str]:
        """The region of each network, as the portal calls it."""
        return {
            network.id: self._regions.display_name(network.region)
            for network in self.session.plan.virtual_networks
        }

    def _point_at_subject(self) -> None:
        subject = self.opened_for
        if isinstance(subject, MappingSubject):
            self.lines.point_at(frozenset(subject))
            return
        network = network_of(self.session.plan, subject)
        for position, pair in enumerate(self.lines.rows):
            if network in pair.key:
                self.lines.cursor = position
                return
        if network is not None:
            self.change_line.say(f"{network} is not mapped: a maps it")
