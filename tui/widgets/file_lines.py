"""A text line by line, such as what a file will hold."""

from collections.abc import Sequence

from rich.text import Text

from tui.labels import text
from tui.widgets.line_list import LineList


class FileLines(LineList[str]):
    """The lines of a text; it is shown inert, whatever it holds."""

    nothing = "…"

    def line_of(self, row: str, width: int) -> Text:
        """A line as it is, cut where the widget ends."""
        return text(row.replace("\t", "    "))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show a text from its first line."""
        self.rows = lines
        self.cursor = 0
