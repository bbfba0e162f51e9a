"""Opens a plan beside the screen: a large one takes a moment, and can be given up."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from models.errors import PlanError
from models.session import Session
from models.storage.opening import Access, Opened, open_plan
from tui.labels import text
from tui.opening_questions import Question, question_about, question_of, session_of
from tui.screens.ask import AskScreen

OpenPlan = tuple[Session, Opened]
"""A plan that was read and computed, and its file."""
PATIENCE = 0.3
"""After how many seconds it is said that a plan is being opened."""


class OpeningScreen(ModalScreen[OpenPlan | PlanError | None]):
    """Reads a plan and computes it, and asks what has to be asked before.

    The result is why not where it cannot be used, and ``None`` where it was given up.
    """

    CSS_PATH = "../styles/ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", tooltip="Open no plan", id="opening.cancel"),
    ]

    dialog = query_one("#dialog", Vertical)

    def __init__(self, path: Path, *, read_only: bool, state: Path | None = None) -> None:
        """``path`` is the file to open, ``state`` the user's own directory."""
        super().__init__()
        self._path, self._state = path, state
        self._access = Access.READ if read_only else Access.EDIT
        self._held: PlanError | None = None
        self._opened: Opened | None = None

    def compose(self) -> ComposeResult:
        """What is being done."""
        with Vertical(id="dialog"):
            yield Static(text(("Opening ", "bold"), str(self._path)), id="title")
            yield Static("", id="question")
            yield Static(text(("Esc gives up", "dim")), id="hint")

    def on_mount(self) -> None:
        """Begin; what is quick needs no words."""
        self.dialog.visible = False
        self.set_timer(PATIENCE, self._show)
        self.read()

    @work(thread=True, exit_on_error=False)
    def read(self) -> Opened | None:
        """Read off the screen's thread."""
        self._say("reading the file")
        opened = open_plan(self._path, self._state, self._access)
        if get_current_worker().is_cancelled:
            opened.give_up()
            return None
        return opened

    @work(thread=True, exit_on_error=False)
    def finish(self, opened: Opened, prepare: Callable[[Opened], Session]) -> OpenPlan | None:
        """Compute everything off the screen's thread; nobody else has the session yet."""
        self._say(f"computing {len(opened.plan.virtual_machines):,} machines")
        session = prepare(opened)
        if get_current_worker().is_cancelled:
            opened.give_up()
            return None
        return session, opened

    @on(Worker.StateChanged)
    def go_on(self, event: Worker.StateChanged) -> None:
        """Ask, or compute, or give what came of it."""
        event.stop()
        if not event.worker.is_finished or event.state is WorkerState.CANCELLED:
            return
        error, result = event.worker.error, event.worker.result
        if error is not None:
            self._failed(error)
        elif isinstance(result, Opened):
            self._opened = result
            question = question_about(result)
            if question is None:
                self.finish(result, session_of)
            else:
                self._ask(question)
        elif result is not None:
            self.dismiss(result)

    def action_give_up(self) -> None:
        """Take no notice of what is read."""
        self.workers.cancel_node(self)
        self._leave(None)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, PlanError):
            raise error
        question = question_of(error, self._path)
        if question is None or self._access is Access.NEW:
            self._leave(error)
            return
        self._held = error
        self._ask(question)

    def _ask(self, question: Question) -> None:
        def answered(answer: str | None) -> None:
            chosen = question.answers.get(answer or "")
            if chosen is None:
                self._leave(self._held)
            elif isinstance(chosen, Access):
                self._access = chosen
                self.read()
            elif self._opened is not None:
                self.finish(self._opened, chosen)

        screen = AskScreen(question.title, question.words, tuple(question.answers))
        self.app.push_screen(screen, answered)

    def _leave(self, result: PlanError | None) -> None:
        """End without a plan, and let go of what was taken."""
        if self._opened is not None:
            self._opened.give_up()
        self.dismiss(result)

    def _show(self) -> None:
        self.dialog.visible = True

    def _say(self, words: str) -> None:
        self.app.call_from_thread(self.query_one("#question", Static).update, text(words))
