"""A server on this machine that answers as Azure Resource Manager does, faults included."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from azure.core.credentials import AccessToken, AccessTokenInfo, TokenRequestOptions

from models.live.connection import Connection

GRAPH = "/providers/Microsoft.ResourceGraph/resources"
TOKEN = "a-token-that-nobody-may-see"
SCOPE = "https://management.azure.com/.default"


class Reply(NamedTuple):
    """What is answered instead; of ``cut`` bytes only so many are sent."""

    status: int = 200
    body: bytes = b"{}"
    headers: tuple[tuple[str, str], ...] = ()
    cut: int | None = None
    after: float = 0.0


class Call(NamedTuple):
    """A request that came; of a query ``body`` is what it holds."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    authorization: str

    @property
    def about(self) -> str:
        """The type that a query asks for, or the path."""
        found = re.search(r"type =~ '([^']+)'", self.body["query"]) if self.body else None
        return found[1] if found else self.path


def refusal(status: int, code: str, *details: str) -> Reply:
    """An error as ARM writes it; its words are what no message may repeat."""
    inner = [{"code": code, "message": "SECRET of a detail"} for code in details]
    error = {"code": code, "message": "The client 'SECRET' with object id ...", "details": inner}
    return Reply(status, json.dumps({"error": error}).encode())


class Credential:
    """Somebody who is signed in."""

    def get_token(self, *scopes: str, **_options: Any) -> AccessToken:
        """The token, as older packages ask for it."""
        return AccessToken(TOKEN, int(time.time()) + 3600)

    def get_token_info(
        self, *scopes: str, options: TokenRequestOptions | None = None
    ) -> AccessTokenInfo:
        """The token."""
        return AccessTokenInfo(TOKEN, int(time.time()) + 3600)


@dataclass
class FakeAzure:
    """What the server has, what it is to answer instead, and what it was asked."""

    page: int = 1000
    rows: dict[str, list[Any]] = field(default_factory=dict)
    lists: dict[str, list[Any]] = field(default_factory=dict)
    instead: dict[str, list[Reply]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    url: str = ""

    def add(self, *resources: Any) -> None:
        """Have these resources, in the form of ARM REST."""
        for resource in resources:
            found = re.search(r"/providers/([^/]+/[^/]+)/[^/]+$", resource["id"])
            assert found
            self.rows.setdefault(found[1].casefold(), []).append(resource)

    def calls_about(self, about: str) -> list[Call]:
        """The requests for a type, or with a path that ends so."""
        return [call for call in self.calls if call.about.endswith(about)]

    def reply(self, call: Call) -> Reply:
        """What is answered to a request."""
        self.calls.append(call)
        for about, replies in self.instead.items():
            if replies and call.about.endswith(about):
                return replies.pop(0)
        if call.path == GRAPH:
            return self._queried(call)
        if call.path.count("/") == 2:
            return Reply(200, json.dumps({"id": call.path, "state": "Enabled"}).encode())
        return self._listed(call)

    def _queried(self, call: Call) -> Reply:
        rows = self.rows.get(call.about, [])
        start = int(call.body["options"].get("$skipToken", "0"))
        page = rows[start : start + self.page]
        answer = {"totalRecords": len(rows), "count": len(page), "data": page}
        answer |= {"facets": [], "resultTruncated": "false"}
        if start + self.page < len(rows):
            answer["$skipToken"] = str(start + self.page)
        return Reply(200, json.dumps(answer).encode())

    def _listed(self, call: Call) -> Reply:
        name = call.path.rpartition("/")[2]
        rows = self.lists.get(name, [])
        start = int(call.query.get("$skipToken", ["0"])[0])
        answer: dict[str, Any] = {"value": rows[start : start + self.page]}
        if start + self.page < len(rows):
            mark = f"api-version=2025-08-01&$skipToken={start + self.page}"
            answer["nextLink"] = f"{self.url}{call.path}?{mark}"
        return Reply(200, json.dumps(answer).encode())

    def connection(self, **options: Any) -> Connection:
        """A connection to this server, which never waits between tries unless it is told to."""
        return Connection(Credential(), self.url, SCOPE, **{"backoff": 0.0} | options)


@contextmanager
def serving(azure: FakeAzure) -> Iterator[FakeAzure]:
    """Answer on a free port of this machine as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        """Reads a request, writes what the fake has for it."""

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(json.loads(body))

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                raise AssertionError(f"{name} was called: something would be written")
            raise AttributeError(name)

        def _answer(self, body: Any) -> None:
            parts = urlsplit(self.path)
            token = self.headers.get("Authorization", "")
            call = Call(self.command, parts.path, parse_qs(parts.query), body, token)
            reply = azure.reply(call)
            time.sleep(reply.after)
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                self.wfile.write(reply.body[: reply.cut])
            except ConnectionError:
                return

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    azure.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.005,))
    thread.start()
    try:
        yield azure
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
