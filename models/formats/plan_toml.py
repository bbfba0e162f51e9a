"""The plan file: TOML to a plan and back (``docs/plan-format.md``).

Reading reports every fault at once; writing is deterministic: one plan, one text, with
the keys in a fixed order and defaults left out.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import tomli
import tomli_w

from models.errors import InvalidInput
from models.formats.plan_data import (
    LineOf,
    PlanFile,
    data_of,
    file_of,
    format_flaw,
    plan_from,
    plan_of,
)
from models.formats.toml_lines import Lines
from models.formats.toml_pieces import pieces
from models.formats.toml_refusal import syntax_fault
from models.memory import garbage_collected_later
from models.plan import Plan
from models.progress import Progress, part_of, untold
from models.regions import RegionCatalogue

TABLES = ("subnets", "network_interfaces", "ip_configurations")
"""Arrays inside the rows of a plan that are written as tables of their own."""
READ = 0.8
"""How much of reading a file is done once each row by itself is right."""

_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""What steers a terminal or the direction of text, or is not there to be seen: written as
numbers, so that a difference between two files is what it looks like."""
_ESCAPED = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')
"""What a TOML string between quotes cannot have as it is."""


def loads(
    text: str,
    source: str = "plan",
    regions: RegionCatalogue | None = None,
    progress: Progress = untold,
) -> Plan:
    """The plan that a text holds.

    ``source`` is what messages call the file. Raises :class:`InvalidInput` with every
    fault, each with its place and, where it can be known, its line.
    """
    with garbage_collected_later():
        line_of = _line_of(text)
        if file := _sound_file(text, part_of(progress, 0, READ)):
            return plan_of(file, source, line_of, regions, progress=part_of(progress, READ, 1))
        try:
            data = tomli.loads(text)
        except (ValueError, RecursionError) as error:
            raise InvalidInput(source, [syntax_fault(text, error)]) from error
        try:
            return plan_from(data, source, line_of, regions)
        except RecursionError as error:
            raise InvalidInput(source, [syntax_fault(text, error)]) from error


def _sound_file(text: str, progress: Progress) -> PlanFile | None:
    """The file, read piece by piece; ``None`` where that cannot be, or anything is wrong."""

    def told() -> Iterator[Mapping[str, Any]]:
        for number, piece in enumerate(pieces(text)):
            if number == 0 and format_flaw(piece.data):
                raise ValueError("not the format that is read")
            progress(piece.begins)
            yield piece.data

    try:
        return file_of(told())
    except (ValueError, RecursionError):
        return None


def _line_of(text: str) -> LineOf:
    """Finds lines in a text, which is only gone through once there is a fault."""
    lines = cache(lambda: Lines(text))
    return lambda path: lines().of(path)


def dumps(plan: Plan) -> str:
    """The text of a plan; reading it gives the same plan, writing that the same text."""
    data = data_of(plan)
    top = {key: value for key, value in data.items() if not isinstance(value, list)}
    chunks: list[str] = []
    _write_table(chunks, "", top)
    for name in (key for key in data if key not in top):
        header = f"\n[[{name}]]\n"
        for row in data[name]:
            chunks.append(header)
            _write_table(chunks, f"{name}.", row)
    text = "".join(chunks)
    return text if text.isascii() else _UNSEEN.sub(_as_number, text)


def _as_number(found: re.Match[str]) -> str:
    """The escape that stands for a character in a TOML string."""
    number = ord(found[0])
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _write_table(chunks: list[str], prefix: str, row: Mapping[str, Any]) -> None:
    """The keys of a table in order, then the tables inside it, each under its own header.

    An array of the plan is always written as tables, however short: else one edit could
    turn the whole array from one layout of tomli-w into the other.
    """
    lines: list[str] = []
    inner: list[tuple[str, Any]] = []
    usual = True
    for key, value in row.items():
        if type(value) is str and not _ESCAPED.search(value):
            lines.append(f'{key} = "{value}"\n')
        elif _is_table(key, value):
            inner.append((key, value))
        elif usual and (literal := _literal(value)):
            lines.append(f"{key} = {literal}\n")
        else:
            usual = False
    if usual:
        chunks += lines
    else:
        tables = [key for key, _ in inner]
        chunks += _keys({key: value for key, value in row.items() if key not in tables})
    for key, value in inner:
        one = isinstance(value, dict)
        header = f"\n[{prefix}{key}]\n" if one else f"\n[[{prefix}{key}]]\n"
        for table in [value] if one else value:
            chunks.append(header)
            _write_table(chunks, f"{prefix}{key}.", table)


def _literal(value: Any) -> str | None:
    """A value as tomli-w writes it, much faster; ``None`` if it is one to leave to tomli-w."""
    if type(value) is str:
        return None if _ESCAPED.search(value) else f'"{value}"'
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is int:
        return str(value)
    if type(value) is list and value and type(value[0]) is str:
        literals = [_literal(part) for part in value]
        lines = ",\n    ".join(literal for literal in literals if literal)
        return f"[\n    {lines},\n]" if None not in literals else None
    return None


def _keys(own: Mapping[str, Any]) -> Iterator[str]:
    """Keys with their values; only a text that is a value by itself may take several lines."""
    if not any(isinstance(value, str) and "\n" in value for value in own.values()):
        yield tomli_w.dumps(own)
        return
    for key, value in own.items():
        # tomli-w turns CR LF into LF where it writes several lines
        lines = isinstance(value, str) and "\r" not in value
        yield tomli_w.dumps({key: value}, multiline_strings=lines)


def _is_table(key: str, value: Any) -> bool:
    if key == "in_use":
        return tomli_w.dumps({key: value}).startswith("[[")
    return isinstance(value, dict) or key in TABLES
