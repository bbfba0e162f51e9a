"""What every request tells of who asks, and every answer of what may be done with it."""

import re

from aiohttp import web

from tui.classroom.pages import HEADERS, Page

COOKIE = "asrnet-visitor"
_VISITOR = re.compile(r"[A-Za-z0-9_-]{32}")


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Have an answer say what a browser may do with it, where it does not say so itself."""
    for name, value in HEADERS.items():
        if name == "Server" or name not in response.headers:
            response.headers[name] = value


def visitor_of(request: web.Request) -> str | None:
    """Who asks, by the cookie that the page came with."""
    given = request.cookies.get(COOKIE, "")
    return given if _VISITOR.fullmatch(given) else None


def answer(given: Page, status: int = 200) -> web.Response:
    """A file as an answer."""
    text = given.type.startswith("text/")
    return web.Response(
        status=status,
        body=given.body,
        content_type=given.type,
        charset="utf-8" if text else None,
    )
