"""The filters that were saved: choose one, save the present one, delete one."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from models.errors import StorageError
from tui.labels import text
from tui.saved_filters import (
    COMES_WITH_IT,
    LONGEST_TEXT,
    SavedFilter,
    delete_filter,
    load_filters,
    name_problem,
    save_filter,
)
from tui.screens.form import Field, FormScreen
from tui.signs import WRONG
from tui.widgets.line_list import LineList


class FilterList(LineList[SavedFilter]):
    """One line for each filter: its name, and how it is written."""

    def line_of(self, row: SavedFilter, width: int) -> Text:
        """Those that come with it say so."""
        comes = "  (comes with asrnet)" if row in COMES_WITH_IT else ""
        return text((f" {row.name}  ", "bold"), row.text, (comes, "dim"))


class SavedFiltersScreen(ModalScreen[str | None]):
    """Lists the filters; the result is the one chosen, as it is written."""

    CSS_PATH = "../styles/bulk_edit.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", tooltip="Choose none", id="filters.cancel"),
        Binding("n", "save", "Save", tooltip="Save the present filter", id="filters.save"),
        Binding(
            "d,delete", "delete", "Delete", tooltip="Delete the saved filter", id="filters.delete"
        ),
    ]

    def __init__(self, present: str) -> None:
        """``present`` is the filter that is in force, as it is written."""
        super().__init__()
        self._present = present.strip()

    def compose(self) -> ComposeResult:
        """The filters above what is wrong and the keys."""
        with Vertical(id="dialog"):
            yield Static(text(("Filters", "bold")), id="title")
            yield FilterList(id="filters")
            yield Static(id="problem")
            hint = "Enter filters · n saves the present filter · d deletes · Esc goes back"
            yield Static(text((hint, "dim")), id="hint")

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()
        self.query_one(FilterList).focus()

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Give the filter."""
        event.stop()
        self.dismiss(event.row.text)

    def action_save(self) -> None:
        """Ask for a name and save the present filter under it."""
        if not self._present:
            self._say("there is no filter now; type one in the list first")
            return
        if len(self._present) > LONGEST_TEXT:
            self._say(f"a filter has at most {LONGEST_TEXT} characters to be saved")
            return

        def named(values: object) -> None:
            if isinstance(values, dict):
                self._try(save_filter, values["name"], self._present)

        field = Field("name", "Name", name_problem)
        self.app.push_screen(FormScreen(f"Save the filter {self._present}", [field]), named)

    def action_delete(self) -> None:
        """Delete the filter under the cursor."""
        pointed = self.query_one(FilterList).pointed
        if pointed in COMES_WITH_IT:
            self._say("this filter comes with asrnet and stays")
        elif pointed is not None:
            self._try(delete_filter, pointed.name)

    def _try(self, do: object, *words: str) -> None:
        try:
            if callable(do):
                do(*words)
        except StorageError as error:
            self._say(str(error))
            return
        self._show()

    def _show(self) -> None:
        loaded = load_filters()
        filters = self.query_one(FilterList)
        rows = (*loaded.filters, *COMES_WITH_IT)
        filters.show_rows(rows)
        filters.styles.height = min(len(rows), 14)
        self._say(loaded.problem or "")

    def _say(self, words: str) -> None:
        self.query_one("#problem", Static).update(text((f"✗ {words}" if words else "", WRONG)))
