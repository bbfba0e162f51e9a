"""The application: owns the session, is the only place that edits it, and routes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.types import CSSPathType

from models.errors import PlanError, StorageError, TakenOver
from models.training.numbers import FIRST_SEED
from tui.config_directory import config_directory
from tui.configuration import load
from tui.configured_app import environment
from tui.learn_choice import Learn
from tui.messages import EditRequested, PointRequested
from tui.opening_app import OpeningApp
from tui.recent_plans import RecentPlans
from tui.shown import shown
from tui.state_directory import state_directory
from tui.terminal.running import run_in_terminal

if TYPE_CHECKING:
    from models.session import Session

_ON_THE_PLAN = ("undo", "redo", "save", "save_as", "open_other")


class AsrnetApp(OpeningApp):
    """The terminal interface of asrnet."""

    TITLE = "asrnet"
    CSS_PATH: ClassVar[CSSPathType | None] = ["styles/app.tcss", "styles/compact.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+z", "undo", "Undo", tooltip="Take the last edit back", id="undo", priority=True
        ),
        Binding(
            "ctrl+y",
            "redo",
            "Redo",
            tooltip="Make the last undone edit again",
            id="redo",
            priority=True,
            show=False,
        ),
        Binding("ctrl+s", "save", "Save", tooltip="Save the plan", id="save", priority=True),
        Binding(
            "f12", "save_as", "Save as", tooltip="Save to another file", id="save-as", show=False
        ),
        Binding(
            "ctrl+o",
            "open_other",
            "Open",
            tooltip="Open another plan, a sample, or import one",
            id="open-other",
            priority=True,
            show=False,
        ),
        Binding(
            "ctrl+k",
            "lesson",
            "Lesson",
            tooltip="The lesson: goals, hints, start over",
            id="lesson",
            priority=True,
            show=False,
        ),
        Binding("ctrl+q", "quit", "Quit", tooltip="Leave asrnet", id="quit", priority=True),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Editing and saving need a plan, and no question that is still open."""
        if action == "lesson":
            on = self.learning is not None and self.learning.run is not None
            return on and not isinstance(self.screen, ModalScreen)
        if action not in _ON_THE_PLAN:
            return True
        if self.session is None:
            return False
        if isinstance(self.screen, ModalScreen):
            return None
        labels = {"undo": self.session.undo_label, "redo": self.session.redo_label}
        return True if labels.get(action, "") is not None else None

    async def on_event(self, event: events.Event) -> None:
        """Let a lesson know of every key: its time goes on."""
        await super().on_event(event)
        if isinstance(event, events.Key) and self.learning is not None:
            self.learning.key_pressed()

    @on(EditRequested)
    def edit(self, event: EditRequested) -> None:
        """Make an edit that was asked for, or say why it cannot be made."""
        self._try(lambda session: session.do(event.make(session)))

    @on(PointRequested)
    def go_to_point(self, event: PointRequested) -> None:
        """Undo or redo as far as was asked for, or say why that cannot be."""
        self._try(lambda session: session.go_to(event.point))

    def action_undo(self) -> None:
        """Take the last edit back."""
        self._try(lambda session: session.undo())

    def action_redo(self) -> None:
        """Make the last undone edit again."""
        self._try(lambda session: session.redo())

    def action_save(self) -> None:
        """Save the plan to its file."""
        if self.session is not None and self.session.read_only:
            self.refuse("This plan is open for reading only; F12 saves it to another file.")
        elif self.saving is not None:
            self._after_what_is_typed(self.saving.save)

    def action_save_as(self) -> None:
        """Save the plan to another file."""
        if self.saving is not None:
            self._after_what_is_typed(self.saving.save_as)

    async def action_quit(self) -> None:
        """Leave, unless there is something to save and the user wants to."""
        if self.saving is None:
            self.exit(0)
        else:
            self._leave("Leave asrnet", lambda: self.exit(0))

    def action_open_other(self) -> None:
        """Go to the start screen, unless there is something to save and the user wants to."""
        if self.saving is not None:
            self._leave("Open another plan", self._close)

    def action_lesson(self) -> None:
        """Show the lesson that is on."""
        if self.learning is not None:
            self.learning.show_sheet()

    def _leave(self, title: str, then: Callable[[], None]) -> None:
        """Leave the plan; that of a lesson is kept unasked."""
        if self.saving is None:
            return
        on = self.learning is not None and self.learning.run is not None
        leave = self.learning.leave if on and self.learning else partial(self.saving.leave, title)
        self._after_what_is_typed(partial(leave, then))

    def _after_what_is_typed(self, then: Callable[[], None]) -> None:
        """Do something once what is being typed in a field is in the plan, if it can be."""
        from tui.widgets.text_entry import TextEntry

        if isinstance(self.focused, TextEntry):
            self.focused.take()
        self.screen.call_later(self.call_later, then)  # behind the edit, which takes this way too

    def about_edits(self) -> str:
        """What becomes of the edits that are not saved when the program ends now, in a sentence."""
        if self.session is None or self.saving is None or not self.session.modified:
            return "No edit is lost: there was none that is not saved."
        kept = self.saving.edits_are
        if kept is None:
            return "The edits that were not saved are lost: this plan was open without a journal."
        return f"No edit is lost: they are in {shown(kept)}, and come back when the plan is opened."

    def _close(self) -> None:
        """Close the plan, and choose another one."""
        self.close_plan()
        self._go_on_choosing()

    def _try(self, step: "Callable[[Session], object]") -> None:
        """Do something with the session, or say why it cannot be done."""
        if self.session is None:
            return
        try:
            step(self.session)
        except TakenOver as error:
            self.session.read_only = True
            self.refuse(f"{error}. What you edit from now on could not be kept; F12 saves a copy.")
        except StorageError as error:
            self.refuse(f"Not done: {error}")
        except PlanError as error:
            self.refuse(str(error))


def run(first: Path | Learn | None, read_only: bool, seed: int = FIRST_SEED) -> int:
    """Open a plan file, a lesson, or the start screen, in this terminal; the exit status.

    Raises :class:`models.errors.PlanError` where the file cannot be used.
    """
    state, directory = state_directory(), config_directory()
    app = AsrnetApp(
        first,
        seed=seed,
        read_only=read_only,
        recent=RecentPlans(state / "recent.toml"),
        state=state,
        preferred=load(directory),
        preferred_in=directory,
        environment=environment(),
    )
    status = run_in_terminal(
        app, state=state, about_edits=app.about_edits, mouse=app.configuration.mouse
    )
    if app.failure is not None:
        raise app.failure
    return status
