"""The one bridge between the model and the screens."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.screen import Screen

from models.edits import Edit
from models.edits.replication import set_regions
from models.findings import Subject
from models.session import Change, Session
from tui.delivery import has_files, shows_paths
from tui.messages import EditRequested, SubjectChosen
from tui.screens.regions import Regions, RegionsScreen
from tui.screens.routes import NEED_FILES, route_bindings, screen_class
from tui.widgets.change_line import ChangeLine
from tui.widgets.key_bar import KeyBar
from tui.widgets.lesson_line import lesson_line
from tui.widgets.status_line import StatusLine

WIDTHS = [(0, "-narrow"), (100, "-wide"), (160, "-roomy")]
"""From how many columns on the screen has which class."""
HEIGHTS = [(0, "-low"), (45, "-tall")]
"""From how many lines on the screen has which class."""


class PlanScreen(Screen[None]):
    """A screen over the open plan: told of every change for as long as it is mounted.

    A subclass composes what is between the first line and the last two, says what the user
    points at, and shows what an edit changed. It requests edits; it makes none.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "regions",
            "Regions",
            tooltip="Choose the source and the target region",
            id="regions",
        ),
        *route_bindings(),
        Binding("f6", "findings", "Findings", tooltip="Go to the findings and back", id="findings"),
        Binding("u", "app.undo", "Undo", show=False, id="undo-letter"),
        Binding("escape", "back", "Back", tooltip="Go back to the screen before", id="back"),
    ]
    HEADLINE: ClassVar[str] = ""
    """What the screen is called in its first line."""

    status = query_one(StatusLine)
    change_line = query_one(ChangeLine)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """``session`` holds the plan; ``subject`` is what the user pointed at before."""
        super().__init__()
        self.session = session
        self.opened_for = subject
        self._missed: Change | None = None

    @property
    def subject(self) -> Subject | None:
        """What the user points at: the screen opened next is about it."""
        return self.opened_for

    def compose(self) -> ComposeResult:
        """The body between the status and the keys."""
        yield StatusLine()
        yield from self.compose_body()
        yield ChangeLine()
        if lesson := lesson_line(self.app):
            yield lesson
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What this screen is for."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Listen."""
        self.session.listeners.append(self._follow)
        self.show_state()

    def on_unmount(self) -> None:
        """Listen no more."""
        self.session.listeners.remove(self._follow)

    def plan_changed(self, change: Change) -> None:
        """Show what an edit changed, and nothing else."""
        raise NotImplementedError

    def headline(self) -> str:
        """What stands in the middle of the first line."""
        return self.HEADLINE

    def show_state(self) -> None:
        """Show the state of the whole plan in the first line."""
        session, status = self.session, self.status
        status.headline = self.headline()
        status.file = session.file if shows_paths(self.app) else PurePath(session.file).name
        status.modified = session.modified
        status.read_only = session.read_only
        status.counts = session.summary

    def saved(self) -> None:
        """Show that the plan is in a file now."""
        self.show_state()
        self.change_line.say(f"saved to {self.session.file}")

    def request(self, make: Callable[[Session], Edit]) -> None:
        """Ask for an edit of the plan as it is when its turn comes."""
        self.post_message(EditRequested(make))

    def go_to(self, subject: Subject) -> None:
        """Show a thing of the plan on this screen."""
        raise NotImplementedError

    def show_again(self, subject: Subject) -> None:
        """The user came back from a screen about a thing: stay as it is, or show that thing."""

    def go_home(self, subject: Subject | None = None) -> None:
        """Leave the screens above the first one, which then shows a thing of the plan."""
        home = self._back_to(lambda screen: isinstance(screen, PlanScreen))
        if home is not None and subject is not None:
            home.go_to(subject)

    def action_findings(self) -> None:
        """Go to the findings on the first screen."""
        home = self._back_to(lambda screen: isinstance(screen, PlanScreen))
        if home is not None:
            home.action_findings()

    @on(SubjectChosen)
    def show_subject(self, event: SubjectChosen) -> None:
        """Show on the first screen what was chosen."""
        event.stop()
        self.go_home(event.subject)

    def action_open(self, name: str) -> None:
        """Open a screen about what the user points at, or go back to it where it is open."""
        wanted, subject = screen_class(name), self.subject
        if type(self) is wanted:
            return
        if (found := self._back_to(lambda one: type(one) is wanted)) is None:
            self.app.push_screen(wanted(self.session, subject))
        elif subject is not None:
            found.show_again(subject)

    def action_back(self) -> None:
        """Leave this screen."""
        if not self._is_home:
            self.app.pop_screen()

    def action_regions(self) -> None:
        """Choose the two regions."""

        def chosen(regions: Regions | None) -> None:
            plan = self.session.plan
            if regions is not None and regions != (plan.source_region, plan.target_region):
                self.request(lambda _: set_regions(*regions))

        self.app.push_screen(RegionsScreen(self.session.plan), chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no way back from the first screen, nor to files where none may be named."""
        if action == "open" and parameters[:1] and parameters[0] in NEED_FILES:
            return has_files(self.app)
        return not (action == "back" and self._is_home)

    @property
    def _is_home(self) -> bool:
        plan_screens = (one for one in self.app.screen_stack if isinstance(one, PlanScreen))
        return next(plan_screens, self) is self

    def _back_to(self, wanted: Callable[[Screen[Any]], bool]) -> "PlanScreen | None":
        """Leave the screens above the lowest one that is wanted, where there is one."""
        stack = tuple(self.app.screen_stack)
        for depth, found in enumerate(stack, start=1):
            if isinstance(found, PlanScreen) and wanted(found):
                for _ in stack[depth:]:
                    self.app.pop_screen()
                return found
        return None

    def on_screen_resume(self) -> None:
        """Show what was changed while another screen was above this one."""
        if self._missed is not None:
            missed, self._missed = self._missed, None
            self._show_change(missed)

    def _follow(self, change: Change) -> None:
        """Show what an edit changed: at once, or when the user is back."""
        if self.app.screen is self:
            self._show_change(change)
        else:
            self._missed = change.since(self._missed) if self._missed else change

    def _show_change(self, change: Change) -> None:
        self.plan_changed(change)
        self.show_state()
        self.change_line.tell(change, self.session.assignments)
        self.refresh_bindings()
