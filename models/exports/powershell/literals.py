"""Words for PowerShell: any value as a literal, any text as a comment, all of it ASCII.

Windows PowerShell reads a script without a byte order mark as ANSI, and takes the quotes
U+2018 to U+201B for ``'``. So what is not printable ASCII is written by its numbers.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from models.exports.application import Parameter, Text, rendered

Literal: TypeAlias = "str | bool | Text | Sequence[Literal] | Mapping[str, Literal]"
"""What a script's data is made of; a tuple is a text with parameters."""

WIDTH = 100
_OTHER = re.compile(r"[^ -~]")


def quoted(text: str) -> str:
    """The text as an expression that is exactly it."""
    if not _OTHER.search(text):
        return _single(text)
    escaped = comment(text.replace("\\", "\\\\"))
    return f"[regex]::Unescape({_single(escaped)})"


def comment(text: str) -> str:
    """The text as one line of a comment, with the numbers of what is not printable ASCII."""
    return _OTHER.sub(lambda found: _numbers(found[0]), text)


class Literals:
    """Values as PowerShell writes them; ``variable`` says how a parameter is called."""

    def __init__(self, variable: Callable[[Parameter], str]) -> None:
        self._variable = variable

    def of(self, value: Literal, indent: int = 0) -> str:
        """The value, over several lines where one would be too long; tables always whole."""
        if isinstance(value, str):
            return quoted(value)
        if isinstance(value, bool):
            return "$true" if value else "$false"
        if isinstance(value, tuple):
            return self._text(value)
        if isinstance(value, Mapping):
            return self._table(value, indent)
        return self._list(value, indent)

    def _text(self, text: Text) -> str:
        pieces = rendered(text, quoted, self._variable)
        return pieces[0] if len(pieces) == 1 else f"({' + '.join(pieces)})" if pieces else "''"

    def _table(self, table: Mapping[str, Literal], indent: int) -> str:
        entries = [f"{key} = {self.of(value, indent + 4)}" for key, value in table.items()]
        return _wrapped("@{", entries, "}", "; ", indent)

    def _list(self, values: Sequence[Literal], indent: int) -> str:
        entries = [self.of(value, indent + 4) for value in values]
        tables = any(isinstance(value, Mapping) for value in values)
        return _wrapped("@(", entries, ")", ", ", indent, tables)


def _wrapped(
    start: str, entries: list[str], end: str, joint: str, indent: int, tables: bool = False
) -> str:
    """On one line, or each entry on one of its own, which needs no joint between tables."""
    if not entries:
        return start + end
    space = " " if start == "@{" else ""
    line = f"{start}{space}{joint.join(entries)}{space}{end}"
    if not tables and len(line) + indent <= WIDTH and "\n" not in line:
        return line
    gap = "\n" + " " * (indent + 4)
    between = gap if tables or start == "@{" else "," + gap
    return f"{start}{gap}{between.join(entries)}\n{' ' * indent}{end}"


def _single(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _numbers(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    pairs = (units[start : start + 2] for start in range(0, len(units), 2))
    return "".join(f"\\u{int.from_bytes(pair, 'big'):04x}" for pair in pairs)
