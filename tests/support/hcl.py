"""Terraform configurations read back: parsed by python-hcl2, strings taken apart here."""

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import hcl2

from models.exports.export import Export

TERRAFORM = shutil.which("terraform")
ESCAPE = re.compile(
    r'\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([nrt"\\])|(\$\$\{)|(%%\{)|(\$\{)|(%\{)|([^\\$%"\n]+|.)',
    re.S,
)
SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


class Reference(NamedTuple):
    """An expression that is not a literal."""

    text: str


def parsed(export: Export) -> dict[str, Any]:
    """All files of a configuration as one."""
    return hcl2.loads("".join(file.text for file in export.files if file.name.endswith(".tf")))


def blocks(data: dict[str, Any], kind: str) -> dict[tuple[str, ...], Any]:
    """The blocks of a kind in what was parsed, by labels, with values for their text."""
    found: dict[tuple[str, ...], Any] = {}
    for block in data.get(kind, []):
        labels: tuple[str, ...] = ()
        while "__is_block__" not in block:
            ((label, block),) = block.items()
            labels += (label.strip('"'),)
        assert labels not in found or not labels
        found[labels or (str(len(found)),)] = value(block)
    return found


def value(of: Any) -> Any:
    """A literal, a :class:`Reference`, or a tuple of both."""
    if isinstance(of, dict):
        return {key: value(part) for key, part in of.items() if not key.startswith("__")}
    if isinstance(of, list):
        return [value(part) for part in of]
    if isinstance(of, str) and of.startswith('"'):
        parts = unquoted(of)
        return parts[0] if len(parts) == 1 else parts
    if isinstance(of, str):
        return Reference(of.removeprefix("${").removesuffix("}"))
    return of


def unquoted(text: str) -> tuple[str | Reference, ...]:
    """The pieces of a quoted template."""
    assert text[0] == text[-1] == '"'
    parts: list[str | Reference] = [""]
    rest = text[1:-1]
    while rest:
        found = ESCAPE.match(rest)
        assert found is not None
        rest = rest[found.end() :]
        if found[7]:
            raise AssertionError("a directive")
        if found[6]:
            inner, _, rest = rest.partition("}")
            parts += [Reference(inner), ""]
            continue
        assert isinstance(parts[-1], str)
        parts[-1] += _character(found)
    return tuple(part for part in parts if part != "") or ("",)


def _character(found: re.Match[str]) -> str:
    if number := found[1] or found[2]:
        return chr(int(number, 16))
    if found[3]:
        return SIMPLE[found[3]]
    if found[4] or found[5]:
        return found[0][1:]
    assert found[0] not in '"\\\n'
    return found[0]


def evaluated(templates: list[str], directory: Path) -> list[str]:
    """What Terraform itself takes quoted templates for."""
    assert TERRAFORM is not None
    rows = "".join(f"    {template},\n" for template in templates)
    config = f"locals {{\n  texts = [\n{rows}  ]\n}}\n"
    (directory / "main.tf").write_text(config, encoding="utf-8")
    done = subprocess.run(
        [TERRAFORM, f"-chdir={directory}", "console"],
        input="base64encode(jsonencode(local.texts))\n",
        capture_output=True,
        text=True,
        env={**os.environ, "CHECKPOINT_DISABLE": "1"},
        check=True,
    )
    texts: list[str] = json.loads(base64.b64decode(done.stdout.strip().strip('"')))
    return texts
