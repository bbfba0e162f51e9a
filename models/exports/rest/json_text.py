"""JSON with parameters in it: ``{{name}}`` within a string stands for what has to be filled in."""

import json
from collections.abc import Iterator
from typing import TypeAlias

from models.exports.application import Parameter, Text, rendered
from models.formats.inert import escaped

Json: TypeAlias = "Text | bool | list[Json] | dict[str, Json]"
"""What a body is made of; every string is a :data:`Text`."""


def dumps(value: Json) -> str:
    """The text of a body: JSON, in which no brace of a name looks like a parameter."""
    return "".join(_lines(value, "")) + "\n"


def placeholder(parameter: Parameter) -> str:
    """How a body and a path refer to a parameter."""
    return "{{" + parameter.name + "}}"


def string(text: Text) -> str:
    """A text as a string of JSON."""
    return '"' + "".join(rendered(text, _literal, placeholder)) + '"'


def parameters(value: Json) -> Iterator[Parameter]:
    """Every parameter in a body, as often as it is there."""
    if isinstance(value, tuple):
        yield from (piece for piece in value if isinstance(piece, Parameter))
    elif not isinstance(value, bool):
        for part in value.values() if isinstance(value, dict) else value:
            yield from parameters(part)


def _literal(piece: str) -> str:
    return escaped(json.dumps(piece, ensure_ascii=False)[1:-1]).replace("{", "\\u007b")


def _lines(value: Json, indent: str) -> Iterator[str]:
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, tuple):
        yield string(value)
    elif isinstance(value, dict):
        parts = (f"{json.dumps(key)}: {_inner(part, indent)}" for key, part in value.items())
        yield from _bracketed("{", list(parts), "}", indent)
    else:
        yield from _bracketed("[", [_inner(part, indent) for part in value], "]", indent)


def _inner(value: Json, indent: str) -> str:
    return "".join(_lines(value, indent + "  "))


def _bracketed(opening: str, parts: list[str], closing: str, indent: str) -> Iterator[str]:
    if not parts:
        yield opening + closing
        return
    yield f"{opening}\n{indent}  " + f",\n{indent}  ".join(parts) + f"\n{indent}{closing}"
