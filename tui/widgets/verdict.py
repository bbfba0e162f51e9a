"""What a form would do, or why it cannot: one line that follows every key."""

from textual.reactive import reactive
from textual.widgets import Static

from tui.labels import text
from tui.signs import GOOD, WRONG


class Verdict(Static):
    """Says what would be assumed, or what is wrong with what is asked for."""

    refused = reactive(True)
    """Whether what is asked for cannot be."""

    def agree(self, words: str) -> None:
        """Say what would be done."""
        self._show("→ ", words, GOOD)
        self.refused = False

    def refuse(self, words: str) -> None:
        """Say why nothing can be done."""
        self._show("✗ ", words, WRONG)
        self.refused = True

    def _show(self, sign: str, words: str, style: str) -> None:
        line = text((sign, style), (words, style))
        line.no_wrap, line.overflow = False, "fold"
        self.update(line)
