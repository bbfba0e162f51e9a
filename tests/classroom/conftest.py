"""What the tests of a class start from: a server, visitors without a browser, a stand-in app."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from tui.classroom.server import Rules, Server

STAND_IN = """
import json, os, sys
def packet(kind, data):
    os.write(1, kind + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
packet(b"D", json.dumps({"cwd": os.getcwd(), "names": sorted(os.environ)}).encode() + b"!")
def exactly(count):
    data = b""
    while len(data) < count:
        more = os.read(0, count - len(data))
        if not more:
            sys.exit(0)
        data += more
    return data
while True:
    kind, size = exactly(1), int.from_bytes(exactly(4), "big")
    data = exactly(size)
    if kind == b"M" and json.loads(data)["type"] == "quit" and "stubborn" not in sys.argv:
        sys.exit(0)
    if data == b"q":
        packet(b"M", b'{"type": "exit"}')
    elif data == b"c":
        sys.exit("went wrong: \\x1b[31mred")
    elif data == b"m":
        packet(b"M", b'{"type": "exit"}')
        sys.exit(70)
    elif data == b"g":
        os.write(1, b"garbage without any sense")
    elif data == b"u":
        packet(b"M", b'{"type": "open_url", "url": "https://learn.microsoft.com/x"}')
        packet(b"M", b'{"type": "open_url", "url": "javascript:alert(1)"}')
    else:
        packet(b"D", kind + data + b"!")
"""
"""Says where it is and what its environment names; then repeats what it is sent."""
STAND_IN_COMMAND = (sys.executable, "-I", "-S", "-c", STAND_IN)
Started = tuple[Server, TestServer]
Start = Callable[..., AbstractAsyncContextManager[Started]]
Client = Callable[[], ClientSession]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the class keeps what it needs: nothing is left there."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look more often whether a screen is idle, and let what a test made be collected."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 100)
    monkeypatch.setattr("tui.screens.opening.lasting", lambda: None)


@pytest.fixture
def start(temporary: Path) -> Start:
    """Starts a server for a while."""

    @asynccontextmanager
    async def start_it(**rules: Any) -> AsyncIterator[Started]:
        server = Server(replace(Rules(command=STAND_IN_COMMAND), **rules))
        listening = TestServer(server.application())
        await listening.start_server()
        try:
            yield server, listening
        finally:
            await listening.close()
        assert list(temporary.iterdir()) == []

    return start_it


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """Makes browsers: each with cookies of its own."""
    made: list[ClientSession] = []

    def make() -> ClientSession:
        made.append(ClientSession(cookie_jar=CookieJar(unsafe=True)))
        return made[-1]

    yield make
    for one in made:
        await one.close()
