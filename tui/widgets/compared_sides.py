"""Which two plans are compared, in one line."""

from rich.text import Text
from textual.reactive import reactive
from textual.widgets import Static

from tui.labels import text
from tui.shown import shown


class ComparedSides(Static):
    """The name of the earlier plan and that of the later one, and whether work is going on."""

    before = reactive("")
    """What the earlier plan is called."""
    after = reactive("")
    """What the later plan is called."""
    busy = reactive(False)
    """Whether the comparison is being computed."""

    def render(self) -> Text:
        """Both names; the longer one gives way."""
        head, arrow, tail = " From ", " to ", "  (comparing…)" if self.busy else ""
        room = self.size.width - len(head) - len(arrow) - len(tail)
        before = shown(self.before, max(room // 2, room - len(shown(self.after))))
        after = shown(self.after, max(8, room - len(before)))
        return text((head, "dim"), (before, "bold"), (arrow, "dim"), (after, "bold"), tail)
