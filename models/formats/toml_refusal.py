"""Why a text is no TOML: what is wrong, where, and what to do about it."""

import re

import tomli

from models.errors import Fault
from models.formats.inert import visible

_CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")
_NAMES = re.compile(r"\(('.*'),?\)")
"""The parts of a key as Python writes them."""
_SHOWN = 60
"""How much of the faulty line is shown, in characters."""


def syntax_fault(text: str, error: Exception) -> Fault:
    """What is wrong with a text for which reading TOML raised ``error``."""
    if conflict := _CONFLICT.search(text):
        return _fault_at(
            text, conflict.start(), "an unresolved merge conflict of git; resolve it first"
        )
    if "\r" in text and "\n" not in text:
        message = "its lines end in CR alone, which is not valid TOML; save it with LF line ends"
        return Fault("", message, 1)
    if isinstance(error, tomli.TOMLDecodeError):
        return Fault("", f"not valid TOML: {_what(text, error)}", error.lineno)
    if isinstance(error, RecursionError):
        return Fault("", "not valid TOML: nested too deeply")
    if number := _LONG_NUMBER.search(text):
        return _fault_at(text, number.start(), "not valid TOML: a number has too many digits")
    return Fault("", f"not valid TOML: {error}")


def _fault_at(text: str, start: int, message: str) -> Fault:
    return Fault("", message, text.count("\n", 0, start) + 1)


def _what(text: str, error: tomli.TOMLDecodeError) -> str:
    """What tomli says, where in the line, and the line itself, as much of it as is needed."""
    said = _NAMES.sub(r"\1", error.msg)
    if error.pos >= len(text.rstrip()) and not said.startswith("Cannot"):
        cut_off = "" if text.endswith("\n") else "; was it cut off?"
        return f"{said} (the file ends there{cut_off})"
    start = max(text.rfind("\n", 0, error.pos) + 1, error.pos - _SHOWN // 2)
    line = text[start : start + _SHOWN].partition("\n")[0].rstrip()
    return f"{said} (column {error.colno}): {visible(line)}"
