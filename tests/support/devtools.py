"""A headless Chromium that is typed into: spoken to over the protocol of its developer tools."""

import asyncio
import base64
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from textual.keys import key_to_character

from tests.support.browser import FLAGS
from tests.support.class_visitor import WAIT, Screen

OWN = (
    *(flag for flag in FLAGS if flag not in ("--dump-dom", "--disable-gpu", "--timeout=20000")),
    "--remote-debugging-port=0",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--mute-audio",
)
FUNCTION_KEYS = {f"f{number}": (f"F{number}", 111 + number) for number in range(1, 13)}
NAMED = {
    "enter": ("Enter", 13),
    "escape": ("Escape", 27),
    "tab": ("Tab", 9),
    "space": (" ", 32),
    "backspace": ("Backspace", 8),
    "delete": ("Delete", 46),
    "up": ("ArrowUp", 38),
    "down": ("ArrowDown", 40),
    "left": ("ArrowLeft", 37),
    "right": ("ArrowRight", 39),
    "home": ("Home", 36),
    "end": ("End", 35),
    "pageup": ("PageUp", 33),
    "pagedown": ("PageDown", 34),
    **FUNCTION_KEYS,
}
"""Keys by Textual's name of them: what browsers call them, and their number."""
SYMBOLS = {"slash": "/", "minus": "-", "plus": "+"}
"""What Textual calls otherwise than Unicode."""


class Browser:
    """A Chromium that runs; commands are answered in the order they come."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.tabs: dict[str, Tab] = {}
        self._reads = asyncio.create_task(self._read())

    async def do(self, method: str, session: str | None = None, **given: Any) -> dict[str, Any]:
        """Send a command; its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": given}
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = future
        await self._socket.send_json(message | ({"sessionId": session} if session else {}))
        async with asyncio.timeout(WAIT):
            return await future

    async def open(self, address: str, width: int = 1280, height: int = 800) -> "Tab":
        """A tab with cookies of its own, as in another browser."""
        context = (await self.do("Target.createBrowserContext"))["browserContextId"]
        target = (
            await self.do("Target.createTarget", url="about:blank", browserContextId=context)
        )["targetId"]
        attached = await self.do("Target.attachToTarget", targetId=target, flatten=True)
        tab = self.tabs[attached["sessionId"]] = Tab(self, attached["sessionId"], context)
        await tab.do("Network.enable")
        await tab.do("Runtime.enable")
        await tab.do("Log.enable")
        await tab.do("Page.enable")
        await tab.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        await tab.do("Page.navigate", url=address)
        return tab

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            data = message.json()
            if (future := self._waiting.pop(data.get("id"), None)) is not None:
                if "error" in data:
                    future.set_exception(RuntimeError(str(data["error"])))
                elif not future.done():
                    future.set_result(data.get("result", {}))
            elif (tab := self.tabs.get(data.get("sessionId", ""))) is not None:
                tab.note(data["method"], data["params"])


class Tab:
    """A page, the screen of the terminal in it, and whatever it asked for."""

    def __init__(self, browser: Browser, session: str, context: str) -> None:
        self.browser, self.session, self.context = browser, session, context
        self.screen = Screen(400, 100)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        """What the browser or the page said of an error."""

    async def do(self, method: str, **given: Any) -> dict[str, Any]:
        return await self.browser.do(method, self.session, **given)

    async def value(self, expression: str) -> Any:
        """What an expression in JavaScript comes to."""
        found = await self.do(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        return found["result"].get("value")

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names of them; ``text:words`` types words."""
        for key in keys:
            if key.startswith("text:"):
                await self.press(*key.removeprefix("text:"))
                continue
            *modifiers, name = key.split("+") if key != "+" else [key]
            held = 2 * ("ctrl" in modifiers) + 8 * ("shift" in modifiers)
            if name not in NAMED:
                name = SYMBOLS.get(name) or key_to_character(name) or name
            called, number = NAMED.get(name, (name, ord(name[0].upper())))
            typed = {"text": called} if len(called) == 1 and not held & 2 else {}
            given = {"key": called, "windowsVirtualKeyCode": number, "modifiers": held}
            kind = "keyDown" if typed else "rawKeyDown"
            await self.do("Input.dispatchKeyEvent", type=kind, **given, **typed)
            await self.do("Input.dispatchKeyEvent", type="keyUp", **given)

    async def cookie(self, name: str) -> str:
        """The value of a cookie, which the page itself cannot read."""
        found = (await self.do("Network.getCookies"))["cookies"]
        return next(str(one["value"]) for one in found if one["name"] == name)

    async def save_to(self, directory: Path) -> None:
        """Have what is downloaded come into a directory."""
        await self.browser.do(
            "Browser.setDownloadBehavior",
            behavior="allow",
            browserContextId=self.context,
            downloadPath=str(directory),
        )

    async def picture(self, path: Path) -> None:
        shot = await self.do("Page.captureScreenshot")
        path.write_bytes(base64.b64decode(shot["data"]))

    def note(self, method: str, given: dict[str, Any]) -> None:
        if method == "Network.webSocketFrameReceived":
            frame = given["response"]
            if frame["opcode"] == 2:
                self.screen.feed(base64.b64decode(frame["payloadData"]))
        elif method == "Network.requestWillBeSent":
            self.asked.append(given["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.asked.append(given["url"])
            self.screen.clear()
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(given["exceptionDetails"]))
        elif method == "Log.entryAdded" and given["entry"]["level"] == "error":
            self.complaints.append(f"{given['entry']['text']} {given['entry'].get('url')}")


@asynccontextmanager
async def chromium(program: str, profile: Path) -> AsyncIterator[Browser]:
    """Start one; it and all its processes end with the block."""
    command = (program, *OWN, f"--user-data-dir={profile}", "about:blank")
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        port, path = await _where(profile / "DevToolsActivePort")
        async with (
            ClientSession() as client,
            client.ws_connect(f"http://127.0.0.1:{port}{path}", max_msg_size=0) as socket,
        ):
            browser = Browser(socket)
            yield browser
            browser._reads.cancel()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


async def _where(file: Path) -> tuple[str, str]:
    async with asyncio.timeout(WAIT):
        while not file.exists() or "\n" not in file.read_text():
            await asyncio.sleep(0.02)
    port, path = file.read_text().split("\n")[:2]
    return port, path
