"""HCL, the language of Terraform: blocks, expressions and their text, as `fmt` leaves it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from models.exports.application import Parameter, Text
from models.formats.inert import visible


@dataclass(frozen=True, slots=True)
class Reference:
    """An expression that stands as it is: a reference, a keyword or a type."""

    text: str


Expression: TypeAlias = "Text | Reference | bool | list[Expression]"


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its comments, head, arguments and then the blocks in it."""

    kind: str
    labels: tuple[str, ...] = ()
    arguments: tuple[tuple[str, Expression], ...] = ()
    blocks: tuple["Block", ...] = ()
    comments: tuple[str, ...] = ()


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"$%]')
_TEMPLATE = re.compile(r"([$%])\1*\{")


def quoted(text: Text) -> str:
    """A text as a quoted template in which only its parameters are interpolated."""
    return '"' + "".join(map(_piece, text)) + '"'


def expression(value: Expression) -> str:
    """The text of an expression, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Reference):
        return value.text
    if isinstance(value, list):
        return "[" + ", ".join(map(expression, value)) + "]"
    if len(value) == 1 and isinstance(value[0], Parameter):
        return _variable(value[0])
    return quoted(value)


def comment(text: str) -> str:
    """A comment line; what would end it, or would be obeyed, is shown instead."""
    return f"# {visible(text)}"


def dumps(blocks: list[Block]) -> str:
    """The text of a file, with a blank line between its blocks."""
    return "\n".join("\n".join(_lines(block, "")) + "\n" for block in blocks)


def parameters(value: "Block | Expression") -> Iterator[Parameter]:
    """Every parameter that something refers to, as often as it does."""
    if isinstance(value, Block):
        for _, argument in value.arguments:
            yield from parameters(argument)
        for block in value.blocks:
            yield from parameters(block)
    elif isinstance(value, list | tuple):
        for part in value:
            if isinstance(part, Parameter):
                yield part
            elif not isinstance(part, str):
                yield from parameters(part)


def _lines(block: Block, indent: str) -> Iterator[str]:
    yield from (indent + comment(line) for line in block.comments)
    head = " ".join([block.kind, *(f'"{label}"' for label in block.labels)])
    if not block.arguments and not block.blocks:
        yield f"{indent}{head} {{}}"
        return
    yield f"{indent}{head} {{"
    inner = indent + "  "
    width = max((len(name) for name, _ in block.arguments), default=0)
    for name, value in block.arguments:
        yield f"{inner}{name:<{width}} = {expression(value)}"
    for number, nested in enumerate(block.blocks):
        if number or block.arguments:
            yield ""
        yield from _lines(nested, inner)
    yield indent + "}"


def _variable(parameter: Parameter) -> str:
    return f"var.{parameter.name}"


def _piece(piece: str | Parameter) -> str:
    if isinstance(piece, Parameter):
        return f"${{{_variable(piece)}}}"
    if not _SPECIAL.search(piece) and visible(piece) == piece:
        return piece
    return _closed("".join(map(_escape, _TEMPLATE.sub(_doubled, piece))))


def _doubled(match: re.Match[str]) -> str:
    return match[0][:-2] + match[1] * 2 + "{"


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if visible(character) == character:
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _closed(text: str) -> str:
    """The text without a ``$`` or ``%`` at its end, which would join what follows."""
    return re.sub(r"[$%]$", lambda match: f"\\u{ord(match[0]):04x}", text)
