"""The first line: which file, which regions, and how the addresses fare."""

from pathlib import PurePath

from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from models.status import Status, Summary
from tui.labels import text
from tui.shown import shown
from tui.signs import ATTENTION, SIGNS, STYLES

WORDS = {
    Status.KEPT: "kept",
    Status.SET: "set",
    Status.CHANGED: "change",
    Status.UNASSIGNED: "unassigned",
}


SMALLEST = Size(80, 24)
"""The smallest terminal in which everything has room."""
GAPS, SHORTEST = 6, 8
"""How many columns are between the parts, and how many of the file's name are always shown."""


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
        """The line in the width there is; the file's path gives way first."""
        width, here = self.size.width, self.app.size
        if here.width < SMALLEST.width or here.height < SMALLEST.height:
            words = f" asrnet needs {_size(SMALLEST)}, this is {_size(here)}"
            if len(words) > width:
                words = f" needs {_size(SMALLEST)}"
            return text((words, STYLES[Status.UNASSIGNED]))
        middle = shown(self.headline)
        mark = " ●" if self.modified else ""
        kind = " (read only)" if self.read_only else ""
        name = shown(PurePath(self.file).name)
        counts = self._counts(words=True)
        taken = len(middle) + len(mark) + len(kind) + GAPS
        if len(name) + counts.cell_len + taken > width:
            counts = self._counts(words=False)
        room = max(SHORTEST, width - counts.cell_len - taken)
        path = shown(self.file)
        file = path if len(path) <= room else shown(name, room)
        left = text((f" {file}", "bold"), (mark, ATTENTION), kind)
        gap = max(1, (width - left.cell_len - len(middle) - counts.cell_len) // 2)
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(left).append(" " * gap).append(middle)
        line.append(" " * max(1, width - line.cell_len - counts.cell_len - 1))
        return line.append(counts)

    def _counts(self, *, words: bool) -> Text:
        parts = [
            (f"{SIGNS[status]} {self.counts[status]} {word if words else ''}  ", STYLES[status])
            for status, word in WORDS.items()
            if self.counts.get(status, 0)
        ]
        return text(*parts) if parts else text(("nothing replicated yet", "dim"))


def _size(size: Size) -> str:
    return f"{size.width}×{size.height}"
