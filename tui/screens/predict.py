"""Predict, then reveal: every address is guessed before any is shown."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from models.assign import Assignments
from models.training.guesses import guess_of, questions
from models.training.judging import Judged, judge, score
from models.training.lesson import Lesson
from models.training.record import Record
from tui.labels import text
from tui.predict_words import about_question, about_result, score_line
from tui.screens.ask import AskScreen
from tui.screens.plan_screen import HEIGHTS, WIDTHS
from tui.signs import WRONG
from tui.widgets.guess_field import GuessField
from tui.widgets.guess_list import Guessed, GuessList
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_list import LineList
from tui.widgets.prose import Prose

HINT = "Enter takes the guess and goes on · PgDn scrolls the facts · F5 reveals"
REVEAL, LEAVE, BACK = "Show the addresses", "Leave", "Go on guessing"


class PredictScreen(Screen[bool]):
    """Asks for every address; the result is whether they were guessed and shown."""

    CSS_PATH = "../styles/predict.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="predict.up"),
        Binding("down", "move(1)", "Down", show=False, id="predict.down"),
        Binding("pageup", "scroll(-1)", "Facts up", show=False, id="predict.facts-up"),
        Binding("pagedown", "scroll(1)", "Facts down", show=False, id="predict.facts-down"),
        Binding(
            "f5", "reveal", "Reveal", tooltip="Show the addresses beside the guesses",
            id="predict.reveal",
        ),
        Binding("enter", "go_on", "Go on", tooltip="Go on with the lesson", id="predict.go-on"),
        Binding("r", "again", "Again", tooltip="Guess once more", id="predict.again"),
        Binding("escape", "leave", "Back", tooltip="Leave without guessing", id="predict.back"),
    ]  # fmt: skip

    def __init__(self, lesson: Lesson, record: Record, changed: Callable[[], None]) -> None:
        """``changed`` is called when the score of the guesses is in ``record``.

        Raises ``ValueError`` for a lesson without a prediction.
        """
        super().__init__()
        if lesson.predict is None:
            raise ValueError("there is nothing to predict")
        self._lesson, self._record, self._changed = lesson, record, changed
        self._assignments = Assignments(lesson.plan)
        asked = questions(lesson.plan, lesson.predict, self._assignments)
        self._rows = [Guessed(question, lesson.plan.short_name(question.id)) for question in asked]
        self._place = 0
        """The question that what is typed belongs to."""
        self._revealed = False

    def compose(self) -> ComposeResult:
        """The questions beside or above the facts, what is typed below."""
        title = (self._lesson.title, "bold"), "  guess, then see why"
        yield Static(text(" ", *title), id="title")
        with Horizontal(id="body"):
            yield GuessList()
            with VerticalScroll(id="about", can_focus=False):
                yield Prose(id="facts")
        with Vertical(id="below"):
            yield GuessField()
            yield Static(id="say")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask the first question."""
        self._lines.rows = self._rows
        self._field.focus()
        self._say(HINT)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Guesses are made before they are shown, and everything else afterwards."""
        if action in ("go_on", "again"):
            return self._revealed
        return not self._revealed if action == "reveal" else True

    @on(LineList.Pointed)
    def ask(self, event: LineList.Pointed) -> None:
        """Show what is to be known of the question under the cursor."""
        event.stop()
        if event.row is None:
            return
        if not self._revealed and self._lines.cursor != self._place:  # by a click
            self._turn_to(self._lines.cursor)
        row: Guessed = event.row
        words = (
            about_result(self._assignments, row.judged, self._record.guesses)
            if row.judged is not None
            else about_question(self._assignments, row.question)
        )
        self.query_one(Prose).tell(words)
        self.query_one("#about", VerticalScroll).scroll_home(animate=False)

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Say as it is typed what is no guess."""
        event.stop()
        problem = self._field.problem
        event.input.set_class(bool(problem), "-wrong")
        if problem:
            self.query_one("#say", Static).update(text((f"✗ {problem}", WRONG)))
        elif not self._revealed:
            self._say(HINT)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Take the guess and go on to the next question without one; the last one reveals."""
        event.stop()
        self._keep(event.value)
        open_rows = [place for place, row in enumerate(self._rows) if not row.guessed]
        if open_rows:
            later = (place for place in open_rows if place > self._place)
            self._show_question(next(later, open_rows[0]))
        elif self._place + 1 < len(self._rows):
            self._show_question(self._place + 1)  # an earlier one was corrected
        else:
            self._reveal()

    def action_move(self, rows: int) -> None:
        """Go to the question above or below; what is typed is kept."""
        self._lines.action_move(rows)
        if not self._revealed:
            self._turn_to(self._lines.cursor)

    def action_scroll(self, pages: int) -> None:
        """Scroll the facts."""
        about = self.query_one("#about", VerticalScroll)
        about.scroll_relative(y=pages * max(about.size.height - 1, 1), animate=False)

    def action_reveal(self) -> None:
        """Show the addresses; ask first where some were not guessed."""
        self._keep(self._field.value)
        missing = sum(not row.guessed for row in self._rows)
        if not missing:
            self._reveal()
            return

        def answered(answer: str | None) -> None:
            if answer == REVEAL:
                self._reveal()

        count = "One address is" if missing == 1 else f"{missing} addresses are"
        question = f"{count} not guessed yet and would count as wrong."
        self.app.push_screen(AskScreen("Reveal", question, (BACK, REVEAL)), answered)

    def action_go_on(self) -> None:
        """Go on with the lesson."""
        self.dismiss(True)

    def action_again(self) -> None:
        """Guess once more from the beginning."""
        self._revealed = False
        self._rows = [row.fresh() for row in self._rows]
        self._show(0)

    def action_leave(self) -> None:
        """Leave; what was shown counts as done. Ask first where guesses would be lost."""
        if not self._revealed:
            self._keep(self._field.value)
        if self._revealed or not any(row.typed for row in self._rows):
            self.dismiss(self._revealed)
            return

        def answered(answer: str | None) -> None:
            if answer == LEAVE:
                self.dismiss(False)

        question = "The guesses you made would be lost."
        self.app.push_screen(AskScreen("Leave", question, (BACK, LEAVE)), answered)

    @property
    def _lines(self) -> GuessList:
        return self.query_one(GuessList)

    @property
    def _field(self) -> GuessField:
        return self.query_one(GuessField)

    def _turn_to(self, place: int) -> None:
        """Go to another question; what is typed is kept for the one before."""
        if place != self._place:
            self._keep(self._field.value)
            self._show_question(place)

    def _show_question(self, place: int) -> None:
        """Put the cursor on a question, and what was typed for it into the field."""
        self._lines.cursor = self._place = place
        self._field.value = self._rows[place].typed
        self._field.cursor_position = len(self._field.value)

    def _keep(self, typed: str) -> None:
        """Keep what was typed for its question; an empty field takes a guess back."""
        if self._rows:
            self._rows[self._place] = self._rows[self._place]._replace(typed=typed.strip())
            self._lines.refresh_row(self._place)

    def _reveal(self) -> None:
        self._revealed = True
        self._rows = [row._replace(judged=self._judged(row)) for row in self._rows]
        self._record.guesses = score(row.judged for row in self._rows if row.judged)
        self._changed()
        wrong = (place for place, row in enumerate(self._rows) if not row.right)
        self._show(next(wrong, 0))

    def _judged(self, row: Guessed) -> Judged:
        guess = guess_of(row.typed) if row.guessed else None
        judged = judge(self._assignments, row.question, guess)
        return judged if row.guessed else judged.unguessed

    def _show(self, cursor: int) -> None:
        """Show the rows as they are now, with the cursor on one."""
        field, lines = self._field, self._lines
        field.display = not self._revealed
        field.value = ""
        self._place = cursor
        lines.rows = self._rows
        lines.cursor = cursor
        if self._revealed:
            judged = [row.judged for row in self._rows if row.judged]
            self.query_one("#say", Static).update(score_line(judged, self._record.guesses))
            self.set_focus(None)
        else:
            field.focus()
            self._say(HINT)
        self.refresh_bindings()

    def _say(self, words: str) -> None:
        self.query_one("#say", Static).update(text((words, "dim")))
