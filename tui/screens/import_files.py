"""Makes a plan from whatever describes an estate: files in, preview, then it is written."""

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static

from models.errors import PlanError
from models.formats.azure_report import Import
from models.formats.plan_toml import dumps
from models.storage.writing import write_atomic
from tui.commands.import_report import counted
from tui.labels import text
from tui.screens.ask import replace_only_if_asked
from tui.signs import WRONG
from tui.widgets.files_reader import FilesReader
from tui.widgets.import_list import ImportList
from tui.widgets.key_bar import KeyBar
from tui.widgets.path_field import PathField, path_of

HINT = "what az, Terraform, PowerShell … wrote: files, or a directory"
WRITES = "Enter writes the plan"


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

    reader = query_one(FilesReader)

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.found: Import | None = None

    def compose(self) -> ComposeResult:
        """The files, what comes of them, and the plan to write."""
        with Vertical(id="import"):
            yield Static(text(("Import  ", "bold"), (HINT, "dim")), id="title")
            yield FilesReader()
            yield ImportList(id="preview")
            yield Static(id="line")
            with Horizontal(classes="row"):
                yield Static("Plan   ")
                yield PathField("plan.toml", id="plan")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the files."""
        self.query_one("#plan").disabled = True
        self.reader.files.focus()

    @on(FilesReader.Read)
    def show_found(self, event: FilesReader.Read) -> None:
        """Show what was read, and ask for the plan to write."""
        event.stop()
        self.found = event.found
        self.reader.say(f"{counted(event.found.used)} · F3 looks through · {WRITES}")
        self.query_one(ImportList).show_import(event.found)
        plan = self.query_one("#plan")
        plan.disabled = False
        plan.focus()

    @on(FilesReader.Refused)
    def show_refused(self, event: FilesReader.Refused) -> None:
        """Show why nothing could be read."""
        event.stop()
        self.query_one(ImportList).show_error(event.error)

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
        if self.reader.busy:
            self.reader.give_up()
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
            self.reader.say(str(error), WRONG)
        else:
            self.dismiss(path)
