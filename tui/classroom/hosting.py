"""Listening on a port until the server is told to end by a signal."""

import asyncio
import errno
import signal
from collections.abc import Callable

from aiohttp import web

from models.errors import PlanError
from tui.classroom.server import Server

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 10.0
"""How long the sessions may take to end, in seconds."""


async def host(server: Server, host: str, port: int, listening: Callable[[str, int], None]) -> int:
    """Serve until a signal comes; the exit status.

    ``listening`` is told the address and the port once there is something to see.
    Raises :class:`PlanError` where it cannot listen there.
    """
    end, told = asyncio.Event(), list[int]()

    def stop(number: int) -> None:
        told.append(number)
        end.set()

    loop = asyncio.get_running_loop()
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            loop.add_signal_handler(number, stop, number)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=PATIENCE)
    try:
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise PlanError(_why_not(host, port, error)) from error
        at = runner.addresses[0][1]
        listening(f"http://{f'[{host}]' if ':' in host else host}:{at}/", at)
        await end.wait()
    finally:
        await runner.cleanup()
    return 0 if told == [signal.SIGINT] else 128 + told[0]


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program; choose another with --port"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by this user; choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; choose one of its own with --host"
    return f"asrnet cannot listen on port {port} of {host}: {error.strerror}"
