"""JSON from outside: bytes to values, with one clear fault for each way that can fail."""

import json
from typing import Any, NoReturn

from models.errors import Fault, InvalidInput
from models.formats.near_json import given_instead, without_comments


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
        said = f"{error.msg[0].lower()}{error.msg[1:]}"
        fault = Fault("", f"not valid JSON: {said} (column {error.colno})", error.lineno)
        if instead := given_instead(text):
            fault = Fault("", instead)
    except RecursionError:
        fault = Fault("", "not usable JSON: nested too deeply")
    except ValueError as error:
        fault = Fault("", f"not usable JSON: {_without_advice(str(error))}")
    raise InvalidInput(source, [fault])


def _value(text: str) -> Any:
    """The value, also of a template with comments or with texts of several lines."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError:
        if (plain := without_comments(text)) is None:
            raise
    return json.loads(plain, parse_constant=_no_constant, strict=False)


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


def _without_advice(message: str) -> str:
    """Python's words on a number of thousands of digits, without its advice to programmers."""
    return "a number has too many digits" if "integer string conversion" in message else message
