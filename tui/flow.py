"""Short texts in as many lines as they need, none broken in its middle."""

from collections.abc import Iterable

from rich.text import Text


def flowed(pieces: Iterable[Text], width: int, gap: int = 2) -> list[Text]:
    """The pieces side by side, ``gap`` columns between them, each line one column in."""
    lines = [Text(" ", no_wrap=True)]
    for piece in pieces:
        if lines[-1].cell_len + piece.cell_len > width and lines[-1].cell_len > 1:
            lines.append(Text(" ", no_wrap=True))
        lines[-1].append_text(piece).append(" " * gap)
    return lines
