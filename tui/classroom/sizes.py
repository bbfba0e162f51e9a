"""How large a terminal in a browser may be, whatever a browser says."""

from typing import Any, NamedTuple

WIDTHS, HEIGHTS = (20, 400), (5, 200)
"""The smallest and the largest terminal, in columns and lines."""


class Size(NamedTuple):
    """A terminal, in columns and lines."""

    width: int = 80
    height: int = 24


def size_of(width: Any, height: Any) -> Size:
    """The size that was asked for, within what can be; what is no number is as by default."""
    return Size(_within(width, WIDTHS, Size().width), _within(height, HEIGHTS, Size().height))


def _within(value: Any, bounds: tuple[int, int], default: int) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        return default
    smallest, largest = bounds
    return max(smallest, min(value, largest))
