"""Words for bash: any text as one argument that the shell takes as it stands."""

import shlex

from models.formats.inert import visible

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": visible("\0")}
"""Bash has no NUL: its picture stands for it."""


def quoted(text: str) -> str:
    """The text as one word of bash, nothing in it expanded and no invisible character raw.

    What a terminal would obey is written by the numbers of its bytes, in ``$'…'``, so that
    the word means the same in every locale.
    """
    if visible(text) == text:
        return shlex.quote(text)
    return "$'" + "".join(map(_escape, text)) + "'"


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if visible(character) == character:
        return character
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogatepass"))
