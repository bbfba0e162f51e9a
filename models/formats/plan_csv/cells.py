r"""Cells of a table that a spreadsheet, a terminal and a person can be shown, and back.

A text is written so that nothing acts on it and it can be had back exactly: what one
cannot see is ``\uXXXX``, a line break ``\n``, a backslash is doubled. A cell that a
spreadsheet would take for a formula begins with an apostrophe, and so does one that begins
with an apostrophe itself.
"""

import re
from collections.abc import Iterable

from models.formats.inert import escaped

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes spreadsheets take a cell for a formula, in the widths that they know."""
EMPTY = "\\empty"
"""A text of no characters; a blank cell is no text at all."""
SEPARATOR = "; "
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_MEANT = {"n": "\n", "\\": "\\", ";": ";"}
_PARTS = re.compile(r"((?:[^;\\]|\\.)*)(?:;|\Z)", re.DOTALL)


class UnreadableCell(ValueError):
    """A cell that says nothing; the message says what was expected."""


def text_cell(text: str | None) -> str:
    """The cell of a text; blank for none."""
    if text is None:
        return ""
    return _guarded(_escaped(text)) if text else EMPTY


def list_cell(texts: Iterable[str]) -> str:
    """The cell of several texts, separated by ``;``."""
    return _guarded(SEPARATOR.join(_escaped(text).replace(";", "\\;") or EMPTY for text in texts))


def text_of(cell: str) -> str | None:
    """The text of a cell; ``None`` where it is blank. Raises :class:`UnreadableCell`."""
    cell = cell.removeprefix("'")
    if cell == EMPTY:
        return ""
    return _unescaped(cell) if cell else None


def list_of(cell: str) -> list[str]:
    """The texts of a cell. Raises :class:`UnreadableCell`."""
    cell = cell.removeprefix("'")
    parts = [found[1].strip(" ") for found in _PARTS.finditer(cell)]
    return ["" if part == EMPTY else _unescaped(part) for part in parts if part]


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*FORMULA_STARTS, "'")) else cell


def _escaped(text: str) -> str:
    """The text with everything in it that one cannot see as an escape."""
    seen = escaped(text.replace("\\", "\\\\").replace("\n", "\\n"))
    kept = seen.strip(" ")
    if kept == seen:
        return seen
    before = seen[: len(seen) - len(seen.lstrip(" "))]
    after = seen[len(seen.rstrip(" ")) :] if kept else ""
    return "\\u0020" * len(before) + kept + "\\u0020" * len(after)


def _unescaped(cell: str) -> str:
    text = _ESCAPE.sub(_character, cell)
    # half of a pair is written as an escape of its own, and two make one character
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(found: re.Match[str]) -> str:
    sign = found[1]
    if sign in _MEANT:
        return _MEANT[sign]
    if len(sign) == 1 or int(sign[1:], 16) > 0x10FFFF:
        raise UnreadableCell(
            f"{found[0]!r} means nothing; a backslash is written as two, a line break as \\n"
        )
    return chr(int(sign[1:], 16))
