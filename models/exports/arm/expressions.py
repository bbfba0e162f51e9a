"""Texts in an ARM template: as they stand, or as an expression where they have parameters.

A text in brackets would be an expression
(<https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#escape-characters>).
"""

from models.exports.application import Parameter, Text, known


def string(text: Text) -> str:
    """The value of a property that says a text."""
    whole = known(text)
    return f"[{argument(text)}]" if whole is None else escaped(whole)


def escaped(text: str) -> str:
    """A text that is to be taken as it stands."""
    return f"[{text}" if text.startswith("[") and text.endswith("]") else text


def argument(text: Text) -> str:
    """A text within an expression."""
    pieces = [_piece(piece) for piece in text] or ["''"]
    return pieces[0] if len(pieces) == 1 else f"concat({', '.join(pieces)})"


def _piece(piece: str | Parameter) -> str:
    if isinstance(piece, Parameter):
        return f"parameters('{piece.name}')"
    return "'" + piece.replace("'", "''") + "'"
