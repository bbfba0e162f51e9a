"""Every key there is, to search and to press."""

from typing import Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.help_rows import HelpRow, rows_of
from tui.labels import text
from tui.screens.search import SearchScreen
from tui.widgets.steered_list import SteeredList

KEYS_WIDTH = 11
"""How many columns the keys of an action have."""


class HelpList(SteeredList[HelpRow]):
    """The lines of the help."""

    nothing = "no key and no sign is called so"

    def line_of(self, row: HelpRow, width: int) -> Text:
        """Keys before what they do; what cannot be done now is grey."""
        if row.is_heading:
            return text((row.head, "bold underline"))
        style, words = ("dim", (row.what, "dim")) if row.is_off else (row.style, row.what)
        line = text((f"{row.head:>{KEYS_WIDTH}}  ", style), words)
        line.truncate(width, overflow="ellipsis")
        return line


class HelpScreen(SearchScreen[HelpRow | None]):
    """Lists the keys of the screen below it; the result is the line that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "dismiss(None)", "Close", tooltip="Close the help", id="help.close"),
    ]
    LOOK_FOR = "type to search: a key, or what is to be done"
    HINT = "Enter does it · ↑ ↓ choose · Esc closes"

    def __init__(self, screen: Screen[Any]) -> None:
        """``screen`` is the one whose keys are listed."""
        super().__init__(list(rows_of(screen)), HelpList())

    def chosen(self, row: HelpRow) -> None:
        """Have it done on the screen below."""
        if row.active is not None and not row.is_off:
            self.dismiss(row)

    def about(self, row: HelpRow) -> Text:
        """What it does in full, or why Enter does nothing."""
        if row.is_off:
            return text(row.what, ("  It is not possible now.", "dim"))
        return text(row.what) if row.active else text(row.what, ("  Enter does nothing.", "dim"))
