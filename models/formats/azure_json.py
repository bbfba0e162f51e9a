"""JSON from outside: bytes to values, with one clear fault for each way that can fail."""

import json
import math
from collections import Counter
from typing import Any, NoReturn

from models.errors import Fault, InvalidInput
from models.formats.azure_names import clipped
from models.formats.inert import visible
from models.formats.near_json import given_instead, without_comments, without_warnings

_MORE = "more stands behind its end; give every document a file of its own"


def parse(source: str, data: bytes) -> Any:
    """The value in a JSON document in UTF-8, UTF-16 or UTF-32, with or without a mark.

    Raises :class:`InvalidInput`.
    """
    if fault := _unreadable(data):
        raise InvalidInput(source, [fault])
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault("", f"byte {error.start} is not text; expected JSON in UTF-8", line)
        raise InvalidInput(source, [fault]) from None
    try:
        return _value(text)
    except json.JSONDecodeError as error:
        said = _MORE if error.msg == "Extra data" else f"{error.msg[0].lower()}{error.msg[1:]}"
        fault = Fault("", f"not valid JSON: {said} (column {error.colno})", error.lineno)
        if instead := given_instead(text):
            fault = Fault("", instead)
    except RecursionError:
        fault = Fault("", "not usable JSON: nested too deeply")
    except ValueError as error:
        fault = Fault("", f"not usable JSON: {_without_advice(str(error))}")
    raise InvalidInput(source, [fault])


def _value(text: str) -> Any:
    """The value, also behind warnings, and of a template with comments or long texts."""
    try:
        return _loads(text)
    except json.JSONDecodeError:
        plain = without_warnings(text)
        if (template := without_comments(plain)) is None and plain == text:
            raise
    return _loads(plain) if template is None else _loads(template, strict=False)


def _loads(text: str, *, strict: bool = True) -> Any:
    return json.loads(
        text,
        parse_constant=_no_constant,
        parse_float=_finite,
        object_pairs_hook=_object,
        strict=strict,
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; which of two values of one key would hold, nobody can tell."""
    found = dict(pairs)
    if len(found) < len(pairs):
        [(key, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key {visible(clipped(key))!r} is there twice in one object")
    return found


def _encoding(data: bytes) -> str:
    return json.detect_encoding(data)


def _unreadable(data: bytes) -> Fault | None:
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return Fault("", "the file is empty")
    if _encoding(data).startswith("utf-8") and b"\0" in data:
        return Fault("", "a binary file, not text; expected JSON")
    return None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"the number {clipped(number)} is too large")
    return value


def _without_advice(message: str) -> str:
    """Python's words on a number of thousands of digits, without its advice to programmers."""
    return "a number has too many digits" if "integer string conversion" in message else message
