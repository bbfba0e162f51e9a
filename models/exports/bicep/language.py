"""Values in the language of Bicep, and its comments.

Strings are quoted as in
<https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings>.
"""

from collections.abc import Mapping

from models.exports.application import Parameter, Text
from models.exports.deployment import Value
from models.formats.inert import visible

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(text: Text) -> str:
    """A text as a string in which only its parameters are interpolated."""
    if len(text) == 1 and isinstance(text[0], Parameter):
        return text[0].name
    return "'" + "".join(map(_piece, text)) + "'"


def expression(value: Value, indent: str) -> str:
    """A value whose first line stands at ``indent`` already."""
    inner = indent + "  "
    if isinstance(value, Mapping):
        rows = [f"{inner}{key}: {expression(part, inner)}\n" for key, part in value.items()]
        return "{\n" + "".join(rows) + indent + "}"
    if isinstance(value, list):
        rows = [f"{inner}{expression(part, inner)}\n" for part in value]
        return "[\n" + "".join(rows) + indent + "]"
    return literal(value)


def comment(text: str) -> str:
    """A comment line; what would end it, or would be obeyed, is shown instead."""
    return f"// {visible(text)}"


def _piece(piece: str | Parameter) -> str:
    if isinstance(piece, Parameter):
        return f"${{{piece.name}}}"
    return "".join(map(_escape, piece)).replace("${", "\\${")


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if visible(character) == character else f"\\u{{{ord(character):x}}}"
