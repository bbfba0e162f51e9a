"""Opens a plan beside the screen: a large one takes a moment, and can be given up."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import LoadingIndicator, Static
from textual.worker import Worker, WorkerState, get_current_worker

from models.errors import PlanError
from models.session import Session
from models.storage.document import Document, open_document
from tui.labels import text

OpenPlan = tuple[Session, Document]
"""A plan that was read and computed, and its file."""


class OpeningScreen(ModalScreen[OpenPlan | PlanError | None]):
    """Reads a plan and computes it; the result is why not where it cannot be used."""

    CSS_PATH = "../styles/ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", tooltip="Open no plan", id="opening.cancel"),
    ]

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """``path`` is the file to open."""
        super().__init__()
        self._path, self._read_only = path, read_only

    def compose(self) -> ComposeResult:
        """What is being done."""
        with Vertical(id="dialog"):
            yield Static(text(("Opening ", "bold"), str(self._path)), id="title")
            yield LoadingIndicator()
            yield Static(text(("Esc gives up", "dim")), id="hint")

    def on_mount(self) -> None:
        """Begin."""
        self.read()

    @work(thread=True, exit_on_error=False)
    def read(self) -> OpenPlan | None:
        """Read off the screen's thread; nobody else has the session yet."""
        plan, document = open_document(self._path)
        if get_current_worker().is_cancelled:
            return None
        return Session(plan, read_only=self._read_only, file=str(document.path)), document

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Give what was read, or why it was not."""
        event.stop()
        if not self.is_current or not event.worker.is_finished:
            return
        error = event.worker.error
        if event.state is WorkerState.ERROR and not isinstance(error, PlanError):
            raise error or RuntimeError("the worker failed without saying why")
        self.dismiss(error if isinstance(error, PlanError) else event.worker.result)

    def action_give_up(self) -> None:
        """Take no notice of what is read."""
        self.workers.cancel_node(self)
        self.dismiss(None)
