"""The server of a class: a page, a socket for each visitor, and the files that they download."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from aiohttp import web

from tui.classroom.answers import COOKIE, add_headers, answer, visitor_of
from tui.classroom.downloads import Downloads
from tui.classroom.origin import host_of, is_known, is_same_origin
from tui.classroom.pages import Page, page, page_files
from tui.classroom.seats import GRACE, Full, Seat, Seats
from tui.classroom.session import WARNED, Ended, Session
from tui.classroom.sizes import Size, size_of
from tui.classroom.visitor import Visitor
from tui.commands.failures import MISTAKE
from tui.terminal.crash import what_and_where

LONGEST_MESSAGE = 64 * 1024
"""How long a message of a browser may be, in bytes; what is pasted may be 10,000 characters."""
HEARTBEAT, CLOSING = 20.0, 2.0
"""How often a browser is asked whether it is still there; how long it may take to part. Seconds."""
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Rules:
    """How a class is held. Times are in seconds.

    ``names`` are those under which the server is reached, apart from its addresses;
    ``arguments`` are for every visitor's process, ``command`` is another one to start.
    """

    visitors: int = 25
    idle: float = 20 * 60.0
    warned: float = WARNED
    grace: float = GRACE
    names: frozenset[str] = frozenset()
    arguments: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    tell: Callable[[str], object] = str
    """Is told in words what whoever started the server should know."""


class Server:
    """Answers requests. What is not foreseen here is answered by nothing."""

    def __init__(self, rules: Rules) -> None:
        """Raises :class:`models.errors.PlanError` where the extra is not installed."""
        self._rules = rules
        self._page_files = page_files()
        self.seats = Seats(rules.visitors, rules.grace)
        self.downloads = Downloads()
        self._sessions: set[Session] = set()

    def application(self) -> web.Application:
        """What aiohttp runs; ending it ends every session."""
        app = web.Application(middlewares=[self._check_host])
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/ws", self._socket),
                web.get("/static/{name}", self._static),
                web.get("/download/{key}", self._download),
            ]
        )
        app.on_response_prepare.append(add_headers)
        app.on_shutdown.append(self._end_sessions)
        app.on_cleanup.append(self._close)
        return app

    @web.middleware
    async def _check_host(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        if not is_known(host_of(request.headers.get("Host")), self._rules.names):
            words = "This server is not known by that name. Whoever runs it: asrnet serve --name."
            raise web.HTTPMisdirectedRequest(text=words)
        return await handler(request)

    async def _index(self, request: web.Request) -> web.StreamResponse:
        """The page; where every seat is taken, one that says so."""
        visitor = visitor_of(request)
        if self.seats.is_full and not self.seats.has(visitor):
            response = answer(page("full"), status=503)
            response.headers["Retry-After"] = "60"
            return response
        response = answer(page("index"))
        if visitor is None:
            response.set_cookie(COOKIE, secrets.token_urlsafe(24), httponly=True, samesite="Strict")
        return response

    async def _static(self, request: web.Request) -> web.StreamResponse:
        found = self._page_files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        return answer(found)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """A file that the app of this very visitor made, once."""
        found = self.downloads.fetch(request.match_info["key"], visitor_of(request))
        if found is None:
            raise web.HTTPNotFound(text="There is no such download, or it was fetched already.")
        response = answer(Page("application/octet-stream", found.data))
        response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """A visitor at work, from the first frame to the last."""
        names, host = self._rules.names, request.headers.get("Host")
        visitor = visitor_of(request)
        if visitor is None or not is_same_origin(request.headers.get("Origin"), host, names):
            raise web.HTTPForbidden(text="Only the page of this server may connect here.")
        socket = web.WebSocketResponse(
            heartbeat=HEARTBEAT, max_msg_size=LONGEST_MESSAGE, timeout=CLOSING
        )
        if not socket.can_prepare(request):
            raise web.HTTPBadRequest(text="This is for web sockets.")
        try:
            seat = self.seats.take(visitor)
        except Full as error:
            raise web.HTTPServiceUnavailable(text="Every seat is taken.") from error
        if seat.leave is not None:
            seat.leave()
        async with seat.one_at_a_time:
            if not self.seats.keeps(seat):
                raise web.HTTPServiceUnavailable(text="The seat was given up just now; try again.")
            why = Ended.GONE
            try:
                await socket.prepare(request)
                size = size_of(request.query.get("width"), request.query.get("height"))
                why = await self._serve(socket, size, seat)
            finally:
                self._part(seat, why)
        with suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(2 * CLOSING):
                await socket.close(code=why.code, message=why.words.encode())
        return socket

    async def _serve(self, socket: web.WebSocketResponse, size: Size, seat: Seat) -> Ended:
        """Run the app for a visitor until it ends; its process is gone then, in any case."""
        rules = self._rules
        try:
            visitor = await Visitor.start(seat.scratch, size, rules.arguments, rules.command)
        except OSError as error:
            rules.tell(f"A visitor's process could not be started: {error.strerror}.")
            return Ended.MISTAKE
        session = Session(socket, visitor, seat.visitor, self.downloads, rules.idle, rules.warned)
        self._sessions.add(session)
        seat.leave = partial(session.end, Ended.ELSEWHERE)
        why = Ended.GONE
        try:
            why = await session.run()
        except Exception as error:
            rules.tell(f"A mistake in the server ended a visit: {what_and_where(error)}.")
        finally:
            seat.leave = None
            self._sessions.discard(session)
            await visitor.end()
        if why is Ended.LEFT and visitor.status == MISTAKE:
            why = Ended.MISTAKE  # an app says that it leaves then too
        if why is Ended.MISTAKE:
            rules.tell(f"A visitor's process ended by a mistake.\n{visitor.told}".rstrip())
        return why

    def _part(self, seat: Seat, why: Ended) -> None:
        """Give the seat up, or keep it for a while where the visitor may come back."""
        if why in (Ended.GONE, Ended.ELSEWHERE):
            self.seats.leave_later(seat)
        else:
            self.seats.leave(seat)
        self.downloads.forget(seat.visitor)

    async def _end_sessions(self, _: web.Application) -> None:
        for session in tuple(self._sessions):
            session.end(Ended.CLOSED)

    async def _close(self, _: web.Application) -> None:
        self.seats.close()
