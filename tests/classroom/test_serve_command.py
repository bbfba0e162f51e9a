"""``asrnet serve``: what it says at the start, where it cannot, and what it leaves."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from tests.classroom.conftest import Client
from tui.__main__ import main
from tui.classroom.extra import EXTRA
from tui.classroom.seats import sweep


@contextmanager
def serving(temporary: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The command, running; and the line that says where."""
    process = subprocess.Popen(
        (sys.executable, "-m", "tui", "serve", "--port", "0", *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 0)])
def test_a_class_is_held_until_a_signal_ends_it_and_nothing_is_left(
    number: signal.Signals, status: int, temporary: Path
) -> None:
    with serving(temporary) as (process, line):
        [address] = re.findall(r"http://127\.0\.0\.1:\d+/", line)
        with urlopen(address) as answer:
            assert b"textual-terminal" in answer.read()
        assert [path.name[:13] for path in temporary.iterdir()] == ["asrnet-class-"]
        process.send_signal(number)
        _, said = process.communicate(timeout=10)
        assert (process.returncode, said) == (status, "")
    assert list(temporary.iterdir()) == []


async def test_a_server_that_is_killed_leaves_no_process_and_the_next_one_no_directory(
    temporary: Path, client: Client
) -> None:
    with serving(temporary) as (process, line):
        [address] = re.findall(r"http://127\.0\.0\.1:\d+", line)
        browser = client()
        async with browser.get(f"{address}/"):
            pass
        headers = {"Origin": address}
        async with browser.ws_connect(f"{address}/ws", headers=headers) as socket:
            await socket.receive()  # it runs
            [child] = psutil.Process(process.pid).children()
            process.kill()
            assert psutil.wait_procs([child], timeout=10) == ([child], [])
    process.wait()
    assert list(temporary.iterdir()) != []
    sweep()
    assert list(temporary.iterdir()) == []


def test_who_serves_to_other_machines_is_told_what_that_means(temporary: Path) -> None:
    with serving(temporary, "--host", "0.0.0.0", "--visitors", "3") as (process, line):
        assert "for 3 visitors" in line
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
    for words in ("0.0.0.0", "no password", "no encryption", "TLS"):
        assert words in said


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str], temporary: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    out, said = capsys.readouterr()
    assert (out, f"port {port} of 127.0.0.1 is taken" in said, "--port" in said) == ("", True, True)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--host", "no such host"), "cannot listen"),
        (("--host", "192.0.2.1"), "is no address of this machine"),
        (("--port", "70000"), "--port"),
        (("--visitors", "0"), "--visitors"),
        (("--idle", "0"), "--idle"),
        (("--seed", "-1"), "--seed"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str], temporary: Path
) -> None:
    assert main(["serve", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("missing", ["aiohttp", "textual_serve"])
def test_without_the_extra_it_says_what_to_install(missing: str, tmp_path: Path) -> None:
    code = f"""
import sys
from importlib.machinery import PathFinder
find = PathFinder.find_spec
def without(name, *more):
    return None if name == {missing!r} else find(name, *more)
PathFinder.find_spec = without
from tui.__main__ import main
sys.exit(main(["serve", "--port", "0"]))
"""
    ended = subprocess.run(
        (sys.executable, "-c", code), capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (2, f"asrnet: {EXTRA}\n")


def test_everything_but_serving_works_without_the_extra() -> None:
    code = """
import sys
import tui.cli, tui.app, tui.commands.serve, tui.classroom.app, tui.classroom.jail
print(sorted({name.partition(".")[0] for name in sys.modules} & {"aiohttp", "textual_serve"}))
"""
    ended = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"
