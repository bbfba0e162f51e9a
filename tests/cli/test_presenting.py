"""``asrnet present`` and ``asrnet demo --play``: what is presented, and what is refused."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from models.demonstrations import names
from models.lessons import lessons
from models.samples import samples
from tests.cli.conftest import Run
from tui.learn_choice import Learn
from tui.presenting.presentation import Presentation

Shown = list[tuple[Any, Presentation]]
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

    def present(first: Path | Learn, given: Presentation) -> int:
        calls.append((first, given))
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


def test_a_lesson_is_presented_and_played_by_its_name_its_number_or_its_file(
    run: Run, shown: Shown
) -> None:
    choice = next(written for written in lessons() if written.name == "04-subnet-choice")
    Path("own.toml").write_text(choice.text, encoding="utf-8")
    assert run("present", "04", "--seed", "7").status == 0
    assert run("present", "own.toml").status == 0
    assert run("demo", "--play", "04-subnet-choice").status == 0
    assert run("demo", "--step", "own.toml", "--seed", "3").status == 0
    assert [(learn.written.name, learn.seed) for learn, _ in shown] == [
        ("04-subnet-choice", 7),
        ("own", 1),
        ("04-subnet-choice", 1),
        ("own", 3),
    ]
    assert [(given.has_keyboard, given.by_itself) for _, given in shown] == [
        (False, False),
        (False, False),
        (True, True),
        (True, False),
    ]


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
        (("present", "04-subnet-choise"), "did you mean '04-subnet-choice'?"),
        (("present", "mapping"), "'mapping' may be 01-mapping, 03-change-mapping"),
        (("present", "xyzzy"), "asrnet learn --list the lessons"),
        (("present", "04", "--script", "tour"), "a lesson brings its own steps"),
        (("present", "article", "--seed", "7"), "--seed is for a lesson"),
        (("present", "lesson.toml"), "lesson.toml: "),
        (("demo", "--play", "--seed", "7"), "--seed is for a lesson"),
        (("demo", "--seed", "7"), "--seed is for a lesson"),
        (("demo", "--play", "11-predict"), "asrnet present 11-predict shows it"),
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
    Path("lesson.toml").write_text("lesson = 1\n", encoding="utf-8")
    Path("full").mkdir()
    Path("full", "x").touch()
    ended = run(*arguments)
    assert (ended.status, ended.out, shown) == (2, "", [])
    assert said in ended.err
    assert "Traceback" not in ended.err
