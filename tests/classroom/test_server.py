"""The server of a class: who gets in, how long, what is left, and what cannot be asked of it."""

import asyncio
import json
import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from tests.classroom.conftest import STAND_IN_COMMAND, Client, Start
from tests.support.class_visitor import ClassVisitor, origin_of, visiting
from tui.classroom.answers import COOKIE
from tui.classroom.pages import HEADERS, page, page_files
from tui.classroom.seats import PREFIX, Seats
from tui.classroom.server import LONGEST_MESSAGE

REFUSED = (403, 404, 405, 421)


async def told(visitor: ClassVisitor) -> dict[str, Any]:
    """What the stand-in says of itself."""
    text = await visitor.screen.until("!")
    found: dict[str, Any] = json.loads(text.replace("\n", "").partition("!")[0])
    return found


async def gone(directory: str) -> None:
    async with asyncio.timeout(5):
        while Path(directory).exists():
            await asyncio.sleep(0.01)


async def test_each_visitor_has_a_directory_of_their_own_that_nobody_else_may_read(
    start: Start, client: Client
) -> None:
    async with (
        start() as (_, listening),
        visiting(listening, client(), 400) as ann,
        visiting(listening, client(), 400) as bob,
    ):
        one, other = await told(ann), await told(bob)
        assert one["cwd"] != other["cwd"]
        for where in (one["cwd"], other["cwd"], str(Path(one["cwd"]).parent)):
            assert stat.S_IMODE(Path(where).stat().st_mode) == 0o700
        assert not {"PATH", "SHELL", "PWD", "SSH_AUTH_SOCK"} & set(one["names"])
        await ann.press("x")
        await ann.screen.until("Dx!")
        assert "Dx!" not in bob.screen.text


async def test_who_comes_when_every_seat_is_taken_is_told_so_and_gets_the_next_free_one(
    start: Start, client: Client
) -> None:
    async with start(visitors=1) as (_, listening):
        late = client()
        async with visiting(listening, client()) as ann:
            await ann.screen.until("!")
            async with late.get(listening.make_url("/")) as answer:
                assert answer.status == 503
                assert "The class is full" in await answer.text()
            cookie = {COOKIE: "b" * 32}
            with pytest.raises(WSServerHandshakeError) as refused:
                await late.ws_connect(
                    listening.make_url("/ws"),
                    headers={"Origin": origin_of(listening), "Cookie": f"{COOKIE}={'b' * 32}"},
                )
            assert refused.value.status == 503, cookie
            await ann.press("q")
            assert await ann.ended() == (4000, "You left asrnet.")
        async with visiting(listening, late) as bob:
            await bob.screen.until("!")


async def test_who_does_nothing_is_warned_and_then_shown_out(start: Start, client: Client) -> None:
    async with (
        start(idle=0.8, warned=0.4) as (_, listening),
        visiting(listening, client(), 400) as ann,
    ):
        where = (await told(ann))["cwd"]
        await ann.until_told("idle")
        await ann.press("x")
        await ann.screen.until("Dx!")
        assert ann.told[-1] == ["idle", 0]  # the warning is taken back
        for _ in range(5):  # what is no doing does not count
            await ann.socket.send_json(["resize", {"width": 100, "height": 30}])
            await ann.socket.send_json(["ping", "1"])
        code, words = await ann.ended()
        assert (code, "Nothing was done" in words) == (4001, True)
        await gone(where)


async def test_a_process_that_is_killed_leaves_nothing(start: Start, client: Client) -> None:
    said: list[str] = []
    async with (
        start(tell=said.append) as (server, listening),
        visiting(listening, client(), 400) as ann,
    ):
        where = (await told(ann))["cwd"]
        [session] = server._sessions
        os.kill(session._visitor.pid, signal.SIGKILL)
        assert (await ann.ended())[0] == 4002
        await gone(where)
    assert said == ["A visitor's process ended by a mistake."]


async def test_a_process_that_does_not_end_is_killed(
    start: Start, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.classroom.visitor.PATIENCE", 0.2)
    async with start(command=(*STAND_IN_COMMAND, "stubborn")) as (server, listening):
        async with visiting(listening, client(), 400) as ann:
            where = (await told(ann))["cwd"]
            [session] = server._sessions
            number = session._visitor.pid
            await ann.press("q")
            await ann.ended()
        await gone(where)
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


@pytest.mark.parametrize(("key", "words"), [("c", "went wrong"), ("g", ""), ("m", "")])
async def test_a_process_that_goes_wrong_ends_and_whoever_serves_is_told_why(
    key: str, words: str, start: Start, client: Client
) -> None:
    said: list[str] = []
    async with (
        start(tell=said.append) as (_, listening),
        visiting(listening, client()) as ann,
    ):
        await ann.screen.until("!")
        await ann.press(key)
        code, told_to_visitor = await ann.ended()
        assert (code, "mistake" in told_to_visitor) == (4002, True)
        assert "went wrong" not in told_to_visitor
    assert [words in line for line in said] == [True]


async def test_the_end_of_the_server_ends_every_session_and_removes_what_it_kept(
    start: Start, client: Client, temporary: Path
) -> None:
    async with start() as (server, listening):
        ann, bob = client(), client()
        async with visiting(listening, ann) as one, visiting(listening, bob) as two:
            await one.screen.until("!")
            await two.screen.until("!")
            numbers = [session._visitor.pid for session in server._sessions]
            await listening.close()
            assert (await one.ended())[1] == (await two.ended())[1] != ""
        for number in numbers:
            with pytest.raises(ProcessLookupError):
                os.kill(number, 0)
        assert list(temporary.iterdir()) == []


def test_what_a_server_left_that_was_killed_is_removed_by_the_next_one(temporary: Path) -> None:
    ended = subprocess.run(
        (sys.executable, "-c", "import os; print(os.getpid())"), capture_output=True, check=True
    )
    left = temporary / f"{PREFIX}{int(ended.stdout)}-x" / "seat"
    of_one_that_lives = temporary / f"{PREFIX}{os.getpid()}-x"
    left.mkdir(parents=True)
    of_one_that_lives.mkdir()
    Seats(1).close()
    assert list(temporary.iterdir()) == [of_one_that_lives]


async def test_who_lost_the_connection_finds_the_seat_as_it_was_for_a_while(
    start: Start, client: Client
) -> None:
    async with start(visitors=1, grace=0.3) as (_, listening):
        ann = client()
        async with visiting(listening, ann, 400) as before:
            where = (await told(before))["cwd"]
            (Path(where) / "progress").write_text("half of it")
        async with visiting(listening, ann, 400) as after:
            assert (await told(after))["cwd"] == where
            assert (Path(where) / "progress").read_text() == "half of it"
        await gone(where)
        async with visiting(listening, client()) as bob:
            await bob.screen.until("!")


async def test_a_second_window_of_a_browser_takes_the_place_of_the_first(
    start: Start, client: Client
) -> None:
    async with start(visitors=1) as (_, listening):
        ann = client()
        async with visiting(listening, ann) as first:
            await first.screen.until("!")
            async with visiting(listening, ann) as second:
                await second.screen.until("!")
                assert (await first.ended())[0] == 4003


async def test_no_file_can_be_asked_for_but_those_of_the_page(start: Start, client: Client) -> None:
    paths = [
        *("/static/", "/static", "/static/../server.py", "/static/%2e%2e/server.py"),
        *("/static/..%2f..%2f..%2fetc%2fpasswd", "/static/%2fetc%2fpasswd", "//etc/passwd"),
        *("/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/..%5c..%5cserver.py"),
        *("/static/textual.js/../../../../etc/passwd", "/static/textual.js%00.css", "/etc/passwd"),
        *("/download/", "/download/../static", "/download/%2e%2e%2fx", "/download/x"),
        *("/static/index.html", "/static/js/textual.js", "/server.py", "/favicon.ico"),
    ]
    async with start() as (_, listening):
        for path in paths:
            answer = await raw(listening, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n")
            status = int(answer.split()[1])
            assert status in (*REFUSED, 400), path
            assert not re.search("root:|import ", answer), path
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
            answer = await raw(listening, f"{method} / HTTP/1.1\r\nHost: localhost\r\n")
            assert answer.split()[1] == "405", method
        for name in page_files():
            async with client().get(listening.make_url(f"/static/{name}")) as found:
                assert found.status == 200


async def raw(listening: TestServer, head: str) -> str:
    """The answer to a request as it is written, which no client has made nicer."""
    reader, writer = await asyncio.open_connection(listening.host, listening.port)
    writer.write(f"{head}Connection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.decode("utf-8", "replace")


async def test_every_answer_says_what_a_browser_may_do_with_it(
    start: Start, client: Client
) -> None:
    async with start() as (_, listening):
        for path in ("/", "/static/textual.js", "/download/x", "/nothing", "/ws"):
            async with client().get(listening.make_url(path)) as answer:
                assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
        async with client().get(listening.make_url("/")) as answer:
            cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie


def test_the_pages_ask_nobody_else_for_anything() -> None:
    ours = [
        page("index"),
        page("full"),
        *(page_files()[f"classroom.{kind}"] for kind in ("js", "css")),
    ]
    for one in ours:
        text = one.body.decode()
        assert not re.search(r"https?://|[\"'(]//", text), text[:80]
        assert not re.search(r"""(?:src|href)=["']/""", text)  # also below a path of a proxy
    assert "connect-src 'self'" in HEADERS["Content-Security-Policy"]


async def test_a_name_that_somebody_else_has_pointed_here_gets_nothing(
    start: Start, client: Client
) -> None:
    async with start(names=frozenset({"class.example.org"})) as (_, listening):
        for path in ("/", "/ws", "/static/textual.js", "/download/x"):
            headers = {"Host": f"evil.example:{listening.port}"}
            async with client().get(listening.make_url(path), headers=headers) as answer:
                assert answer.status == 421, path
                assert "evil" not in await answer.text()
        headers = {"Host": "class.example.org"}
        async with client().get(listening.make_url("/"), headers=headers) as answer:
            assert answer.status == 200


async def test_only_the_page_of_the_server_may_connect(start: Start, client: Client) -> None:
    async with start() as (server, listening):
        browser = client()
        async with browser.get(listening.make_url("/")) as answer:
            assert answer.status == 200
        for origin in (None, "null", "http://evil.example", "http://localhost:1"):
            await refused(browser, listening, {} if origin is None else {"Origin": origin})
        await refused(client(), listening, {"Origin": origin_of(listening)})  # without the cookie
        headers = {"Origin": origin_of(listening), "Cookie": f"{COOKIE}=guessed"}
        await refused(client(), listening, headers)
        headers = {"Origin": origin_of(listening)}
        async with browser.get(listening.make_url("/ws"), headers=headers) as answer:
            assert answer.status == 400  # which takes no seat
        assert not server.seats._taken


async def refused(browser: ClientSession, listening: TestServer, headers: dict[str, str]) -> None:
    with pytest.raises(WSServerHandshakeError) as error:
        await browser.ws_connect(listening.make_url("/ws"), headers=headers)
    assert error.value.status == 403


async def test_what_makes_no_sense_is_passed_over_and_what_is_too_long_ends_the_session(
    start: Start, client: Client
) -> None:
    senseless = (
        *("", "{", "[" * 5000, "null", "7", '"stdin"', "{}", "[]", '["stdin"]', '["stdin", 7]'),
        *('["resize"]', '["resize", 3]', '["resize", {"width": 5}]', '["ping", {}]', '["no", 1]'),
        *('["resize", {"width": -1, "height": 1e99}]', '["open_url", {"url": "x"}]', "\x00"),
    )
    async with start() as (_, listening), visiting(listening, client(), 400) as ann:
        await ann.screen.until("!")
        for one in senseless:
            await ann.socket.send_str(one)
        await ann.socket.send_bytes(b"\xff")
        await ann.socket.send_str('["stdin", "\\ud800y"]')  # half a character
        text = await ann.screen.until("D?y!")
        assert re.findall('"width": (-?[0-9]+), "height": ([0-9]+)', text) == [("20", "24")]
        await ann.socket.send_str(json.dumps(["stdin", "x" * LONGEST_MESSAGE]))
        assert (await ann.ended())[0] == 1009


async def test_the_app_itself_bears_whatever_a_browser_may_send(
    start: Start, client: Client
) -> None:
    """With the real process: junk first, then it is still there and keeps all to its place."""
    junk = (
        *("\x1b[<999999;999999;999999M", "\x1b[999999999999999999999u", "\x1b]52;c;!\x07", "\x00"),
        *("\x1b[200~", "x" * 3000, "\x03", "\x1b[201~", "\x1bP1$r", "\x1b\\", "\x1b[?2026;9$y"),
        *(
            "\x1b[I",
            "\x1b[O",
            "\x1b[<0;1;1m",
            "\x1b[48;1;1;1;1t",
            "\x9b31m",
            "\ud800",
            "\U0010ffff",
        ),
    )
    async with (
        start(command=(), arguments=()) as (server, listening),
        visiting(listening, client()) as ann,
    ):
        await ann.screen.until("company-a")
        await ann.press(*junk)
        await ann.socket.send_json(["resize", {"width": 10**9, "height": 0}])
        await ann.socket.send_json(["resize", {"width": 120, "height": 40}])
        await asyncio.sleep(0.3)
        await ann.press("f1")
        await ann.screen.until("Everywhere")
        await ann.press("escape")
        await ann.screen.until(lambda text: "Everywhere" not in text)
        [seat] = server.seats._taken.values()
        await ann.press("ctrl+q")
        assert (await ann.ended())[0] == 4000
        await gone(str(seat.scratch))


async def test_a_page_is_opened_elsewhere_only_if_it_is_one_of_the_web(
    start: Start, client: Client
) -> None:
    async with start() as (_, listening), visiting(listening, client()) as ann:
        await ann.screen.until("!")
        await ann.press("u", "x")
        await ann.screen.until("Dx!")
        urls = [value["url"] for kind, value in ann.told if kind == "open_url"]
        assert urls == ["https://learn.microsoft.com/x"]
