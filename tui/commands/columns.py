"""Text in columns that stand below each other, by what a terminal shows of it."""

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

GAP = "  "


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """A line for each row; every column but the last is as wide as its widest cell."""
    widths = [max(map(cells, column)) for column in list(zip(*rows, strict=True))[:-1]]
    return [_line(row, widths) for row in rows]


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=False)]
    return GAP.join([*padded, row[-1]]).rstrip()
