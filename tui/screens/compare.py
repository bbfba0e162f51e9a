"""Compare: the plan and an earlier state of it, or another file; what differs, and where."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one

from models.comparison import compare
from models.errors import PlanError
from models.findings import Subject
from models.findings.finding import PlanSubject
from models.session import Change, Session
from models.storage.document import open_document
from models.subject_in_plan import stands_in
from tui.counterparts import (
    FILE,
    NOW,
    SAVED,
    Counterpart,
    Key,
    counterpart,
    default_counterpart,
    options_of,
)
from tui.delivery import has_files
from tui.screens.ask import AskScreen, PathScreen
from tui.screens.pick_line import PickLineScreen
from tui.screens.plan_screen import PlanScreen
from tui.widgets.action_bar import ActionBar
from tui.widgets.compared import Compared, subject_of
from tui.widgets.compared_sides import ComparedSides
from tui.widgets.line_list import LineList
from tui.widgets.path_field import path_of

ANOTHER = "Another file"


class CompareScreen(PlanScreen):
    """Two lists of what differs: in plan terms, and in the addresses that result."""

    CSS_PATH = "../styles/compare.tcss"
    HEADLINE = "Compare"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "c",
            "choose",
            "Compare with",
            tooltip="Choose an earlier state of the plan, or another file, to compare with",
            id="compare.choose",
        ),
        Binding(
            "t",
            "turn",
            "Other list",
            tooltip="Go from what differs in the plan to the addresses, and back",
            id="compare.turn",
        ),
        Binding("x", "swap", "Swap", tooltip="Let the two plans change places", id="compare.swap"),
        Binding(
            "slash", "filter", "Filter", tooltip="Show only what holds words", id="compare.filter"
        ),
    ]

    sides = query_one(ComparedSides)
    compared = query_one(Compared)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """Compares with the plan as saved, or as opened, until told otherwise."""
        super().__init__(session, subject)
        self._other = default_counterpart(session)
        self._swapped = self._stale = False

    @property
    def subject(self) -> Subject | None:
        """What the row under the cursor is about, where the plan has it."""
        row = self.compared.pointed
        found = None if row is None else subject_of(row)
        return found if found and stands_in(self.session.plan, found) else self.opened_for

    def compose_body(self) -> ComposeResult:
        """What is compared, what differs, and the keys."""
        yield ComparedSides()
        yield Compared()
        yield ActionBar("compare.choose", "compare.turn", "compare.swap", "compare.filter")

    def on_mount(self) -> None:
        """Compare at once."""
        self.compared.enter(self.compared.terms)
        self.compare()

    def plan_changed(self, change: Change) -> None:
        """Compare again: at once, or when the user is back here."""
        if self.app.screen is self:
            self.compare()
        else:
            self._stale = True

    def on_screen_resume(self) -> None:
        """Catch up with what was edited meanwhile."""
        if self._stale:
            self.compare()

    def saved(self) -> None:
        """What is compared with the plan as saved is compared with another one now."""
        super().saved()
        if self._other.key == SAVED:
            self.compare_with(counterpart(self.session, SAVED))

    def go_to(self, subject: Subject) -> None:
        """Point at what differs in a thing."""
        self.opened_for = subject
        self.compared.go_to(subject)

    def compare_with(self, other: Counterpart) -> None:
        """Compare the plan with another one from now on."""
        self._other = other
        self.compare()

    def compare(self) -> None:
        """Compare beside the screen; what is asked for later takes the place of this."""
        self._stale, self.sides.busy = False, True
        self._compare()

    @work(group="compare", exclusive=True)
    async def _compare(self) -> None:
        sides = [(self._other.name, self._other.plan), (NOW, self.session.plan)]
        (before, old), (after, new) = reversed(sides) if self._swapped else sides
        first = self.compared.comparison is None
        comparison = await asyncio.to_thread(compare, old, new)
        self.sides.before, self.sides.after, self.sides.busy = before, after, False
        self.compared.show(comparison)
        if first and self.opened_for is not None:
            self.compared.go_to(self.opened_for)

    @on(LineList.Chosen)
    def leave_for(self, event: LineList.Chosen) -> None:
        """Show what the row is about on the first screen."""
        event.stop()
        subject = subject_of(event.row)
        if isinstance(subject, PlanSubject):
            self.change_line.say("this is about the plan as a whole, there is nowhere to go")
        elif stands_in(self.session.plan, subject):
            self.go_home(subject)
        else:
            self.change_line.say("the plan as it is now does not have it")

    def action_turn(self) -> None:
        """Go to the other list."""
        self.compared.turn()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.compared.field.focus()

    def action_swap(self) -> None:
        """Let the two plans change places."""
        self._swapped = not self._swapped
        self.compare()

    def action_choose(self) -> None:
        """Choose what to compare with."""

        def chosen(key: Key | None) -> None:
            if key == FILE:
                self._ask_for_file()
            elif key is not None:
                self.compare_with(counterpart(self.session, key))

        options = list(options_of(self.session, files=has_files(self.app)))
        self.app.push_screen(PickLineScreen("Compare the plan with", options), chosen)

    def _ask_for_file(self) -> None:
        def named(name: str | None) -> None:
            if name is not None:
                self.sides.busy = True
                self._open(path_of(name))

        screen = PathScreen("Compare with the plan in a file", "", does="compares")
        self.app.push_screen(screen, named)

    @work(group="compare", exclusive=True)
    async def _open(self, path: Path) -> None:
        try:
            plan, _ = await asyncio.to_thread(open_document, path)
        except PlanError as error:
            self.sides.busy = False
            self._tell(error)
        else:
            self.compare_with(Counterpart(FILE, str(path), plan))

    def _tell(self, error: PlanError) -> None:
        """Say why a file cannot be compared with."""

        def answered(answer: str | None) -> None:
            if answer == ANOTHER:
                self._ask_for_file()

        screen = AskScreen("Not compared", str(error), (ANOTHER, "Cancel"))
        self.app.push_screen(screen, answered)
