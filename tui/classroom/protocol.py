"""The packets between the server and the process of a visitor: those of Textual's web driver."""

import json
from asyncio import IncompleteReadError, StreamReader
from collections.abc import AsyncIterator
from typing import Any

from models.errors import PlanError

DATA, META, PACKED = b"D", b"M", b"P"
"""What is typed or shown; a table in JSON; a part of a file that is downloaded."""
READY = b"__GANGLION__\n"
"""What a process writes before its first packet."""
LARGEST = 16 * 1024 * 1024
"""The largest packet of a process, in bytes; a repaint of the largest screen takes a fifth."""
MOST_LINES = 10
"""How many lines may come before :data:`READY`."""


class Garbled(PlanError):
    """A process wrote what is no packet."""


def packet(kind: bytes, payload: bytes) -> bytes:
    """A packet as it is written."""
    return kind + len(payload).to_bytes(4, "big") + payload


def meta(kind: str, **values: Any) -> bytes:
    """A packet that says something to the driver."""
    return packet(META, json.dumps({"type": kind, **values}).encode())


async def packets(stream: StreamReader) -> AsyncIterator[tuple[bytes, bytes]]:
    """The packets of a process until it ends: of which kind, and what is in it.

    Raises :class:`Garbled` for anything else.
    """
    for _ in range(MOST_LINES):
        try:
            line = await stream.readline()
        except ValueError as error:
            raise Garbled("a line too long before the first packet") from error
        if line in (READY, b""):
            break
    else:
        raise Garbled("no packet comes")
    while True:
        try:
            head = await stream.readexactly(5)
            size = int.from_bytes(head[1:], "big")
            if head[:1] not in (DATA, META, PACKED) or size > LARGEST:
                raise Garbled("a packet of an unknown kind, or too large")
            yield head[:1], await stream.readexactly(size)
        except (IncompleteReadError, ConnectionError):
            return


def table(payload: bytes) -> dict[str, Any]:
    """What is in a packet of the kind :data:`META`. Raises :class:`Garbled`."""
    try:
        data = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise Garbled("a packet that is not JSON") from error
    if not isinstance(data, dict):
        raise Garbled("a packet that is no table")
    return data
