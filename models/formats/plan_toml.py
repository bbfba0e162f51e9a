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

from models.errors import Fault, InvalidInput
from models.formats.plan_data import LineOf, data_of, plan_from
from models.formats.toml_lines import Lines
from models.plan import Plan
from models.regions import RegionCatalogue

TABLES = ("subnets", "network_interfaces", "ip_configurations")
"""Arrays inside the rows of a plan that are written as tables of their own."""


_CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""What steers a terminal or the direction of text, or is not there to be seen: written as
numbers, so that a difference between two files is what it looks like."""
_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")


def loads(text: str, source: str = "plan", regions: RegionCatalogue | None = None) -> Plan:
    """The plan that a text holds.

    ``source`` is what messages call the file. Raises :class:`InvalidInput` with every
    fault, each with its place and, where it can be known, its line.
    """
    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(source, [_syntax_fault(text, error)]) from error
    try:
        return plan_from(data, source, _line_of(text), regions)
    except RecursionError as error:
        raise InvalidInput(source, [_syntax_fault(text, error)]) from error


def _line_of(text: str) -> LineOf:
    """Finds lines in a text, which is only gone through once there is a fault."""
    lines = cache(lambda: Lines(text))
    return lambda path: lines().of(path)


def dumps(plan: Plan) -> str:
    """The text of a plan; reading it gives the same plan, writing that the same text."""
    data = data_of(plan)
    top = {key: value for key, value in data.items() if not isinstance(value, list)}
    chunks = list(_table("", top))
    for name in (key for key in data if key not in top):
        for row in data[name]:
            chunks += ["\n", f"[[{name}]]\n", *_table(name, row)]
    text = "".join(chunks)
    return text if text.isascii() else _UNSEEN.sub(_as_number, text)


def _as_number(found: re.Match[str]) -> str:
    """The escape that stands for a character in a TOML string."""
    number = ord(found[0])
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _table(name: str, row: Mapping[str, Any]) -> Iterator[str]:
    """The keys of a table in order, then the tables inside it, each under its own header.

    An array of the plan is always written as tables, however short: else one edit could
    turn the whole array from one layout of tomli-w into the other.
    """
    prefix = f"{name}." if name else ""
    inner = {key: value for key, value in row.items() if _is_table(key, value)}
    own = {key: value for key, value in row.items() if key not in inner}
    yield from _keys(own)
    for key, value in inner.items():
        header = f"[{prefix}{key}]" if isinstance(value, dict) else f"[[{prefix}{key}]]"
        for table in [value] if isinstance(value, dict) else value:
            yield f"\n{header}\n"
            yield from _table(prefix + key, table)


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


def _syntax_fault(text: str, error: Exception) -> Fault:
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return Fault("", "an unresolved merge conflict of git; resolve it first", line)
    if isinstance(error, tomli.TOMLDecodeError):
        return Fault("", f"not valid TOML: {error.msg} (column {error.colno})", error.lineno)
    if isinstance(error, RecursionError):
        return Fault("", "not valid TOML: nested too deeply")
    if number := _LONG_NUMBER.search(text):
        line = text.count("\n", 0, number.start()) + 1
        return Fault("", "not valid TOML: a number has too many digits", line)
    return Fault("", f"not valid TOML: {error}")
