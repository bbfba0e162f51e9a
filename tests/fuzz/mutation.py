"""Inputs made from other inputs: a value, a line or some bytes in the wrong place.

Coverage-guided fuzzing changes bytes and learns which changes reach new code; this knows what
the formats are made of, so that what it makes is mostly still JSON, TOML or a table.
"""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from tests.support.mangling import JUNK, places

LONGEST = 64 * 1024
"""The longest input that is made, in bytes."""
PIECES = (
    *(b"", b"\n", b"\r", b"\r\n", b"\0", b"\x1b[31m", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    *("\u202e\u200b\x9b".encode(), "٨".encode(), b"\\ud800", b"\\u0000", b"=cmd", b"@{a=b}"),
    *(b"[" * 500, b"{" * 500, b'{"a":' * 300, b"a." * 300, b"9" * 5000, b"x" * 20_000, b'"' * 99),
    *(b"1e999", b"nan", b"-inf", b"1979-05-27", b"true", b"null", b"0.0.0.0/0", b"::/0", b"/2"),
    *(b"[concat(parameters('a'),'", b"[[", b"]]", b'"""', b"'''", b"<<<<<<< HEAD\n", b"://", b"-"),
)
"""What has made parsers fail."""


def mutated(data: bytes, random: Random) -> bytes:
    """An input like ``data`` with one to four things changed."""
    for _ in range(random.randint(1, 4)):
        data = random.choice(_WAYS)(data, random)
    return data[:LONGEST]


def _value(data: bytes, random: Random) -> bytes:
    """Replace a value of a JSON document, leave it out, or put another of its values there."""
    try:
        document = json.loads(data)
        found = list(places(document))
    except (ValueError, RecursionError):
        return _line(data, random)
    if not found:
        return data
    holder, key = random.choice(found)
    how = random.randrange(4)
    if how == 0:
        del holder[key]
    elif how == 1:
        other, at = random.choice(found)
        holder[key] = other[at]
    else:
        holder[key] = random.choice(JUNK)
    return _written(document, data)


def _written(document: Any, otherwise: bytes) -> bytes:
    try:
        return json.dumps(document).encode()
    except (ValueError, RecursionError):  # a value that was put into itself
        return otherwise


def _line(data: bytes, random: Random) -> bytes:
    """Put a line twice, leave it out, move it, or end it early."""
    lines = data.split(b"\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    how = random.randrange(4)
    if how == 0:
        lines.insert(to, lines[at])
    elif how == 1:
        del lines[at]
    elif how == 2:
        lines.insert(to, lines.pop(at))
    else:
        lines[at] = lines[at][: random.randint(0, len(lines[at]))]
    return b"\n".join(lines)


def _piece(data: bytes, random: Random) -> bytes:
    """Put something that has made parsers fail in place of some bytes."""
    start = random.randint(0, len(data))
    end = start + random.choice((0, 0, 1, 4, 20))
    return data[:start] + random.choice(PIECES) + data[end:]


def _bytes(data: bytes, random: Random) -> bytes:
    """Change, leave out or repeat some bytes."""
    start = random.randint(0, len(data))
    end = min(len(data), start + random.choice((1, 2, 8, 100)))
    middle = data[start:end]
    how = random.randrange(3)
    if how == 0:
        middle = bytes(byte ^ (1 << random.randrange(8)) for byte in middle)
    elif how == 1:
        middle = b""
    else:
        middle *= random.randint(2, 30)
    return data[:start] + middle + data[end:]


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (_value, _value, _line, _piece, _bytes)
