"""The screen in ASCII: the one place where a sign of ours, or of Textual's, is replaced.

Every line passes here last, so no screen has to know of it. Columns stay where they are: what
takes two cells takes two cells.
"""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

INSTEAD = {
    "✓": "+",
    "✗": "x",
    "·": "-",
    "⇄": "%",
    "●": "*",
    "○": "o",
    "—": "-",
    "–": "-",
    "−": "-",
    "…": ".",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "▸": ">",
    "▾": "v",
    "▴": "^",
    "▶": ">",
    "◀": "<",
    "▼": "v",
    "▲": "^",
    "■": "#",
    "□": ".",
    "▪": "*",
    "▫": ".",
    "◆": "*",
    "◇": "o",
    "×": "x",
    "≠": "#",
    "≤": "<",
    "≥": ">",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "‹": "<",
    "›": ">",
    "«": "<",
    "»": ">",
    "█": "#",
    "▓": "%",
    "▒": ":",
    "░": ".",
    "•": "*",
    "├": "|",
    "└": "`",
    "\N{NO-BREAK SPACE}": " ",
}
"""What stands in ASCII for what takes one cell; box drawing is reckoned by its shape."""
UNKNOWN = "?"
_LEVEL, _UPRIGHT = "─━┄┅┈┉╌╍═╴╶╸╺╼╾", "│┃┆┇┊┋╎╏║╵╷╹╻╽╿"


def in_ascii(text: str) -> str:
    """A text in ASCII, in as many cells."""
    if text.isascii():
        return text
    return "".join(character if character.isascii() else _instead(character) for character in text)


def _instead(character: str) -> str:
    if character in INSTEAD:
        return INSTEAD[character]
    if "\u2500" <= character <= "\u257f":
        if character in _LEVEL:
            return "-"
        return "|" if character in _UPRIGHT else "+"
    if "\u2580" <= character <= "\u259f" or "\U0001fb00" <= character <= "\U0001fbff":
        return " "  # parts of a cell: its colours stay
    return UNKNOWN * cell_len(character)


class AsciiFilter(LineFilter):
    """Lets nothing but ASCII through to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line in ASCII."""
        return [
            segment
            if segment.text.isascii()
            else Segment(in_ascii(segment.text), segment.style, segment.control)
            for segment in segments
        ]


ASCII = AsciiFilter()
"""The one filter: lines that passed it are remembered by it."""
