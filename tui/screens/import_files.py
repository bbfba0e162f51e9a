"""Makes a plan from what Azure's tools list: files in, preview, then the plan is written."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState, get_current_worker

from models.errors import PlanError
from models.formats import documents
from models.formats.azure_report import Import
from models.formats.plan_toml import dumps
from models.storage.documents_to_import import documents_in, read_documents
from models.storage.writing import write_atomic
from tui.commands.import_report import counted
from tui.labels import text
from tui.screens.ask import replace_only_if_asked
from tui.shown import shown
from tui.signs import WRONG
from tui.widgets.import_list import ImportList
from tui.widgets.key_bar import KeyBar
from tui.widgets.path_field import PathField, names_in, path_of

HINT = "files of what az lists as JSON, or a directory of them"
READS, WRITES = "Enter reads · Tab completes a name", "Enter writes the plan"


class GivenUp(Exception):
    """The user does not want to wait for the rest."""


class ImportScreen(Screen[Path | None]):
    """Reads files and writes a plan of them; the result is the path of the plan."""

    CSS_PATH = "../styles/import_files.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "back",
            "Back",
            tooltip="Give up reading, or go back to the start",
            id="import.back",
        ),
        Binding("f3", "to_list", "Preview", tooltip="Go to the preview and back", id="import.list"),
    ]

    @dataclass
    class Progressed(Message):
        """How many files were read, of how many, and which one is next."""

        read: int
        of: int
        next: str

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.found: Import | None = None

    def compose(self) -> ComposeResult:
        """The files, what comes of them, and the plan to write."""
        with Vertical(id="import"):
            yield Static(text(("Import  ", "bold"), (HINT, "dim")), id="title")
            with Horizontal(classes="row"):
                yield Static("Files ")
                yield PathField(several=True, id="files")
            yield Static(text((READS, "dim")), id="state")
            yield ImportList(id="preview")
            yield Static(id="line")
            with Horizontal(classes="row"):
                yield Static("Plan  ")
                yield PathField("plan.toml", id="plan")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the files."""
        self.query_one("#plan").disabled = True
        self.query_one("#files").focus()

    @on(Input.Submitted, "#files")
    def read(self, event: Input.Submitted) -> None:
        """Read what was named."""
        event.stop()
        try:
            files = documents_in(names_in(event.value))
        except ValueError as error:
            self._say(f"{error}; close the quotation mark", WRONG)
        except PlanError as error:
            self._refused(error)
        else:
            if files:
                self.reading(files)
            else:
                self._say("name the files that az network vnet list, nic list, vm list … wrote")

    @work(thread=True, exclusive=True, exit_on_error=False)
    def reading(self, files: list[str]) -> Import:
        """Read off the screen's thread; how far it is comes as messages."""
        worker = get_current_worker()

        def progress(read: int, of: int, next_one: str) -> None:
            if worker.is_cancelled:
                raise GivenUp
            self.post_message(self.Progressed(read, of, next_one))

        return documents.read(list(read_documents(files, progress)))

    @on(Progressed)
    def show_progress(self, event: Progressed) -> None:
        """Say how far it is."""
        event.stop()
        self._say(f"reading {event.read + 1} of {event.of}: {event.next} · Esc gives up")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was read, or why it could not be."""
        event.stop()
        error = event.worker.error
        if event.state is WorkerState.SUCCESS and isinstance(event.worker.result, Import):
            self._show(event.worker.result)
        elif isinstance(error, PlanError):
            self._refused(error)
        elif event.state is WorkerState.CANCELLED or isinstance(error, GivenUp):
            self._say("given up; nothing was read")
        elif error is not None:
            raise error

    @on(ImportList.Pointed, "#preview")
    def show_line(self, event: ImportList.Pointed) -> None:
        """Show the line under the cursor in full, however long it is."""
        event.stop()
        self.query_one("#line", Static).update(Text((event.row or Text()).plain.strip()))

    @on(Input.Submitted, "#plan")
    def write(self, event: Input.Submitted) -> None:
        """Write the plan; a file that exists is replaced only when asked."""
        event.stop()
        name = event.value.strip()
        if self.found is None or not name:
            return
        replace_only_if_asked(self.app, path_of(name), self._write)

    def action_back(self) -> None:
        """Give up what is being read, else the import."""
        if any(not worker.is_finished for worker in self.workers if worker.node is self):
            self.workers.cancel_node(self)
        else:
            self.dismiss(None)

    def action_to_list(self) -> None:
        """Go to the preview, or back from it."""
        preview = self.query_one(ImportList)
        name = "#files" if self.found is None else "#plan"
        (self.query_one(name) if preview.has_focus else preview).focus()

    def _write(self, path: Path) -> None:
        if self.found is None:
            return
        try:
            write_atomic(path, dumps(self.found.plan).encode())
        except PlanError as error:
            self._say(str(error), WRONG)
        else:
            self.dismiss(path)

    def _show(self, found: Import) -> None:
        self.found = found
        self._say(f"{counted(found.used)} · F3 looks through · {WRITES}")
        self.query_one(ImportList).show_import(found)
        plan = self.query_one("#plan")
        plan.disabled = False
        plan.focus()

    def _refused(self, error: PlanError) -> None:
        self._say("this could not be read:", WRONG)
        self.query_one(ImportList).show_error(error)

    def _say(self, words: str, style: str = "dim") -> None:
        self.query_one("#state", Static).update(text((shown(words, 500), style)))
