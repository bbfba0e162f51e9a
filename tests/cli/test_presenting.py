"""``asrnet present`` and ``asrnet demo --play``: what is presented, and what is refused."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from models.demonstrations import names
from models.samples import samples
from tests.cli.conftest import Run
from tui.presenting.presentation import Presentation

Shown = list[tuple[Path, Presentation]]
SCRIPT = """\
demonstration = 1
name = "Mine"
sample = "broken"
[[steps]]
title = "One"
say = "We look."
"""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """What was presented, on what looks like a terminal; nothing is drawn."""
    calls: Shown = []

    def present(plan: Path, given: Presentation) -> int:
        calls.append((plan, given))
        return 0

    running: Any = ModuleType("tui.presenting.running")
    running.present = present
    running.follow = lambda: 7
    monkeypatch.setitem(sys.modules, "tui.presenting.running", running)
    monkeypatch.setattr("tui.commands.present.require_terminal", lambda: None)
    monkeypatch.setattr("tui.commands.demo.require_terminal", lambda: None)
    return calls


def text_of(name: str) -> str:
    [text] = [sample.text for sample in samples() if sample.name == name]
    return text


def test_without_arguments_the_tour_is_presented_on_a_copy_of_its_sample(
    run: Run, shown: Shown
) -> None:
    ended = run("present")
    [(plan, given)] = shown
    assert (ended.status, plan.name, plan.read_text("utf-8")) == (
        0,
        "article.toml",
        text_of("article"),
    )
    assert f"Your copy is {plan}" in ended.err
    assert given.demonstration is not None
    assert len(given.demonstration.steps) > 10
    assert not given.has_keyboard


def test_a_plan_of_ones_own_is_copied_and_has_no_script_unless_one_is_named(
    run: Run, shown: Shown, plan_file: Path
) -> None:
    Path("mine.toml").write_text(SCRIPT, encoding="utf-8")
    assert run("present", plan_file, "--air", "--hand-out", "pages").status == 0
    assert run("present", plan_file, "--script", "mine.toml").status == 0
    assert run("present", "broken").status == 0
    assert run("present", "--script", "failback").status == 0
    (copy, first), (_, second), (broken, third), (article, _) = shown
    assert copy.read_text("utf-8") == plan_file.read_text("utf-8")
    assert copy.absolute() != plan_file.absolute()
    assert (first.demonstration, first.airy, third.demonstration) == (None, True, None)
    assert first.hand_out is not None
    assert Path("pages").is_dir()
    assert second.demonstration is not None
    assert second.demonstration.name == "Mine"
    assert (broken.name, article.name) == ("broken.toml", "article.toml")


def test_the_notes_follow_and_take_nothing_else(run: Run, shown: Shown) -> None:
    assert run("present", "--notes").status == 7
    ended = run("present", "--notes", "article")
    assert (ended.status, "takes nothing else" in ended.err) == (2, True)
    assert shown == []


def test_a_demonstration_plays_by_itself_or_step_by_step_on_its_own_plan(
    run: Run, shown: Shown
) -> None:
    Path("mine.toml").write_text(SCRIPT, encoding="utf-8")
    assert run("demo", "--play").status == 0
    assert run("demo", "--step", "mine.toml").status == 0
    (tour, first), (broken, second) = shown
    assert (first.has_keyboard, first.by_itself) == (True, True)
    assert (second.has_keyboard, second.by_itself) == (True, False)
    assert tour.read_text("utf-8") == text_of("article")
    assert broken.read_text("utf-8") == text_of("broken")


def test_the_demonstrations_are_listed(run: Run) -> None:
    lines = run("demo", "--play", "--list").out.splitlines()
    assert [line.split()[0] for line in lines] == list(names())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("demo", "--play", "toor"), "did you mean 'tour'?"),
        (("demo", "--play", "xyzzy"), "asrnet demo --play --list lists them"),
        (("demo", "--play", "gone.toml"), "gone.toml"),
        (("demo", "--play", "bad.toml"), "line 3: sample: there is no sample plan"),
        (("present", "artikle"), "did you mean 'article'?"),
        (("present", "gone.toml"), "gone.toml"),
        (("present", "bad.toml"), "format: required, but missing"),
        (("present", "-"), "cannot read its plan from standard input"),
        (("present", "--script", "bad.toml"), "did you mean 'broken'?"),
        (("present", "--hand-out", "full"), "full is not empty"),
    ],
)
def test_what_cannot_be_presented_is_refused_with_a_way_out(
    run: Run, shown: Shown, arguments: tuple[str, ...], said: str
) -> None:
    Path("bad.toml").write_text(SCRIPT.replace("broken", "brokn"), encoding="utf-8")
    Path("full").mkdir()
    Path("full", "x").touch()
    ended = run(*arguments)
    assert (ended.status, ended.out, shown) == (2, "", [])
    assert said in ended.err
    assert "Traceback" not in ended.err
