"""Round trip: failover, then failback; who comes home (B1 to B4)."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.reactive import reactive
from textual.widgets import Input, Static

from models.findings import Finding, Subject
from models.findings.finding import ItemSubject, NetworkSubject, SubnetSubject
from models.fixes import Fix, fixes_for_one
from models.round_trip import (
    RoundTrip,
    Shown,
    count_home,
    every_round_trip,
    keeps_from_home,
    shown_trips,
)
from models.session import Change, Session
from models.steps import Steps
from models.topology import IpConfigurationId
from tui.gradual import Gradual
from tui.labels import Part, text
from tui.screens.choose_fix import mend
from tui.screens.plan_screen import PlanScreen
from tui.signs import ATTENTION, GOOD, WRONG
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList
from tui.widgets.trip_detail import TripDetail
from tui.widgets.trip_list import TripList

FREED = "Reprotect deletes the original NICs, so their addresses are free again (B2)."
KEYS = "f fixes · c home or not · / filters · Enter goes there"


class RoundTripScreen(PlanScreen):
    """Every IP configuration there and back, with what keeps some from home."""

    CSS_PATH = "../styles/round_trip.tcss"
    HEADLINE = "Round trip"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "fix", "Fix", tooltip="Bring it home: see the ways, then the effect",
                id="round-trip.fix"),
        Binding("c", "show", "Home or not", tooltip="Show who is not home, who is, or everybody",
                id="round-trip.show"),
        Binding("slash", "filter", "Filter", tooltip="Show only those with these words",
                id="round-trip.filter"),
    ]  # fmt: skip

    which: reactive[Shown] = reactive(Shown.ALL, init=False)
    """Which of them are shown."""
    words = reactive("", init=False)
    """What has to stand in what is shown."""

    lines = query_one(TripList)
    field = query_one(FilterField)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """``subject`` is what the cursor is on at first."""
        super().__init__(session, subject)
        self._all: list[RoundTrip] = []
        self._looking = Gradual[Sequence[RoundTrip]](self, session, self._say_how_far)

    @property
    def subject(self) -> Subject | None:
        """The IP configuration under the cursor."""
        return self.lines.pointed.id if self.lines.pointed is not None else self.opened_for

    def compose_body(self) -> ComposeResult:
        """The counts, the list and the way under the cursor."""
        yield Static(id="counts")
        yield Static(text((FREED, "dim")), id="freed")
        yield FilterField("words: a machine, a network, an address", id="trip-filter")
        with Horizontal(id="trips-and-detail"):
            with Vertical(id="trips-box"):
                yield TripList(self.session.plan, id="trips")
            with VerticalScroll(id="detail-box"):
                yield TripDetail(id="trip-detail")

    def on_mount(self) -> None:
        """Show the ways of the plan as it is."""
        self.field.display = False
        self.lines.border_subtitle = KEYS
        self._look(lambda: self.show_again(self.opened_for))
        self.lines.focus()

    def plan_changed(self, change: Change) -> None:
        """Show what an edit changed."""
        self._look()

    def show_again(self, subject: Subject | None) -> None:
        """Point at what the user points at elsewhere."""
        if (found := self._first_about(subject)) is not None:
            self.lines.point_at(found)

    def watch_which(self) -> None:
        """Show others."""
        self._narrow()

    def watch_words(self) -> None:
        """Show others."""
        self._narrow()

    def action_show(self) -> None:
        """Go on to who is not home, who is, everybody."""
        self.which = self.which.next

    def action_filter(self) -> None:
        """Type words to look for."""
        self.field.display = True
        self.field.focus()

    def action_fix(self) -> None:
        """Bring the one under the cursor home: see the ways, then the effect."""
        mend(self, self._findings())

    @on(Input.Changed, "#trip-filter")
    def filter(self, event: Input.Changed) -> None:
        """Narrow the list while words are typed."""
        event.stop()
        self.words = event.value

    @on(FilterField.Left)
    def leave_filter(self, event: FilterField.Left) -> None:
        """Back to the list; a filter without words goes away."""
        event.stop()
        self.lines.focus()
        self.field.display = bool(self.field.value)

    @on(LineList.Pointed, "#trips")
    def show_way(self, event: LineList.Pointed) -> None:
        """Show the way under the cursor in words."""
        event.stop()
        self._show_detail()

    @on(LineList.Chosen, "#trips")
    def leave_for(self, event: LineList.Chosen) -> None:
        """Go to the IP configuration."""
        event.stop()
        self.go_home(event.row.id)

    def _look(self, then: Callable[[], None] | None = None) -> None:
        """Show the ways of the plan as it is now."""
        self.lines.plan = self.session.plan

        def found(trips: Sequence[RoundTrip]) -> None:
            self.query_one("#counts", Static).update(text(*self._counts()))
            self._list(trips)
            if then is not None:
                then()

        self._looking.begin(self._gathered(), found)

    def _narrow(self) -> None:
        steps = self._gathered() if self._looking.busy else self._shown()
        self._looking.begin(steps, self._list)

    def _gathered(self) -> Steps[Sequence[RoundTrip]]:
        self._all = yield from every_round_trip(self.session.assignments)
        return (yield from self._shown())

    def _shown(self) -> Steps[Sequence[RoundTrip]]:
        return shown_trips(self._all, self.which, self.words)

    def _list(self, trips: Sequence[RoundTrip]) -> None:
        self.lines.show_rows(trips)
        self.lines.border_title = self._title()

    def _say_how_far(self, done: float | None) -> None:
        """Say how far looking at them is."""
        title = self._title() if done is None else text(f"Looking at every way: {done:.0%}")
        self.lines.border_title = title

    def _counts(self) -> list[Part]:
        """How many come home."""
        home, all_of_them = count_home(self._all), len(self._all)
        away = all_of_them - home
        maybe = sum(trip.forecast for trip in self._all)
        parts: list[Part] = [(f" ✓ {home} of {all_of_them} come home", GOOD if home else "")]
        if away:
            parts.append((f"  ✗ {away} {'does' if away == 1 else 'do'} not", WRONG))
        if maybe:
            parts.append((f"  ~ {maybe} only by forecast", ATTENTION))
        return parts

    def _title(self) -> Text:
        """Which of them are shown."""
        parts = ["There and back"]
        if self.which is not Shown.ALL:
            parts.append(self.which.value)
        if self.words:
            parts.append(f"“{self.words}”")
        return text(" · ".join(parts))

    def _show_detail(self) -> None:
        found = self._findings()
        ways: list[Fix] = []
        for finding in found:
            ways += fixes_for_one(self.session, finding)
        detail = self.query_one(TripDetail)
        detail.show(self.session.assignments, self.lines.pointed, found, ways)

    def _findings(self) -> list[Finding]:
        """What keeps the one under the cursor from home."""
        trip = self.lines.pointed
        if trip is None:
            return []
        return [one for one in self.session.findings_about(trip.id) if keeps_from_home(trip, one)]

    def _first_about(self, subject: Subject | None) -> IpConfigurationId | None:
        """The first way listed that is that of a thing, or of something in it."""
        listed: Sequence[RoundTrip] = self.lines.rows
        for trip in listed:
            match subject:
                case IpConfigurationId():
                    about = subject == trip.id
                case ItemSubject(machine):
                    about = machine == trip.id.virtual_machine
                case NetworkSubject(network):
                    about = network in (trip.source.network, trip.failover.network)
                case SubnetSubject(network, name):
                    about = (network, name) in (trip.source[:2], trip.failover[:2])
                case _:
                    about = False
            if about:
                return trip.id
        return None
