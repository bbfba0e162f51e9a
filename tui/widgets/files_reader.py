"""Files to import: named in a line, read beside the screen, with progress and a way to stop."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState, get_current_worker

from models.errors import PlanError
from models.formats import documents
from models.formats.azure_report import Import
from models.formats.document import Given
from models.regions import catalogue
from models.storage.documents_to_import import documents_in, read_documents
from tui.labels import text
from tui.shown import shown
from tui.signs import WRONG
from tui.widgets.path_field import PathField, names_in

READS = "Enter reads · Tab completes a name · blanks part several names"
LOCATION = "of ARM templates that take it from their resource group"
NAME_SOME = "name the files that az, Terraform, PowerShell … wrote, or a directory of them"


class GivenUp(Exception):
    """The user does not want to wait for the rest."""


class FilesReader(Vertical):
    """A field for files and one for a region, and a line that says how far reading is."""

    files = query_one("#files", PathField)

    @dataclass
    class Read(Message):
        """What the files came to, and how many they are."""

        found: Import
        files: int

    @dataclass
    class Refused(Message):
        """The files cannot be read."""

        error: PlanError

    @dataclass
    class Progressed(Message):
        """How many files were read, of how many, and which one is next."""

        read: int
        of: int
        next: str

    def __init__(self) -> None:
        """Nothing is named yet."""
        super().__init__()
        self._count = 0

    def compose(self) -> ComposeResult:
        """What is named, and the state."""
        with Horizontal(classes="row"):
            yield Static("Files  ")
            yield PathField(several=True, id="files")
        with Horizontal(classes="row"):
            yield Static("Region ")
            field = Input(placeholder=LOCATION, compact=True, id="location")
            field.cursor_blink = False
            yield field
        yield Static(text((READS, "dim")), id="state")

    @property
    def busy(self) -> bool:
        """Whether files are being read."""
        return any(not worker.is_finished for worker in self.workers if worker.node is self)

    def give_up(self) -> None:
        """Read no further."""
        self.workers.cancel_node(self)

    def say(self, words: str, style: str = "dim") -> None:
        """Show a sentence as the state."""
        self.query_one("#state", Static).update(text((shown(words, 500), style)))

    @on(Input.Submitted)
    def read(self, event: Input.Submitted) -> None:
        """Read what was named."""
        event.stop()
        location = self.query_one("#location", Input).value.strip().lower()
        if location and location not in catalogue():
            meant = catalogue().suggestion(location)
            self.say(f"no region {location!r}" + (f"; {meant}?" if meant else ""), WRONG)
            return
        try:
            files = documents_in(names_in(self.files.value))
        except ValueError as error:
            self.say(f"{error}; close the quotation mark", WRONG)
        except PlanError as error:
            self._refuse(error)
        else:
            self._count = len(files)
            if files:
                self._reading(files, Given(location or None))
            else:
                self.say(NAME_SOME)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _reading(self, files: list[str], given: Given) -> Import:
        """Read off the screen's thread; how far it is comes as messages."""
        worker = get_current_worker()

        def progress(read: int, of: int, next_one: str) -> None:
            if worker.is_cancelled:
                raise GivenUp
            self.post_message(self.Progressed(read, of, next_one))

        return documents.read(list(read_documents(files, progress)), given)

    @on(Progressed)
    def show_progress(self, event: Progressed) -> None:
        """Say how far it is."""
        event.stop()
        self.say(f"reading {event.read + 1} of {event.of}: {event.next} · Esc gives up")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell what was read, or why it could not be."""
        event.stop()
        error = event.worker.error
        if event.state is WorkerState.SUCCESS and isinstance(event.worker.result, Import):
            self.post_message(self.Read(event.worker.result, self._count))
        elif isinstance(error, PlanError):
            self._refuse(error)
        elif event.state is WorkerState.CANCELLED or isinstance(error, GivenUp):
            self.say("given up; nothing was read")
        elif error is not None:
            raise error

    def _refuse(self, error: PlanError) -> None:
        self.say("this could not be read:", WRONG)
        self.post_message(self.Refused(error))
