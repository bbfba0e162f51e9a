"""A text line by line, such as what a file will hold."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from tui.labels import text
from tui.widgets.line_list import LineList

STEP = 20
"""How many characters one key goes along the lines."""


class FileLines(LineList[str]):
    """The lines of a text; it is shown inert, whatever it holds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "go_along(-1)", "Left", show=False, id="file.left"),
        Binding("right,l", "go_along(1)", "Right", show=False, id="file.right"),
    ]
    nothing = "…"
    left = reactive(0)
    """How many characters of each line are out of sight on the left."""

    def line_of(self, row: str, width: int) -> Text:
        """A line as it is from where it comes into sight, cut where the widget ends."""
        return text(row.replace("\t", "    ")[self.left :])

    def action_go_along(self, steps: int) -> None:
        """Bring what is further right, or left, into sight; never past the longest line."""
        longest = max((len(row) for row in self.rows), default=0)
        self.left = max(0, min(self.left + steps * STEP, longest // STEP * STEP))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show a text from its first line."""
        self.left = 0
        self.rows = lines
        self.cursor = 0
