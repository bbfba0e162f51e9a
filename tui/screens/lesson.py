"""The sheet of a lesson: what it is about, its goals and hints, and why it was so."""

from collections.abc import Callable
from enum import Enum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from models.errors import PlanError
from models.training.lesson import Lesson
from models.training.record import Record
from models.training.run import Hint, LessonRun
from tui.labels import text
from tui.lesson_words import sheet
from tui.screens.ask import CANCEL, AskScreen
from tui.widgets.prose import Prose

OVER = "Start over"


class Answer(Enum):
    """How a sheet was left, where not just to go back."""

    GO_ON = "go on"
    NEXT = "next"
    AGAIN = "again"
    LESSONS = "lessons"


class LessonScreen(ModalScreen[Answer | None]):
    """Shows a lesson before it begins, while it is on, and when it is solved."""

    CSS_PATH = "../styles/lesson.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", tooltip="Go on to the plan", id="lesson.go-on"),
        Binding("h", "hint", "Hint", tooltip="Give the next hint", id="lesson.hint"),
        Binding(
            "r", "start_over", "Start over", tooltip="Begin the lesson again", id="lesson.over"
        ),
        Binding("n", "next", "Next", tooltip="Go to the next lesson", id="lesson.next"),
        Binding(
            "a",
            "again",
            "Again",
            tooltip="Do the lesson again with fresh numbers",
            id="lesson.again",
        ),
        Binding(
            "ctrl+o",
            "lessons",
            "Lessons",
            tooltip="Go to the list; the lesson is kept as it stands",
            id="lesson.list",
        ),
        Binding("escape", "dismiss(None)", "Back", tooltip="Close the sheet", id="lesson.back"),
        Binding("j", "scroll(1)", "Down", show=False, id="lesson.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="lesson.up"),
    ]

    def __init__(
        self,
        lesson: Lesson,
        record: Record,
        run: LessonRun | None = None,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """``run`` is there while the lesson is on; ``changed`` is called when a hint is given."""
        super().__init__()
        self._lesson, self._record, self._run = lesson, record, run
        self._changed = changed
        self._hint: Hint | None = None

    def compose(self) -> ComposeResult:
        """The sheet above the keys that work now."""
        with Vertical(id="dialog"):
            with VerticalScroll():
                yield Prose(id="sheet")
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Say how the lesson stands."""
        mistake = self._run.mistake if self._run else None
        if mistake or (self._run and self._run.broken):
            self.action_hint()
        self._show()
        self.query_one(VerticalScroll).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hints are for a lesson that is on, what comes next for one that is solved."""
        if action in ("hint", "start_over"):
            return self._run is not None and (action == "start_over" or not self._is_solved)
        return self._is_solved if action in ("next", "again") else True

    @property
    def _is_solved(self) -> bool:
        return self._run.solved if self._run else self._record.finished is not None

    def action_go_on(self) -> None:
        """Go to the plan."""
        self.dismiss(Answer.GO_ON)

    def action_next(self) -> None:
        """Leave for the next lesson."""
        self.dismiss(Answer.NEXT)

    def action_again(self) -> None:
        """Leave for the same lesson with other numbers."""
        self.dismiss(Answer.AGAIN)

    def action_lessons(self) -> None:
        """Leave for the list of lessons."""
        self.dismiss(Answer.LESSONS)

    def action_scroll(self, lines: int) -> None:
        """Scroll the sheet."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_hint(self) -> None:
        """Give the next hint: the one that fits what is wrong now."""
        if self._run is not None:
            self._hint = self._run.hint()
            self._changed()
            self._show()
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_start_over(self) -> None:
        """Begin again, once the learner is sure."""
        question = "The plan goes back to where the lesson begins. Ctrl+Z takes that back."
        self.app.push_screen(AskScreen(OVER, question, (OVER, CANCEL)), self._start_over)

    def _start_over(self, answer: str | None) -> None:
        if answer != OVER or self._run is None:
            return
        try:
            self._run.start_over()
        except PlanError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._hint = None
        self._changed()
        self._show()
        self.refresh_bindings()

    def _show(self) -> None:
        words = sheet(self._lesson, self._record, self._run, self._hint)
        self.query_one(Prose).tell(words)
        self.query_one("#hint", Static).update(text((self._keys(), "dim")))

    def _keys(self) -> str:
        if self._is_solved:
            where = "the plan · ^O to the list" if self._lesson.goals else "the list"
            return f"n next lesson · a again, other numbers · Enter to {where}"
        if self._run is None:
            return "Enter begins · Esc goes back"
        return "h hint · r start over · Enter or Esc goes on · ^O to the list"
