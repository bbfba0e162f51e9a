"""A visitor of a class without a browser: what one would send, and the screen one would show."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pyte
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestServer

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
}
"""What a terminal sends for a key, by Textual's name of it."""
WAIT = 15.0
"""How long something may take to be seen, in seconds."""


def sent(key: str) -> str:
    """What a terminal sends for a key."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) - ord("a") + 1)
    return KEYS.get(key, key)


class Screen:
    """A terminal that is fed with what the server sends."""

    def __init__(self, width: int = 120, height: int = 40) -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self._news = asyncio.Event()

    def feed(self, data: bytes) -> None:
        self._stream.feed(data)
        self._news.set()

    def clear(self) -> None:
        """Show nothing, as at the start."""
        self._screen.reset()

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def until(self, holds: str | Callable[[str], bool]) -> str:
        """Wait until the screen has some words, or until something holds of it; the screen."""
        test = holds if callable(holds) else lambda text: holds in text
        async with asyncio.timeout(WAIT):
            while not test(self.text):
                self._news.clear()
                await self._news.wait()
        return self.text

    async def settled(self, quiet: float = 0.12) -> str:
        """Wait until nothing has come for a while; the screen."""
        while True:
            self._news.clear()
            try:
                async with asyncio.timeout(quiet):
                    await self._news.wait()
            except TimeoutError:
                return self.text


class ClassVisitor:
    """Somebody who has connected."""

    def __init__(self, socket: ClientWebSocketResponse, screen: Screen) -> None:
        self.socket, self.screen = socket, screen
        self.told: list[Any] = []
        """What the page was told: downloads, warnings."""
        self._reads = asyncio.create_task(self._read())

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.socket.send_json(["stdin", sent(key)])

    async def ended(self) -> tuple[int | None, str]:
        """Wait for the end; its code and words."""
        async with asyncio.timeout(WAIT):
            words = await self._reads
        return self.socket.close_code, words

    async def until_told(self, what: str) -> Any:
        async with asyncio.timeout(WAIT):
            while not (found := [value for kind, value in self.told if kind == what]):
                await asyncio.sleep(0.01)
        return found[-1]

    async def _read(self) -> str:
        while True:
            message = await self.socket.receive()
            if message.type is WSMsgType.BINARY:
                self.screen.feed(message.data)
            elif message.type is WSMsgType.TEXT:
                self.told.append(message.json())
            else:
                return str(message.extra or "")


def origin_of(server: TestServer) -> str:
    return f"http://{server.host}:{server.port}"


@asynccontextmanager
async def visiting(
    server: TestServer, client: ClientSession, width: int = 120, height: int = 40
) -> AsyncIterator[ClassVisitor]:
    """Load the page, then connect as it would."""
    async with client.get(server.make_url("/")) as page:
        assert page.status == 200
    address = server.make_url("/ws").with_query(width=str(width), height=str(height))
    async with client.ws_connect(address, headers={"Origin": origin_of(server)}) as socket:
        yield ClassVisitor(socket, Screen(width, height))
