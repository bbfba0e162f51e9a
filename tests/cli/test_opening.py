"""What opens the terminal interface, and what refuses to."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from models.samples import samples
from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], Path]
Opened = list[tuple[Path | None, bool]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What was opened, on what looks like a terminal; nothing is drawn."""
    calls: Opened = []

    def open_it(path: Path | None, read_only: bool, seed: int) -> int:
        calls.append((path, read_only))
        return 0

    app: Any = ModuleType("tui.app")
    app.run = open_it
    monkeypatch.setitem(sys.modules, "tui.app", app)
    monkeypatch.setattr("tui.commands.open_plan.require_terminal", lambda: None)
    monkeypatch.setattr("tui.commands.demo.require_terminal", lambda: None)
    monkeypatch.setattr("tui.commands.terminal.settle", lambda _: None)  # this process goes on
    return calls


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), (None, False)),
        (("--read-only",), (None, True)),
        (("contoso.toml",), (Path("contoso.toml"), False)),
        (("contoso.toml", "--read-only"), (Path("contoso.toml"), True)),
        (("--read-only", "contoso.toml"), (Path("contoso.toml"), True)),
        (("./assign",), (Path("assign"), False)),
        (("--", "-x.toml"), (Path("-x.toml"), False)),
        (("--", "-x.toml", "--read-only"), (Path("-x.toml"), True)),
    ],
)
def test_a_first_argument_that_is_no_command_is_a_plan(
    run: Run,
    plan_file: Path,
    plan_text: str,
    opened: Opened,
    arguments: tuple[str, ...],
    expected: tuple[Path | None, bool],
) -> None:
    for name in ("assign", "-x.toml"):
        Path(name).write_text(plan_text)
    ended = run(*arguments)
    assert (ended.status, ended.err) == (0, "")
    assert opened == [expected]


@pytest.mark.parametrize("name", ["asign", "checks", "region"])
def test_a_misspelt_command_is_not_taken_for_a_plan(run: Run, opened: Opened, name: str) -> None:
    ended = run(name, "plan.toml")
    assert ended.status == 2
    assert "neither a command nor a file" in ended.err
    assert "did you mean '" in ended.err
    assert opened == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-",), "cannot read a plan from standard input"),
        (("contoso.toml", "other.toml"), "unexpected extra argument"),
        (("--bogus",), "--bogus"),
        (("contoso.toml", "--bogus"), "--bogus"),
        ((".",), "it is a directory"),
    ],
)
def test_what_cannot_be_opened_is_refused(
    run: Run, plan_file: Path, opened: Opened, arguments: tuple[str, ...], said: str
) -> None:
    ended = run(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert opened == []


@pytest.mark.fault(1, 2)
@pytest.mark.parametrize("name", ["new.toml", "empty.toml"])
def test_a_plan_that_is_not_there_yet_can_begin(
    run: Run, write: Write, opened: Opened, name: str
) -> None:
    write("empty.toml", "")
    assert run(name).status == 0
    assert opened == [(Path(name), False)]


@pytest.mark.fault(1, 2, 3)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("contso.toml", "did you mean contoso.toml?"),
        ("empty.toml", "the file is empty"),
        ("nowhere/new.toml", "there is no directory nowhere"),
    ],
)
def test_without_a_terminal_the_file_is_what_is_wrong(
    run: Run, plan_file: Path, write: Write, name: str, said: str
) -> None:
    write("empty.toml", "")
    ended = run(name)
    assert ended.status == 2
    assert said in ended.err


def test_a_binary_file_is_refused_before_a_screen_is_drawn(
    run: Run, write: Write, opened: Opened
) -> None:
    ended = run(write("binary", b"\x7fELF\x00"))
    assert (ended.status, "NUL" in ended.err) == (2, True)
    assert opened == []


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_without_a_terminal_the_headless_commands_are_named(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    import tui.commands.terminal as terminal

    class Stream:
        def __init__(self, name: str) -> None:
            self.name = name

        def isatty(self) -> bool:
            return self.name != stream

    class System:
        stdin, stdout, stderr = Stream("stdin"), Stream("stdout"), Stream("stderr")

    monkeypatch.setattr(terminal, "sys", System)
    for arguments in ((), (plan_file,), ("demo",)):
        ended = run(*arguments)
        assert (ended.status, ended.out) == (2, "")
        assert "\x1b" not in ended.err
    words = {"stdin": "standard input", "stdout": "standard output", "stderr": "standard error"}
    assert f"{words[stream]} is none" in run(plan_file).err
    assert "assign, explain, check" in run(plan_file).err


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_draw_is_refused(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    import tui.commands.terminal as terminal

    class Stream:
        def isatty(self) -> bool:
            return True

    class System:
        stdin = stdout = stderr = Stream()

    monkeypatch.setattr(terminal, "sys", System)
    monkeypatch.setenv("TERM", term)
    ended = run(plan_file)
    assert (ended.status, ended.out) == (2, "")
    assert f"terminal of type '{term}'" in ended.err


def test_the_demo_opens_a_copy(run: Run, opened: Opened) -> None:
    for sample in samples():
        opened.clear()
        ended = run("demo", sample.name)
        [(path, read_only)] = opened
        assert path is not None
        assert (ended.status, read_only) == (0, False)
        assert f"Your copy is {path}" in ended.err
        assert path.read_text(encoding="utf-8") == sample.text
        assert "sample_configs" not in path.parts


def test_the_demo_lists_the_samples(run: Run) -> None:
    lines = run("demo", "--list").out.splitlines()
    names = [line.split()[0] for line in lines]
    assert names == [sample.name for sample in samples()]
    assert names[0] == "article"


def test_an_unknown_sample_is_refused(run: Run) -> None:
    ended = run("demo", "artikle")
    assert (ended.status, "did you mean 'article'" in ended.err) == (2, True)
