"""The application as far as plans and lessons are opened and shown."""

import gc
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from models.errors import PlanError
from models.memory import no_longer_lasting
from models.training.numbers import FIRST_SEED
from tui.configuration import Loaded
from tui.configured_app import ConfiguredApp
from tui.learn_choice import Learn
from tui.recent_plans import RecentPlans
from tui.screens.opening import OpeningScreen
from tui.shown import shown

if TYPE_CHECKING:
    from models.session import Session
    from models.storage.opening import Opened
    from tui.learning import Learning
    from tui.saving import Saving
    from tui.screens.opening import OpenPlan

LONGEST_NOTICE = 500
"""How much of a message is shown, in characters."""


class OpeningApp(ConfiguredApp):
    """An app that has a plan open, a lesson, or lets somebody choose one.

    What opens and shows a plan is imported where it is used, after the first frame.
    """

    keeps_progress: ClassVar[bool] = True
    """Whether lessons are gone on with where they were left."""

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

    def saving_of(self, session: "Session", opened: "Opened") -> "Saving":
        """What saves the plan of a session."""
        from tui.saving import Saving

        return Saving(self, session, opened, self._state)

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

    @property
    def shows_paths(self) -> bool:
        """Whether the directory of the plan says something to who looks at it."""
        return self.learning is None

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

    def close_plan(self) -> None:
        """Leave every screen over the plan, and the plan."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.session = self.saving = None
        no_longer_lasting()


def _lines(words: str) -> str:
    """A message in a few lines, each inert."""
    return "\n".join(shown(line) for line in words[:LONGEST_NOTICE].split("\n"))
