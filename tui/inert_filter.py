"""The second net under text from outside: nothing in a line acts on the terminal.

Names are made visible where they come in (:mod:`tui.shown`). Every line passes here last, so
that a place where that was forgotten looks odd and does no more.
"""

from unicodedata import category

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from models.formats.inert import harmless

MARK = "␚"
"""What stands for a character that a terminal would obey, or nobody would see."""


def without_controls(text: str) -> str:
    """The text in as many cells, with a mark for each character that is not to be seen.

    Spaces of any width are left: they do no harm, and take the cells they seem to take.
    """
    if harmless(text):
        return text
    marked = "".join(
        character if harmless(character) or category(character) == "Zs" else MARK
        for character in text
    )
    return set_cell_size(marked, cell_len(text))


class InertFilter(LineFilter):
    """Lets through to the terminal what can be seen, and no link."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, made harmless where they are not; widths stay."""
        if all(harmless(text) and not (style and style.link) for text, style, _ in segments):
            return segments
        return [
            Segment(without_controls(text), style and style.update_link(None), control)
            for text, style, control in segments
        ]


INERT = InertFilter()
"""The one filter: lines that passed it are remembered by it."""
