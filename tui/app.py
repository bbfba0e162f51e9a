"""The application: owns the session, is the only place that edits it, and routes."""

import gc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.types import CSSPathType

from models.errors import PlanError, StorageError, TakenOver
from models.memory import no_longer_lasting
from models.training.numbers import FIRST_SEED
from tui.config_directory import config_directory
from tui.configuration import Loaded, load
from tui.configured_app import ConfiguredApp, environment
from tui.learn_choice import Learn
from tui.messages import EditRequested, PointRequested
from tui.recent_plans import RecentPlans
from tui.screens.opening import OpeningScreen
from tui.shown import shown
from tui.state_directory import state_directory
from tui.terminal.running import run_in_terminal

if TYPE_CHECKING:
    from models.session import Session
    from models.storage.opening import Opened
    from tui.learning import Learning
    from tui.saving import Saving
    from tui.screens.opening import OpenPlan

LONGEST_NOTICE = 500
"""How much of a message is shown, in characters."""
_ON_THE_PLAN = ("undo", "redo", "save", "save_as", "open_other")


class AsrnetApp(ConfiguredApp):
    """The terminal interface of asrnet.

    What opens and shows a plan is imported where it is used, after the first frame.
    """

    TITLE = "asrnet"
    CSS_PATH: ClassVar[CSSPathType | None] = ["styles/app.tcss", "styles/compact.tcss"]
    keeps_progress: ClassVar[bool] = True
    """Whether lessons are gone on with where they were left."""
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

    def __init__(
        self,
        first: "Opened | Path | Learn | None" = None,
        *,
        read_only: bool = False,
        recent: RecentPlans | None = None,
        state: Path | None = None,
        preferred: Loaded | None = None,
        preferred_in: Path | None = None,
        environment: Mapping[str, str] | None = None,
        seed: int = FIRST_SEED,
    ) -> None:
        """Show a plan that was opened, or open a file; without either the start screen is shown.

        ``state`` is the user's own directory for what is remembered; ``preferred`` is the
        configuration, kept in the directory ``preferred_in``; ``seed`` is that of lessons
        that were not begun yet.
        """
        super().__init__(preferred, preferred_in, environment)
        self.session: Session | None = None
        self.saving: Saving | None = None
        self.failure: PlanError | None = None
        """Why the plan that was named at the start could not be opened."""
        self._read_only = read_only
        self._state = state
        self._first = first
        self._recent = recent or RecentPlans()
        self._seed = seed
        self.learning: Learning | None = None
        """The lessons, from when the first one is looked at."""

    def on_mount(self) -> None:
        """Show the plan, or what could be opened."""
        if self._first is None:
            self._choose_plan()
        elif isinstance(self._first, Learn):
            self._learn(self._first)
            self.call_after_refresh(gc.enable)
        elif isinstance(self._first, Path):
            self._start_opening(self._first, self._opened_first)
        else:
            from tui.opening_questions import session_of

            self._first.read_only |= self._read_only
            self._show(session_of(self._first), self._first)

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

    def open_lesson(self, path: Path) -> None:
        """Open the plan of a lesson, which the learner has read about."""
        self._start_opening(path, self._opened)

    def leave_lessons(self) -> None:
        """Go back to where the lessons were opened from."""
        self.learning = None
        if isinstance(self._first, Learn):
            self.exit(0)
        else:
            self._choose_plan()

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

    def saving_of(self, session: "Session", opened: "Opened") -> "Saving":
        """What saves the plan of a session."""
        from tui.saving import Saving

        return Saving(self, session, opened, self._state)

    def about_edits(self) -> str:
        """What becomes of the edits that are not saved when the program ends now, in a sentence."""
        if self.session is None or self.saving is None or not self.session.modified:
            return "No edit is lost: there was none that is not saved."
        kept = self.saving.edits_are
        if kept is None:
            return "The edits that were not saved are lost: this plan was open without a journal."
        return f"No edit is lost: they are in {shown(kept)}, and come back when the plan is opened."

    def refuse(self, words: str) -> None:
        """Say why something was not done: in the line for it where that has room."""
        from tui.screens.plan_screen import PlanScreen

        fits = "\n" not in words and len(words) < self.size.width - 3
        if fits and isinstance(self.screen, PlanScreen):
            self.screen.change_line.refuse(words)
            return
        self.notify(_lines(words), severity="error", markup=False, timeout=10)

    def _choose_plan(self) -> None:
        from tui.screens.start import StartScreen

        self.push_screen(StartScreen(self._recent), self._start)
        self.call_after_refresh(gc.enable)

    def _start(self, choice: Path | Learn | None) -> None:
        """Open what was chosen on the start screen."""
        if choice is None:
            self.exit(0)
        elif isinstance(choice, Learn):
            self._learn(choice)
        else:
            self._start_opening(choice, self._opened)

    def lessons(self) -> "Learning":
        """The lessons, none of them open yet."""
        from tui.learning import Learning

        return Learning(self, self._state if self.keeps_progress else None, self._seed)

    def _learn(self, choice: Learn) -> None:
        """Begin a lesson, or show which there are."""
        self.learning = self.lessons()
        if choice.written is None:
            self.learning.show_lessons()
        else:
            self.learning.begin(choice.written, choice.seed)

    def _start_opening(
        self, path: Path, then: "Callable[[OpenPlan | PlanError | None], None]"
    ) -> None:
        screen = OpeningScreen(path, read_only=self._read_only, state=self._state)
        self.push_screen(screen, then)

    def _opened_first(self, result: "OpenPlan | PlanError | None") -> None:
        """Show the plan that was named at the start, or end saying why that cannot be."""
        if isinstance(result, tuple):
            self._show(*result)
            return
        self.failure = result
        self.exit(0)

    def _opened(self, result: "OpenPlan | PlanError | None") -> None:
        """Show the plan that was opened, or why it was not."""
        if isinstance(result, tuple):
            self._show(*result)
            return
        if result is not None:
            self.refuse(str(result))
        self._go_on_choosing()

    def _go_on_choosing(self) -> None:
        if self.learning is None:
            self._choose_plan()
        else:
            self.learning.show_lessons()

    def _show(self, session: "Session", opened: "Opened") -> None:
        from tui.screens.workspace import WorkspaceScreen

        self.session = session
        self.saving = self.saving_of(session, opened)
        if self.learning is None:
            self._recent.add(opened.document.path)
        else:
            self.learning.opened(session)
        self.push_screen(WorkspaceScreen(session))
        for caution in opened.cautions:
            self.call_after_refresh(self.notify, _lines(caution), markup=False, timeout=30)

    def _close(self) -> None:
        """Close the plan, and choose another one."""
        self.close_plan()
        self._go_on_choosing()

    def close_plan(self) -> None:
        """Leave every screen over the plan, and the plan."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.session = self.saving = None
        no_longer_lasting()

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


def _lines(words: str) -> str:
    """A message in a few lines, each inert."""
    return "\n".join(shown(line) for line in words[:LONGEST_NOTICE].split("\n"))
