"""Functions on texts, and those that make texts of other values."""

import json
import re
from typing import Any, NoReturn
from urllib.parse import urljoin

from models.formats.arm_template.functions.function import (
    LONGEST_LIST,
    LONGEST_TEXT,
    Function,
    Sees,
    elements,
    joined,
    spelled,
    text,
    whole,
)
from models.formats.arm_template.unresolved import CannotResolve

_PLACES = re.compile(r"\{\{|\}\}|\{([0-9]{1,3})(?::([^{}]*))?\}|[{}]")
"""What stands for something else in a text of ``format``, as .NET has it."""
_PADDED = re.compile(r"[dD]([0-9]{0,2})")


def _concat(*parts: Any) -> str | list[Any]:
    if parts and all(isinstance(part, list) for part in parts):
        found = [element for part in parts for element in part]
        if len(found) > LONGEST_LIST:
            raise CannotResolve(f"an array becomes longer than {LONGEST_LIST}")
        return found
    return joined(map(spelled, parts))


def _format(pattern: Any, *values: Any) -> str:
    parts, position = [], 0
    for match in _PLACES.finditer(text(pattern)):
        parts += [pattern[position : match.start()], _placed(match, values)]
        position = match.end()
    return joined([*parts, pattern[position:]])


def _placed(match: re.Match[str], values: tuple[Any, ...]) -> str:
    if match[0] in {"{{", "}}"}:
        return match[0][0]
    if match[1] is None or int(match[1]) >= len(values):
        raise CannotResolve("format() has no value for a place in its text")
    value, form = values[int(match[1])], match[2]
    if not form:
        return spelled(value)
    padded = _PADDED.fullmatch(form)
    if padded is None:
        raise CannotResolve("format() with a form of numbers that is not known here")
    number = whole(value)
    return f"{'-' if number < 0 else ''}{abs(number):0{padded[1] or 0}d}"


def _lower(value: Any) -> str:
    return text(value).lower()


def _upper(value: Any) -> str:
    return text(value).upper()


def _trim(value: Any) -> str:
    return text(value).strip()


def _substring(value: Any, start: Any, length: Any = None) -> str:
    end = len(text(value)) if length is None else whole(start) + whole(length)
    if not 0 <= whole(start) <= end <= len(value):
        raise CannotResolve("substring() reaches beyond its text")
    return str(value[start:end])


def _replace(value: Any, old: Any, new: Any) -> str:
    if not text(old):
        raise CannotResolve("replace() is given no text to look for")
    if len(text(value)) + value.count(old) * len(text(new)) > LONGEST_TEXT:
        raise CannotResolve(f"a text becomes longer than {LONGEST_TEXT} characters")
    return str(value.replace(old, new))


def _split(value: Any, separators: Any) -> list[str]:
    given = separators if isinstance(separators, list) else [separators]
    if not given or not all(map(text, given)):
        raise CannotResolve("split() is given no separator")
    found = re.split("|".join(map(re.escape, given)), text(value), maxsplit=LONGEST_LIST)
    return list(found)


def _join(values: Any, separator: Any) -> str:
    between = text(separator)
    parts = [spelled(value) for value in elements(values)]
    return joined(part for each in parts for part in (between, each))[len(between) :]


def _pad_left(value: Any, length: Any, character: Any = " ") -> str:
    if not 0 <= whole(length) <= LONGEST_TEXT or len(text(character)) != 1:
        raise CannotResolve("padLeft() cannot make a text of that length")
    return spelled(value).rjust(length, character)


def _starts_with(value: Any, start: Any) -> bool:
    return text(value).lower().startswith(text(start).lower())


def _ends_with(value: Any, end: Any) -> bool:
    return text(value).lower().endswith(text(end).lower())


def _string(value: Any) -> str:
    if isinstance(value, list | dict):
        return joined([json.dumps(value, ensure_ascii=False, separators=(",", ":"))])
    return spelled(value)


def _json(value: Any) -> Any:
    try:
        return json.loads(text(value), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise CannotResolve("json() is given something that is not JSON") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _uri(base: Any, relative: Any) -> str:
    try:
        return joined([urljoin(text(base), text(relative))])
    except ValueError:
        raise CannotResolve("uri() is given something that is no address") from None


FUNCTIONS = {
    "concat": Function(_concat, 1, None, Sees.NOTHING),
    "format": Function(_format, 1, None, Sees.NOTHING),
    "tolower": Function(_lower, 1, 1, Sees.NOTHING),
    "toupper": Function(_upper, 1, 1, Sees.NOTHING),
    "trim": Function(_trim, 1, 1),
    "substring": Function(_substring, 2, 3),
    "replace": Function(_replace, 3, 3),
    "split": Function(_split, 2, 2),
    "join": Function(_join, 2, 2),
    "padleft": Function(_pad_left, 2, 3),
    "startswith": Function(_starts_with, 2, 2),
    "endswith": Function(_ends_with, 2, 2),
    "string": Function(_string, 1, 1),
    "json": Function(_json, 1, 1, Sees.NOTHING),
    "uri": Function(_uri, 2, 2),
}
