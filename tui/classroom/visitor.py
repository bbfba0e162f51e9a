"""The process of one visitor: started in its place, spoken to by packets, ended for certain."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.classroom.protocol import DATA, meta, packet, packets
from tui.classroom.sizes import Size

COMMAND = (sys.executable, "-s", "-P", "-B", "-m", "tui.classroom")
PATIENCE = 2.0
"""How long a process that was told to end may take, in seconds."""
MOST_TOLD = 4096
"""How much of what a process says on standard error is kept, from the end, in bytes."""
_PASSED_ON = ("TZ",)
"""What of the server's own environment a visitor's process has: what time it is here."""


class Visitor:
    """A process that runs, until :meth:`end`."""

    def __init__(self, process: Process) -> None:
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise ValueError("a process without pipes")
        self._process, self._stdin = process, process.stdin
        self._stdout, self._stderr = process.stdout, process.stderr
        self._told = bytearray()
        self._listens = asyncio.create_task(self._listen())

    @classmethod
    async def start(
        cls, scratch: Path, size: Size, arguments: Sequence[str] = (), command: Sequence[str] = ()
    ) -> "Visitor":
        """Start the app in its scratch directory. Raises :class:`OSError`."""
        process = await asyncio.create_subprocess_exec(
            *(command or COMMAND),
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            cwd=scratch,
            env=surroundings(scratch, size, os.environ),
            start_new_session=True,
        )
        return cls(process)

    @property
    def pid(self) -> int:
        """Its number, which is that of its group too."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """How it ended; ``None`` while it runs."""
        return self._process.returncode

    @property
    def told(self) -> str:
        """The end of what it said on standard error."""
        return self._told.decode("utf-8", "replace")

    async def packets(self) -> AsyncIterator[tuple[bytes, bytes]]:
        """What it shows and says, until it ends. Raises :class:`Garbled`."""
        async for kind, payload in packets(self._stdout):
            yield kind, payload

    async def type(self, keys: str) -> None:
        """Give it what was typed."""
        await self._send(packet(DATA, keys.encode("utf-8", "replace")))

    async def resize(self, size: Size) -> None:
        """Let its terminal be larger or smaller."""
        await self._send(meta("resize", width=size.width, height=size.height))

    async def ask_for(self, key: str, size: int) -> None:
        """Ask for the next part of a file that it offers, of at most that many bytes."""
        await self._send(meta("deliver_chunk_request", key=key, size=size))

    async def end(self) -> None:
        """Have it end, and whatever it started; one that does not in time is killed."""
        try:
            if self.status is None:
                await self._send(meta("quit"))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), PATIENCE)
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            self._stdin.close()
        try:
            await self._process.wait()
            await self._listens
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    while await self._stdout.read(MOST_TOLD):  # else its pipe stays open
                        pass
        finally:
            pipes: Any = self._process
            pipes._transport.close()  # also where this was cancelled, or somebody else holds one
        await asyncio.sleep(0)

    async def _send(self, data: bytes) -> None:
        """Write to it; a process that is gone is noticed by whoever reads from it."""
        with suppress(ConnectionError, RuntimeError, asyncio.TimeoutError):
            self._stdin.write(data)
            await asyncio.wait_for(self._stdin.drain(), PATIENCE)

    async def _listen(self) -> None:
        while data := await self._stderr.read(MOST_TOLD):
            self._told += data
            del self._told[:-MOST_TOLD]


def surroundings(scratch: Path, size: Size, ours: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of a visitor's process: every directory in it is in its own place."""
    return {
        **{name: ours[name] for name in _PASSED_ON if name in ours},
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "ASRNET_STATE_DIR": str(scratch / "state"),
        "ASRNET_CONFIG_DIR": str(scratch / "config"),
        "USER": "visitor",
        "LOGNAME": "visitor",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "COLUMNS": str(size.width),
        "ROWS": str(size.height),
        "MALLOC_ARENA_MAX": "2",  # each has its memory counted, of which little is used
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path if entry),
    }
