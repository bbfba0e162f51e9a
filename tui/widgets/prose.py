"""Text to read: lines that go on indented where they are longer than the widget."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.widgets import Static

from tui.breaking import broken


class Line(NamedTuple):
    """A line of any length, and how far in it goes on, in columns."""

    words: Text
    indent: int = 0


class Prose(Static):
    """Lines, each broken where the widget ends."""

    _lines: Sequence[Line] = ()
    _told_in = 0

    def tell(self, lines: Sequence[Line]) -> None:
        """Say something else."""
        self._lines = lines
        self._tell()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are as wide as the widget."""
        if event.size.width != self._told_in:
            self.call_after_refresh(self._tell)  # a layout asked for within a layout is lost

    def _tell(self) -> None:
        width = self.size.width
        self._told_in = width
        if width:
            console = self.app.console
            pieces = (each for line in self._lines for each in broken(*line, width, console))
            self.update(Text("\n").join(pieces))
