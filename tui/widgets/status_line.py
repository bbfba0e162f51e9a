"""The first line: which file, which regions, and how the addresses fare."""

from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from models.status import Status, Summary
from tui.labels import text
from tui.shown import shown
from tui.signs import SIGNS, STYLES

WORDS = {
    Status.KEPT: "kept",
    Status.SET: "set",
    Status.CHANGED: "change",
    Status.UNASSIGNED: "unassigned",
}


SMALLEST = Size(80, 24)
"""The smallest terminal in which everything has room."""


class StatusLine(Widget):
    """File and state on the left, the headline in the middle, the counts on the right."""

    file = reactive("")
    """What the file is called."""
    modified = reactive(False)
    """Whether there is something to save."""
    read_only = reactive(False)
    """Whether nothing can be edited."""
    headline = reactive("")
    """What the screen is about: its name, or the two regions."""
    counts: reactive[Summary] = reactive({}, always_update=True)
    """How many addresses fare how, at failover."""

    def render(self) -> Text:
        """The line in the width there is; the file's name gives way first."""
        width, here = self.size.width, self.app.size
        if here.width < SMALLEST.width or here.height < SMALLEST.height:
            return text(
                (
                    f" asrnet needs {_size(SMALLEST)}, this is {_size(here)}",
                    STYLES[Status.UNASSIGNED],
                )
            )
        counts = self._counts()
        middle = shown(self.headline)
        mark = " ●" if self.modified else ""
        kind = " (read only)" if self.read_only else ""
        room = width - counts.cell_len - len(middle) - len(mark) - len(kind) - 6
        left = text((f" {shown(self.file, max(8, room))}", "bold"), (mark, "yellow"), kind)
        gap = max(1, (width - left.cell_len - len(middle) - counts.cell_len) // 2)
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(left).append(" " * gap).append(middle)
        line.append(" " * max(1, width - line.cell_len - counts.cell_len - 1))
        return line.append(counts)

    def _counts(self) -> Text:
        parts = [
            (f"{SIGNS[status]} {self.counts.get(status, 0)} {word}  ", STYLES[status])
            for status, word in WORDS.items()
            if self.counts.get(status, 0)
        ]
        return text(*parts) if parts else text(("nothing replicated yet", "dim"))


def _size(size: Size) -> str:
    return f"{size.width}×{size.height}"
