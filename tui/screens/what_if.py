"""What if: assumptions beside the plan, and what they would change, compared with it."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one

from models.assignment import Scenario
from models.edits import Edit
from models.errors import EditRefused
from models.findings import Subject
from models.session import Change, Session
from models.subject_in_plan import stands_in
from models.what_if import Assumption, Difference, WhatIf
from tui.gradual import Gradual
from tui.screens.assume import Given, assume
from tui.screens.computing import ComputingScreen
from tui.screens.preview import preview_then_do
from tui.screens.what_if_keys import ACTIONS
from tui.shown import shown
from tui.what_if_words import left_behind, nothing, title
from tui.widgets.action_bar import ActionBar
from tui.widgets.apart_list import ApartList
from tui.widgets.assumption_list import AssumptionList
from tui.widgets.difference_list import WORDS, DifferenceList
from tui.widgets.line_list import LineList
from tui.widgets.what_if_counts import WhatIfCounts
from tui.widgets.what_if_detail import WhatIfDetail

EVERY: tuple[Scenario | None, ...] = (None, *Scenario)
"""What can be listed: every scenario (``None``) or one."""


class WhatIfScreen(ComputingScreen):
    """Assumptions above, the comparison below. The plan changes only when it is asked for.

    The what-if itself is kept with the session, so it is there when the screen opens again.
    """

    CSS_PATH = "../styles/what_if.tcss"
    HEADLINE = "What if"
    BINDINGS: ClassVar[list[BindingType]] = [*ACTIONS]

    assumptions = query_one(AssumptionList)
    counts = query_one(WhatIfCounts)
    differences = query_one(DifferenceList)
    found = query_one(ApartList)
    detail = query_one(WhatIfDetail)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """``session`` holds the plan; ``subject`` is what the user pointed at before."""
        super().__init__(session, subject)
        self._scenario: Scenario | None = None
        self._becoming: Edit | None = None
        self._added: Assumption | None = None
        self._looking = Gradual[list[Difference]](self, session, self._say_how_far)

    def compose_body(self) -> ComposeResult:
        """What is assumed, the counts, then what differs beside the findings."""
        yield AssumptionList(id="assumptions")
        yield WhatIfCounts(id="counts")
        with Horizontal(id="comparison"):
            yield DifferenceList(id="differences")
            with Vertical(id="beside"):
                yield ApartList(id="found")
                yield WhatIfDetail(id="detail")
        yield ActionBar(*(action.id or "" for action in ACTIONS))

    def on_mount(self) -> None:
        """Show what is assumed already."""
        self.assumptions.focus()
        self.catch_up()

    @property
    def subject(self) -> Subject | None:
        """What the cursor is on, where the plan has it; else what the screen opened for."""
        pointed: Subject | None = None
        if self.found.has_focus and self.found.pointed is not None:
            pointed = self.found.pointed.finding.subject
        elif self.differences.pointed is not None:
            pointed = self.differences.pointed.id
        known = pointed is not None and stands_in(self.session.plan, pointed)
        return pointed if known else self.opened_for

    def plan_changed(self, change: Change) -> None:
        """Compare with the plan as it is now."""
        became = self._becoming is not None and change.label == self._becoming.label
        self._becoming = None
        self.catch_up(became_edits=became)

    def go_to(self, subject: Subject) -> None:
        """Point at what differs about a thing, where something does."""
        machine = getattr(subject, "virtual_machine", None)
        for row in self.differences.rows:
            if row.id.virtual_machine == machine:
                self.differences.point_at(self.differences.key_of(row))
                self.differences.focus()
                return

    @on(LineList.Chosen, "#differences,#found")
    def leave_for(self, event: LineList.Chosen) -> None:
        """Show on the first screen what the cursor is on."""
        event.stop()
        self.go_home(self.subject)

    @on(LineList.Chosen, "#assumptions")
    def compare(self, event: LineList.Chosen) -> None:
        """Go on to what differs."""
        event.stop()
        self.differences.focus()

    @on(LineList.Pointed)
    @on(events.DescendantFocus)
    def tell(self) -> None:
        """Say in full what the cursor is on."""
        if (what_if := self.what_if) is not None and isinstance(self.focused, LineList):
            self.detail.show(what_if, self.focused.pointed)

    def action_assume(self) -> None:
        """Ask what is assumed."""
        what_if = self.ready()
        if what_if is None:
            return

        def take(given: Given) -> None:
            self.change(lambda: add(given))

        def add(given: Given) -> None:
            self._added = what_if.add(given.make, about_the_day=given.about_the_day)

        assume(self, what_if, self.subject, take)

    def action_remove(self) -> None:
        """Assume one thing no longer."""
        what_if, position = self.ready(), self.assumptions.cursor
        if what_if is None:
            return
        if not what_if.assumptions:
            self.change_line.say("nothing is assumed yet")
        else:
            self.change(lambda: what_if.remove(position))

    def action_discard(self) -> None:
        """Assume nothing any more."""
        what_if = self.ready()
        if what_if is not None and what_if.assumptions:
            count = len(what_if.assumptions)
            self.change(what_if.clear)
            self.change_line.say(f"discarded {count} assumption{'s' if count > 1 else ''}")

    def action_scenario(self) -> None:
        """List the next scenario, or all of them again."""
        self._scenario = EVERY[(EVERY.index(self._scenario) + 1) % len(EVERY)]
        if self.what_if is not None:
            self.show_what_if(self.what_if)

    def action_become_edits(self) -> None:
        """Show what the assumptions would change in the plan, and make them edits of it."""
        what_if = self.ready()
        if what_if is None:
            return
        if self.session.read_only:
            self.change_line.refuse("This plan is open for reading only.")
            return
        try:
            edit = what_if.edits()
        except EditRefused as refusal:
            self.app.notify(shown(str(refusal), 600), severity="error", markup=False)
            return

        def make(_: Session) -> Edit:
            return what_if.edits()

        def begun() -> None:
            self._becoming = edit

        preview_then_do(self, make, begun, note=left_behind(what_if))

    def wait(self) -> None:
        """Say that it takes a moment."""
        self._looking.stop()
        self.counts.wait()
        self.differences.nothing = "computing…"
        self.differences.show_rows(())

    def show_what_if(self, what_if: WhatIf) -> None:
        """Show what is assumed and what differs."""
        self._looking.begin(what_if.comparing(), lambda rows: self._show(what_if, rows))

    def _show(self, what_if: WhatIf, rows: list[Difference]) -> None:
        if self._scenario is not None:
            rows = [row for row in rows if row.scenario is self._scenario]
        which = "every scenario" if self._scenario is None else WORDS[self._scenario]
        self.differences.what_if = what_if
        self.differences.nothing = nothing(what_if, self._scenario)
        self.differences.show_rows(rows)
        self.differences.border_title = f"Differences · {len(rows) or 'none'} · {which}"
        self.assumptions.show_rows(what_if.assumptions)
        if self._added is not None:
            self.assumptions.point_at(self._added)
            self._added = None
        self.assumptions.border_title = title(what_if)
        self.found.show_findings(what_if.findings())
        self.counts.show(what_if)
        self.tell()

    def _say_how_far(self, done: float | None) -> None:
        """Say how far comparing is."""
        if done is not None:
            self.differences.border_title = f"Differences · comparing: {done:.0%}"
