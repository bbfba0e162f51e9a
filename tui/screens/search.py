"""A dialog with a list in which one types what to look for."""

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.labels import text
from tui.widgets.line_list import LineList
from tui.widgets.steered_list import SteeredList

Result = TypeVar("Result")


class Row(Protocol):
    """A line that can be found."""

    @property
    def is_heading(self) -> bool:
        """Whether it only stands above others, and goes when none of them is left."""

    @property
    def words(self) -> str:
        """What is looked for in it."""


class SearchScreen(ModalScreen[Result]):
    """Lists rows under a field that keeps the focus; a subclass says which rows, and what for."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear_or_close", "Close", show=False, id="search.close"),
        Binding("up", "move(-1)", "Up", show=False, id="search.up"),
        Binding("down", "move(1)", "Down", show=False, id="search.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="search.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="search.page-down"),
    ]
    LOOK_FOR: ClassVar[str] = ""
    """What the field says while nothing is typed."""
    HINT: ClassVar[str] = ""
    """What the last line says."""

    def __init__(self, rows: Sequence[Row], lines: SteeredList[Any]) -> None:
        """``lines`` is the list that shows the rows."""
        super().__init__()
        self.lines = lines
        self._rows = rows

    def compose(self) -> ComposeResult:
        """A field to search in above the list, what there is to say below."""
        with Vertical(id="dialog"):
            field = Input(placeholder=self.LOOK_FOR, compact=True)
            field.cursor_blink = False
            yield field
            yield self.lines
            yield Static(id="about")
            yield Static(text((self.HINT, "dim")), id="hint")

    def on_mount(self) -> None:
        """List everything, once it is known how much room there is."""
        self.call_after_refresh(self._search, "")

    def chosen(self, row: Any) -> None:
        """Do what choosing a row is for."""
        raise NotImplementedError

    def about(self, row: Any) -> Text:
        """What there is to say of a row."""
        raise NotImplementedError

    def say(self, words: Text) -> None:
        """Say something below the list."""
        words.no_wrap = False
        self.query_one("#about", Static).update(words)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """List what matches."""
        event.stop()
        self._search(event.value)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Choose what the cursor is on."""
        event.stop()
        self._choose(self.lines.pointed)

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Choose what was clicked on."""
        event.stop()
        self._choose(event.row)

    @on(LineList.Pointed)
    def describe(self, event: LineList.Pointed) -> None:
        """Say what there is to say of the row under the cursor."""
        event.stop()
        nothing = event.row is None or event.row.is_heading
        self.say(Text() if nothing else self.about(event.row))

    def action_move(self, rows: int) -> None:
        """Move the cursor of the list; headings are stepped over."""
        self.lines.action_move(rows)
        if self.lines.pointed is not None and self.lines.pointed.is_heading:
            self.lines.action_move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by what the screen shows."""
        self.lines.action_page(pages)

    def action_clear_or_close(self) -> None:
        """List everything again; where everything is listed, close."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.dismiss(None)

    def _choose(self, row: Row | None) -> None:
        if row is not None and not row.is_heading:
            self.chosen(row)

    def _search(self, value: str) -> None:
        """List the rows that hold all the words, and the headings of what is listed."""
        wanted = value.casefold().split()
        rows: list[Row] = []
        for row in reversed(self._rows):
            if row.is_heading:
                if rows and not rows[-1].is_heading:
                    rows.append(row)
            elif all(word in row.words.casefold() for word in wanted):
                rows.append(row)
        rows.reverse()
        self.lines.rows = rows
        self.lines.cursor = 1 if rows else 0
        self.lines.scroll_home(animate=False)
