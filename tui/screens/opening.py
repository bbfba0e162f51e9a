"""Opens a plan beside the screen: a large one takes a moment, and can be given up."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from models.errors import PlanError
from models.memory import lasting
from tui.labels import text

if TYPE_CHECKING:
    from models.session import Session
    from models.storage.opening import Access, Opened
    from tui.opening_questions import Question

OpenPlan: TypeAlias = "tuple[Session, Opened]"
"""A plan that was read and computed, and its file."""
FRAME = 0.05
"""How long the first frame is given, in seconds, before reading begins to compete with it."""
PATIENCE = 0.3
"""After how many seconds it is said that a plan is being opened, and how often then."""


class OpeningScreen(ModalScreen["OpenPlan | PlanError | None"]):
    """Reads a plan and computes it, and asks what has to be asked before.

    It is the first thing to be seen, so it imports what reads a plan only once it is seen.
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
        self._read_only = read_only
        self._access: Access | None = None
        self._words = ""
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
        self.set_interval(PATIENCE, self._show)
        self.call_after_refresh(self.set_timer, FRAME, self.read)

    @work(thread=True, exit_on_error=False)
    def read(self) -> "Opened | None":
        """Read off the screen's thread."""
        self._words = "reading"
        from models.storage.opening import Access, open_plan

        access = self._access or (Access.READ if self._read_only else Access.EDIT)
        opened = open_plan(self._path, self._state, access, self._told)
        if get_current_worker().is_cancelled:
            opened.give_up()
            return None
        return opened

    @work(thread=True, exit_on_error=False, description="compute")  # else it is the plan's repr
    def finish(self, opened: "Opened", prepare: "Callable[[Opened], Session]") -> "OpenPlan | None":
        """Compute everything off the screen's thread; nobody else has the session yet."""
        import_module("tui.screens.workspace")  # so that the screen does not wait for it
        self._words = f"computing {len(opened.plan.virtual_machines):,} machines"
        session = prepare(opened)
        if get_current_worker().is_cancelled:
            opened.give_up()
            return None
        lasting()
        return session, opened

    @on(Worker.StateChanged)
    def go_on(self, event: Worker.StateChanged) -> None:
        """Ask, or compute, or give what came of it."""
        from models.storage.opening import Opened
        from tui.opening_questions import question_about, session_of

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
        from models.storage.opening import Access
        from tui.opening_questions import question_of

        question = question_of(error, self._path)
        if question is None or self._access is Access.NEW:
            self._leave(error)
            return
        self._held = error
        self._ask(question)

    def _ask(self, question: "Question") -> None:
        from models.storage.opening import Access
        from tui.screens.ask import AskScreen

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

    def _told(self, done: float) -> None:
        """Remember how far reading is; called by the thread that reads."""
        self._words = f"reading, {done:.0%}"

    def _show(self) -> None:
        """Say what is being done; before that long nothing is said at all."""
        self.dialog.visible = True
        self.query_one("#question", Static).update(text(self._words))
