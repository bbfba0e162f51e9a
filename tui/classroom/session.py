"""One visitor at work: what comes from the browser goes to the process, and the other way."""

import asyncio
import json
from collections.abc import Coroutine
from contextlib import suppress
from enum import Enum
from pathlib import PurePath
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web
from textual._binary_encode import DecodeError
from textual._binary_encode import load as unpacked

from tui.classroom.downloads import LARGEST, Downloads
from tui.classroom.protocol import DATA, META, Garbled, table
from tui.classroom.sizes import size_of
from tui.classroom.visitor import Visitor

PART = 64 * 1024
"""How much of a file is asked for at once, in bytes."""
WARNED = 60.0
"""How long before the end a visitor who does nothing is warned, in seconds."""


class Ended(Enum):
    """Why a session ended: the code the browser gets, and the words it shows."""

    LEFT = 4000, "You left asrnet."
    IDLE = 4001, "Nothing was done for a while, so this session ended."
    MISTAKE = 4002, "A mistake in asrnet ended this session. Tell your trainer what you did."
    ELSEWHERE = 4003, "asrnet was opened in another window of this browser, and goes on there."
    GONE = 4004, "The connection was lost."
    CLOSED = WSCloseCode.GOING_AWAY, "The class is over: its server was ended."

    @property
    def code(self) -> int:
        """The code of the close of a web socket."""
        return int(self.value[0])

    @property
    def words(self) -> str:
        """What is shown, in at most 123 bytes."""
        return str(self.value[1])


class Session:
    """Runs until the visitor leaves, is gone, or does nothing for too long."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        visitor: Visitor,
        name: str,
        downloads: Downloads,
        idle: float,
        warned: float = WARNED,
    ) -> None:
        """``name`` is whom downloads are for; ``idle`` and ``warned`` are in seconds."""
        self._socket, self._visitor = socket, visitor
        self._name, self._downloads = name, downloads
        self._idle, self._warned = idle, min(warned, idle / 2)
        self._told = asyncio.get_running_loop().create_future()
        self._since = self._now()
        self._is_warned = False
        self._files: dict[str, tuple[str, bytearray]] = {}
        """What is being fetched from the process, by its keys: names, and what came so far."""

    async def run(self) -> Ended:
        """Serve until it ends; why it did."""
        tasks = [
            asyncio.create_task(part)
            for part in (self._browser(), self._process(), self._clock(), self._other())
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return next(one.result() for one in tasks if one in done)
        except ConnectionError:
            return Ended.GONE
        finally:
            for one in tasks:
                one.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def end(self, why: Ended) -> None:
        """Have it end, from outside."""
        if not self._told.done():
            self._told.set_result(why)

    async def _other(self) -> Ended:
        why: Ended = await self._told
        return why

    async def _browser(self) -> Ended:
        """Pass on what the browser says, as far as it is sense."""
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            match _parsed(message.data):
                case ["stdin", str(keys)]:
                    await self._awake()
                    await self._visitor.type(keys)
                case ["resize", {"width": width, "height": height}]:
                    await self._visitor.resize(size_of(width, height))
                case ["ping", str(stamp)]:
                    await self._say("pong", stamp[:40])
        return Ended.GONE

    async def _process(self) -> Ended:
        """Pass on what the process shows, until it ends."""
        try:
            async for kind, payload in self._visitor.packets():
                if kind == DATA:
                    await self._socket.send_bytes(payload)
                elif kind == META:
                    told = table(payload)
                    if told.get("type") == "exit":
                        return Ended.LEFT
                    await self._follow(told)
                else:
                    await self._take_part(payload)
        except Garbled:
            return Ended.MISTAKE
        return Ended.MISTAKE

    async def _clock(self) -> Ended:
        """Wait until nothing was typed for too long."""
        while (left := self._since + self._idle - self._now()) > 0:
            if left <= self._warned and not self._is_warned:
                self._is_warned = True
                with suppress(TimeoutError):  # a browser that reads nothing keeps no seat
                    await asyncio.wait_for(self._say("idle", round(left)), left)
                continue
            await asyncio.sleep(left if self._is_warned else left - self._warned)
        return Ended.IDLE

    async def _awake(self) -> None:
        self._since = self._now()
        if self._is_warned:
            self._is_warned = False
            await self._say("idle", 0)

    async def _follow(self, told: dict[str, Any]) -> None:
        """Do what the process wants of the browser."""
        if told.get("type") == "open_url":
            url = told.get("url")
            if isinstance(url, str) and url.startswith("https://"):
                await self._say("open_url", {"url": url, "new_tab": True})
        elif told.get("type") == "deliver_file_start":
            key, path = told.get("key"), told.get("path")
            if isinstance(key, str) and isinstance(path, str) and not self._files:
                self._files[key] = PurePath(path).name, bytearray()
                await self._visitor.ask_for(key, PART)

    async def _take_part(self, payload: bytes) -> None:
        """Take a part of a file; after the last one the browser is told where to fetch it."""
        try:
            found: Any = unpacked(payload)
            kind, key, part = found
        except (DecodeError, ValueError, TypeError, RecursionError) as error:
            raise Garbled("a part of a file that is none") from error
        if kind != "deliver_chunk" or key not in self._files:
            return
        name, data = self._files[key]
        data += part.encode() if isinstance(part, str) else part
        if len(data) > LARGEST:
            raise Garbled("a file too large to be downloaded")
        if part:
            await self._visitor.ask_for(key, PART)
            return
        del self._files[key]
        await self._say("deliver_file_start", self._downloads.offer(self._name, name, bytes(data)))

    def _say(self, what: str, value: Any) -> Coroutine[Any, Any, None]:
        return self._socket.send_json([what, value])

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
