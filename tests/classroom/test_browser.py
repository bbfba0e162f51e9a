"""A class in headless Chromium: a lesson, two visitors at once, and what cannot be reached."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models.formats.plan_toml import loads
from models.lessons import lessons
from models.session import Session
from tests.classroom.conftest import Start
from tests.support.browser import browser
from tests.support.class_visitor import WAIT
from tests.support.devtools import Tab, chromium
from tui.classroom.answers import COOKIE

PROGRAM = browser()
PATHS = (
    *("/../etc/passwd", "/static/../../../../etc/passwd", "/static/..%2f..%2f..%2fetc%2fpasswd"),
    *("/static/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/etc/passwd", "/download/../etc/passwd"),
    *("file:///etc/passwd", "/static/", "/download/"),
)
SEED = 7


async def fetched(tab: Tab, path: str) -> str:
    """The status of what the page asks for, or why it gets none."""
    return str(await tab.value(f"fetch({path!r}).then(r => r.status, e => e.name)"))


async def landed(directory: Path, name: str) -> bytes:
    """A file that was downloaded."""
    async with asyncio.timeout(WAIT):
        while not (directory / name).exists():
            await asyncio.sleep(0.02)
    return (directory / name).read_bytes()


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")
async def test_a_lesson_is_done_in_a_browser_and_neither_another_visitor_nor_a_file_is_reached(
    start: Start, tmp_path: Path
) -> None:
    assert PROGRAM is not None
    said: list[str] = []
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    rules = {"command": (), "arguments": ("--seed", str(SEED)), "tell": said.append}
    async with (
        start(**rules) as (server, listening),
        chromium(PROGRAM, tmp_path / "profile") as program,
    ):
        address = f"http://127.0.0.1:{listening.port}/"
        ann, bob = await asyncio.gather(program.open(address), program.open(address))
        await ann.save_to(downloads)
        await asyncio.gather(ann.screen.until("company-a"), bob.screen.until("company-a"))

        # one does a lesson from start to end, and takes the plan along
        lesson = lessons()[0].with_seed(SEED)
        await ann.press("l")
        await ann.screen.until(lesson.summary[:40])
        await ann.press("enter")
        await ann.screen.until("Enter begins")
        await ann.press("enter")
        await ann.screen.until("Findings")
        for step in lesson.solution:
            for key in step.keys:
                assert "Solved" not in await ann.screen.settled()
                await ann.press(key)
        await ann.screen.until("Solved in")
        await ann.picture(tmp_path / "solved.png")
        assert (tmp_path / "solved.png").stat().st_size > 20_000  # something is drawn
        await ann.press("enter")
        await ann.screen.until(lambda text: "Esc closes" not in text)
        await ann.press("ctrl+s")
        name = f"{lesson.name}.toml"
        await ann.screen.until(f"{name} is being downloaded")
        solved = Session(loads((await landed(downloads, name)).decode(), name))
        assert [goal.when.holds(solved) for goal in lesson.goals] == [True] * len(lesson.goals)
        await ann.press("ctrl+o")
        assert "✓ 01" in await ann.screen.until("done in")

        # the other sees nothing of it, and finds no way to a file by keys
        await bob.press("l")
        assert "done" not in await bob.screen.until("· 01")
        await bob.press("o", "i", *"/etc/passwd", "x", "f1")
        await bob.screen.until("Everywhere")
        assert "passwd" not in bob.screen.text
        for tab in (ann, bob):
            assert {urlsplit(url).netloc for url in tab.asked} == {urlsplit(address).netloc}
            assert tab.complaints == []  # of the page, or of what it may not do

        # nor by requests, for a download of the other or a file of the server
        key = server.downloads.offer(await ann.cookie(COOKIE), "x", b"secret")
        assert await fetched(bob, f"/download/{key}") == "404"
        assert await fetched(ann, f"/download/{key}") == "200"
        for path in PATHS:
            assert await fetched(bob, path) in ("403", "404", "TypeError"), path

        await ann.press("ctrl+q")
        async with asyncio.timeout(WAIT):
            while "You left asrnet" not in await ann.value("document.body.innerText"):
                await asyncio.sleep(0.05)
    assert said == []
