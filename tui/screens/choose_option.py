"""Picks one of several things by name: a list that typing narrows."""

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.labels import text
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList

Value = TypeVar("Value")


class Option(NamedTuple, Generic[Value]):
    """Something to pick: how it is called, what there is to say of it, and what it stands for."""

    words: str
    says: str
    value: Value


class OptionLines(LineList[Option[Value]]):
    """One line for each option."""

    nothing = "nothing of that name"

    def line_of(self, row: Option[Value], width: int) -> Text:
        """The name, then what there is to say."""
        return text(f" {row.words}  ", (row.says, "dim"))


class ChooseOptionScreen(ModalScreen[Value | None]):
    """Lists options; the result is the value of the one picked, ``None`` if none was."""

    CSS_PATH = "../styles/bulk_edit.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", tooltip="Choose nothing", id="choose.cancel"),
        Binding("slash", "filter", "Filter", tooltip="Narrow the list", id="choose.filter"),
    ]

    def __init__(self, title: str, options: Sequence[Option[Value]]) -> None:
        """The cursor is on the first option."""
        super().__init__()
        self._title, self._options = title, options

    def compose(self) -> ComposeResult:
        """The title, a field to narrow the list, the list."""
        with Vertical(id="dialog"):
            yield Static(text((self._title, "bold")), id="title")
            yield FilterField("/ narrows the list")
            yield OptionLines(id="options")
            yield Static(text(("Enter picks · / filters · Esc goes back", "dim")), id="hint")

    def on_mount(self) -> None:
        """Show everything there is."""
        options: OptionLines[Value] = self.query_one("#options", OptionLines)
        options.show_rows(self._options)
        options.styles.height = max(1, min(len(self._options), 12))
        options.focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show the options whose names have what was typed in them."""
        event.stop()
        wanted = event.value.strip().casefold()
        found = [one for one in self._options if wanted in f"{one.words} {one.says}".casefold()]
        self.query_one("#options", OptionLines).show_rows(found)

    @on(FilterField.Left)
    def go_to_list(self, event: FilterField.Left) -> None:
        """Go on in the list."""
        event.stop()
        self.query_one("#options").focus()

    @on(LineList.Chosen, "#options")
    def pick(self, event: LineList.Chosen) -> None:
        """Give what was picked."""
        event.stop()
        self.dismiss(event.row.value)

    def action_filter(self) -> None:
        """Go to the field."""
        self.query_one(FilterField).focus()
