"""Fields that belong together, and below them what is wrong with what is typed there."""

from rich.text import Text
from textual import on
from textual.containers import Vertical

from tui.labels import text
from tui.signs import WRONG
from tui.widgets.said import Said
from tui.widgets.text_entry import TextEntry


class Problems(Said):
    """Says what is wrong with what is typed; takes no room while nothing is."""

    def tell(self, entries: list[TextEntry]) -> None:
        """Say what is wrong in some fields, a line for each."""
        lines = [
            text((f"✗ {entry.words}: {entry.problem}", WRONG)) for entry in entries if entry.problem
        ]
        for line in lines:
            line.no_wrap = False
        self.update(Text("\n").join(lines))
        self.display = bool(lines)


class FieldBlock(Vertical):
    """Holds grids of fields and one :class:`Problems`."""

    @on(TextEntry.Checked)
    def tell(self, event: TextEntry.Checked) -> None:
        """Say what is wrong with what is typed here."""
        event.stop()
        self.query_one(Problems).tell(list(self.query(TextEntry)))
