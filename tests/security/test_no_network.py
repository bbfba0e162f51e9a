"""Nothing but reading Azure live uses the network: plans, imports, exports, screens do not."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.exports.kinds import KINDS
from tests.support import export_plans
from tests.tui.conftest import Open, opened, plan_file
from tests.tui.screen_text import paste
from tests.tui.test_export_screen import exporting, write_to
from tui.screens.ask import AskScreen

__all__ = ["opened", "plan_file"]
FIXTURES = Path(__file__).parents[1] / "fixtures" / "azure"
USED = 99
"""The exit status of a process that used the network."""
FORBID = f"""
import os, socket, sys
def forbid(event, arguments):
    internet = event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6)
    if internet or event in ("socket.getaddrinfo", "socket.gethostbyname"):
        os.write(2, event.encode())
        os._exit({USED})
sys.addaudithook(forbid)
"""
RUN_ALL = (
    FORBID
    + """
from tui.__main__ import main
for arguments in {calls!r}:
    status = main(arguments)
    assert status in (0, 1), (arguments, status)
"""
)
_watching: list[list[str]] = []
"""Where the hook of this process, which cannot be taken off again, notes what is used."""


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or not event.startswith("socket."):
        return
    local = event == "socket.__new__" and arguments[1] not in (socket.AF_INET, socket.AF_INET6)
    if not local and event in ("socket.__new__", "socket.getaddrinfo", "socket.gethostbyname"):
        _watching[-1].append(event)


@pytest.fixture(scope="module")
def hooked() -> None:
    """The hook, put on once."""
    sys.addaudithook(_note)


@pytest.fixture
def used(hooked: None) -> Iterator[list[str]]:
    """What of the network is used in this process."""
    _watching.append([])
    yield _watching[-1]
    _watching.pop()


def child(code: str, directory: Path) -> "subprocess.CompletedProcess[str]":
    """Run some code in a process of its own."""
    command = (sys.executable, "-c", code)
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "HOME": str(directory)}
    return subprocess.run(
        command, cwd=directory, env=environment, capture_output=True, text=True, check=False
    )


def test_a_process_that_uses_the_network_is_noticed(tmp_path: Path, used: list[str]) -> None:
    call = "from urllib.request import urlopen\nurlopen('http://127.0.0.1:9')"
    assert child(FORBID + call, tmp_path).returncode == USED
    socket.socket(socket.AF_INET).close()
    with socket.socket(socket.AF_UNIX):
        assert used == ["socket.__new__"]


def test_no_command_uses_the_network(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(export_plans.KNOWN, encoding="utf-8")
    files = [str(path) for path in sorted(FIXTURES.glob("*.json"))]
    calls = [
        ["import", *files, "-o", "imported.toml"],
        ["import", *files, "--into", "imported.toml"],
        ["verify", "imported.toml", *files],
        ["check", "plan.toml"],
        ["assign", "plan.toml", "--format", "json"],
        ["explain", "plan.toml", "web1"],
        ["diff", "plan.toml", "imported.toml"],
        ["regions"],
        *(["export", "plan.toml", "--to", kind, "-o", f"out-{kind}"] for kind in KINDS),
    ]
    ended = child(RUN_ALL.format(calls=calls), tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert len(list(tmp_path.glob("out-*"))) == len(KINDS)


async def test_no_screen_uses_the_network(
    opened: Open, plan_file: Path, tmp_path: Path, used: list[str]
) -> None:
    async with opened() as it:
        app, pilot, _ = it
        await pilot.press("enter", *"10.0.0.77", "enter", "escape", "ctrl+s")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        if isinstance(app.screen, AskScreen):  # what becomes of the comments
            await pilot.press("enter")
            await pilot.pause()
        await exporting(it)
        await write_to(it, tmp_path / "out.csv")
        await pilot.press("escape", "i")
        await paste(pilot, str(FIXTURES))
        await pilot.press("enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert (tmp_path / "out.csv").exists()
    assert b"10.0.0.77" in plan_file.read_bytes()
    assert used == []
