"""Bicep files read back: parsed by tree-sitter, strings taken apart here."""

import re
from typing import Any

import tree_sitter
import tree_sitter_bicep

from models.exports.export import Export
from tests.support.deployed import Deployed

ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\([nrt'\\$])|(\$\{)|([^\\$'\n\r]+|.)", re.S)
SIMPLE = {"n": "\n", "r": "\r", "t": "\t"}
SLASH = re.compile(r"(?<!^)/(?=[/*])", re.M)
"""Within a string two slashes are no comment, as the grammar of tree-sitter thinks."""
_LANGUAGE = tree_sitter.Language(tree_sitter_bicep.language())
Node = tree_sitter.Node


def parse(text: str) -> Node:
    """The tree of a file, which must have no fault."""
    root = tree_sitter.Parser(_LANGUAGE).parse(SLASH.sub(r"\\u{2f}", text).encode()).root_node
    assert not root.has_error, text
    return root


def deployed(export: Export, values: dict[str, str]) -> list[Deployed]:
    """What the files of an export deploy, in their order."""
    files = {file.name: file.text for file in export.files}
    root = parse(files["main.bicep"])
    assert _scope(root) == "subscription"
    asked = {name for name, _ in _parameters(root)}
    assert asked == set(values)
    found: list[Deployed] = []
    for module in _of(root, "module_declaration"):
        found += _module(module, files, values)
    assert len(files) == 3 + ("parameters.json" in files) + len(_of(root, "module_declaration"))
    return found


def _module(module: Node, files: dict[str, str], values: dict[str, str]) -> list[Deployed]:
    path = _string(_of(module, "string")[0], {})
    body = value(_of(module, "object")[0], values)
    passed = body.get("params", {})
    inner = parse(files[path])
    assert _scope(inner) == "resourceGroup"
    assert {name for name, _ in _parameters(inner)} == set(passed)
    subscription, group = body["scope"]
    return [
        _resource(row, subscription, group, passed, len(body.get("dependsOn", [])))
        for row in _of(inner, "resource_declaration")
    ]


def _resource(
    row: Node, subscription: str, group: str, values: dict[str, str], after: int
) -> Deployed:
    kind, _, version = _string(_of(row, "string")[0], {}).partition("@")
    body = value(_of(row, "object")[0], values)
    waits = len(body.pop("dependsOn", [])) + after
    return Deployed(subscription, group, kind, version, body.pop("name"), body, waits)


def value(node: Node, values: dict[str, str]) -> Any:
    """The value of an expression."""
    if node.type == "object":
        return {
            _text(row.named_children[0]): value(row.named_children[1], values)
            for row in _of(node, "object_property")
        }
    if node.type == "array":
        return [value(row, values) for row in node.named_children]
    if node.type == "string":
        return _string(node, values)
    if node.type == "identifier":
        return values.get(_text(node), _text(node))
    assert node.type == "call_expression", node.type
    assert _text(node.named_children[0]) == "resourceGroup"
    return [value(row, values) for row in node.named_children[1].named_children]


def _string(node: Node, values: dict[str, str]) -> str:
    return unquoted(_text(node), values)


def unquoted(text: str, values: dict[str, str]) -> str:
    """A string with its escapes and interpolations worked out."""
    assert text[0] == text[-1] == "'"
    result, rest = "", text[1:-1]
    while rest:
        found = ESCAPE.match(rest)
        assert found is not None
        rest = rest[found.end() :]
        if found[3]:
            name, _, rest = rest.partition("}")
            result += values[name]
        elif found[1]:
            result += chr(int(found[1], 16))
        elif found[2]:
            result += SIMPLE.get(found[2], found[2])
        else:
            assert found[4] not in "'\\\n\r"
            result += found[4]
    return result


def _scope(root: Node) -> str:
    return _string(_of(_of(root, "target_scope_assignment")[0], "string")[0], {})


def _parameters(root: Node) -> list[tuple[str, Node]]:
    rows = _of(root, "parameter_declaration")
    return [(_text(_of(row, "identifier")[0]), row) for row in rows]


def _of(node: Node, kind: str) -> list[Node]:
    return [child for child in node.named_children if child.type == kind]


def _text(node: Node) -> str:
    assert node.text is not None
    return node.text.decode()
