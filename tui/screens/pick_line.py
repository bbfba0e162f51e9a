"""Chooses one thing from a list of any length, narrowed by typing."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.labels import text
from tui.signs import WRONG
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList

MANY = 8
"""From how many options on there is a field to narrow them."""
MOST = 12
"""How many lines the list has at most."""


class LineOption(NamedTuple):
    """Something to choose: what makes it the one, its line, and why it cannot be chosen."""

    key: Hashable
    line: Text
    refused: str = ""


class OptionLines(LineList[LineOption]):
    """The options, one in each line."""

    nothing = "nothing matches"

    def line_of(self, row: LineOption, width: int) -> Text:
        """Lines are made beforehand; what cannot be chosen is dimmed and crossed."""
        if row.refused:
            return text((f" ✗ {row.line.plain}", "dim"))
        return Text.assemble("   ", row.line, no_wrap=True)

    def key_of(self, row: LineOption) -> Hashable:
        """What the option stands for."""
        return row.key


class PickLineScreen(ModalScreen[Any]):
    """Lists options; the result is the key of the one chosen, ``None`` if none was."""

    AUTO_FOCUS = "OptionLines"
    CSS_PATH = "../styles/pick_line.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", tooltip="Choose nothing", id="pick.cancel"),
        Binding("slash", "filter", "Filter", tooltip="Narrow the list", id="pick.filter"),
    ]

    lines = query_one(OptionLines)
    said = query_one("#said", Static)

    def __init__(
        self,
        title: str,
        options: Iterable[LineOption],
        *,
        chosen: Hashable = None,
        describe: Callable[[Any], Iterable[Text]] | None = None,
    ) -> None:
        """``chosen`` is pointed at first; ``describe`` tells what a key stands for."""
        super().__init__()
        self._title, self._options, self._chosen = title, list(options), chosen
        self._describe = describe or (lambda _: ())

    def compose(self) -> ComposeResult:
        """The field above the list, what there is to say of the option below it."""
        with Vertical(id="dialog"):
            yield Static(text((self._title, "bold")), id="title")
            if len(self._options) >= MANY:
                yield FilterField("/ type to narrow the list")
            yield OptionLines()
            yield Static(id="said")
            yield Static(text(("Enter chooses · Esc cancels", "dim")), id="hint")

    def on_mount(self) -> None:
        """Show all, and point at what is chosen now."""
        self.lines.styles.height = max(1, min(len(self._options), MOST))
        self.lines.show_rows(self._options)
        self.lines.point_at(self._chosen)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what holds every word that was typed."""
        event.stop()
        self.lines.show_rows(_holding(self._options, event.value))

    @on(FilterField.Left)
    def to_the_list(self) -> None:
        """Go from the field to the list."""
        self.lines.focus()

    @on(LineList.Pointed)
    def describe(self, event: LineList.Pointed) -> None:
        """Say what there is to know of an option."""
        event.stop()
        row = event.row
        words = [] if row is None else list(self._describe(row.key))
        if row is not None and row.refused:
            words.append(text((f"✗ {row.refused}", WRONG)))
            words[-1].no_wrap = False
        self.said.update(Text("\n").join(words))
        self.said.display = bool(words)

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Give the option, unless it cannot be chosen."""
        event.stop()
        if not event.row.refused:
            self.dismiss(event.row.key)

    def action_filter(self) -> None:
        """Go to the field."""
        for field in self.query(FilterField):
            field.focus()


def _holding(options: Sequence[LineOption], typed: str) -> list[LineOption]:
    words = typed.casefold().split()
    return [
        option for option in options if all(word in option.line.plain.casefold() for word in words)
    ]
