"""Exported PowerShell read back: its syntax tree, and the values of the data at its top.

Only what the export may write into data is understood: whatever else stands there, such as a
command or a string that expands, fails.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

QUOTES = "'\u2018\u2019\u201a\u201b"
"""All that PowerShell takes for a single quote."""


class Asked(str):
    """A parameter of the script in place of a value."""

    __slots__ = ()


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_powershell.language()))


def parsed(script: str) -> Node:
    """The syntax tree of a script, which has no error in it."""
    root = _parser().parse(script.encode()).root_node
    assert not root.has_error, list(_errors(root))
    return root


def nodes(node: Node, kind: str) -> Iterator[Node]:
    """All nodes of a kind below a node, outermost first."""
    if node.type == kind:
        yield node
    for child in node.children:
        yield from nodes(child, kind)


def text_of(node: Node) -> str:
    """The script's own text of a node."""
    assert node.text is not None
    return node.text.decode()


def data_of(root: Node) -> dict[str, Any]:
    """The tables at the top of a script by the names of their variables."""
    tables = {}
    for statement in _statements(root):
        found = re.match(r"\$(\w+) = @\(", text_of(statement))
        if found and found[1] in ("Vaults", "Networks", "Mappings", "Items"):
            [assignment] = statement.children
            tables[found[1]] = value_of(assignment.children[-1])
    return tables


def value_of(node: Node) -> Any:
    """The value of a literal."""
    kind = node.type
    if kind == "string_literal":
        return unquoted(text_of(node))
    if kind == "variable":
        name = text_of(node)
        return {"$true": True, "$false": False}.get(name.lower(), Asked(name))
    if kind == "hash_literal_expression":
        return {text_of(entry.children[0]): value_of(entry.children[2]) for entry in _entries(node)}
    if kind == "array_expression":
        return list(_listed(node))
    if kind == "invokation_expression":
        return _unescaped(node)
    parts = [child for child in node.children if child.type not in ("(", ")", "+", ",")]
    if kind == "additive_expression" and len(parts) > 1:
        return tuple(_flat([value_of(part) for part in parts]))
    assert len(parts) == 1, f"{kind}: {text_of(node)}"
    return value_of(parts[0])


def unquoted(literal: str) -> str:
    """What a single-quoted string says, by PowerShell's rules; it has to end where it ends."""
    assert literal[0] in QUOTES, literal
    said: list[str] = []
    position = 1
    while position < len(literal):
        character = literal[position]
        if character in QUOTES:
            if position == len(literal) - 1:
                return "".join(said)
            assert literal[position + 1] in QUOTES, f"{literal!r} ends in its middle"
            position += 1
        said.append(character)
        position += 1
    raise AssertionError(f"{literal!r} does not end")


def _flat(pieces: list[Any]) -> Iterator[str]:
    """The pieces of a text that has parameters in it."""
    for piece in pieces:
        yield from piece if isinstance(piece, tuple) else (piece,)


def _unescaped(node: Node) -> str:
    """``[regex]::Unescape('…')``, the one call that data may have."""
    said = re.fullmatch(r"\[regex\]::Unescape\(('.*')\)", text_of(node))
    assert said, text_of(node)
    units = re.sub(
        r"\\(?:u([0-9a-f]{4})|(\\))",
        lambda found: chr(int(found[1], 16)) if found[1] else found[2],
        unquoted(said[1]),
    )
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _statements(root: Node) -> Iterator[Node]:
    for part in root.children:
        if part.type == "statement_list":
            yield from part.children


def _entries(node: Node) -> Iterator[Node]:
    for body in node.children:
        if body.type == "hash_literal_body":
            yield from (entry for entry in body.children if entry.type == "hash_entry")


def _listed(node: Node) -> Iterator[Any]:
    """The elements of ``@(…)``: of an array with commas, or a statement each."""
    for statements in node.children:
        if statements.type != "statement_list":
            continue
        for statement in statements.children:
            for array in islice(nodes(statement, "array_literal_expression"), 1):
                yield from (value_of(part) for part in array.children if part.type != ",")


def _errors(node: Node) -> Iterator[str]:
    if node.type == "ERROR" or node.is_missing:
        yield f"{node.start_point}: {text_of(node)[:200]}"
    for child in node.children:
        if child.has_error:
            yield from _errors(child)
