"""Reading lesson files: all faults at once, each with its place and line."""

import pytest

from models.errors import InvalidInput
from models.formats.lesson_toml import LessonText
from models.training.lesson import ARTICLE, Kind
from tests.models.training.small_lesson import SMALL


def read(text: str, seed: int = 4) -> object:
    return LessonText("small", "small.toml", text).with_seed(seed)


def refusal(text: str) -> str:
    with pytest.raises(InvalidInput) as raised:
        read(text)
    return str(raised.value)


def test_a_lesson_is_read_with_its_numbers_in_every_text() -> None:
    lesson = LessonText("small", "small.toml", SMALL).with_seed(4)
    net = lesson.numbers["net"]
    assert [str(p) for p in lesson.plan.network("a").address_space] == [f"10.{net}.0.0/16"]
    assert (lesson.kind, lesson.minutes, lesson.articles) == (Kind.LESSON, 10, (ARTICLE,))
    assert [goal.name for goal in lesson.goals] == ["mapped", "home"]
    assert lesson.solution[0].edit["do"] == "map"


def test_every_fault_is_told_at_once_with_its_line() -> None:
    broken = (
        SMALL.replace('title = "Small"', "title = 5")
        .replace('kind = "lesson"', "")
        .replace('region = "southeastasia", address', 'region = "atlantis", address')
        .replace('hints = ["And back?", "F3"]', "hints = []")
        .replace('net = "1-9"', 'net = "9-1"')
        .replace('say = "Map b."', 'speak = "Map b."')
    )
    said = refusal(broken)
    for words in ("line 3: title", "net: expected a range", "goals[1].hints", "solution[1].speak"):
        assert words in said
    lines = [int(line.split()[1].rstrip(":")) for line in said.splitlines() if " line " in line]
    assert lines == sorted(lines)


def test_faults_of_the_plan_are_placed_in_the_lesson() -> None:
    said = refusal(SMALL.replace('"b", region = "southeastasia"', '"b", region = "atlantis"'))
    assert "plan.virtual_networks[1].region" in said
    assert "line 18" in said


def test_a_name_without_numbers_is_told() -> None:
    assert "{ner}" in refusal(SMALL.replace("10.{net}.1.9", "10.{ner}.1.9"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected lesson = 1"),
        ("lesson = 2", "expected 1, got 2"),
        ("lesson = true", "expected 1, got true"),
        ("format = 1", "this is a plan, which asrnet FILE opens"),
        ("lesson = ", "not valid TOML"),
        ("lesson = 1\nplan = 5\n", "plan"),
        (f"lesson = 1\nx = {'[' * 2000}", "not valid TOML"),
    ],
)
def test_what_is_no_lesson_is_refused_in_words(text: str, said: str) -> None:
    assert said in refusal(text)
