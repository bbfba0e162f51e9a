"""The page about writing lessons: its example is sound, its tables are whole."""

import pytest

from models.formats.lesson_toml import LessonFile, LessonText
from models.lessons import lessons as shipped
from models.training.checking import problems
from models.training.condition import Condition, Expectation, NetworkWanted
from models.training.lesson import Kind, Prediction
from models.training.solution import EDITS
from tests.test_docs import PAGES, fences, section, spans, tables

PAGE = PAGES["lessons.md"]
[EXAMPLE] = fences(PAGE, "toml")


@pytest.mark.parametrize("seed", [1, 2, 50])
def test_the_example_is_a_sound_lesson(seed: int) -> None:
    assert problems(LessonText("example", "example.toml", EXAMPLE).with_seed(seed)) == []


def test_every_key_of_the_file_is_told_with_its_default() -> None:
    [rows] = tables(section(PAGE, "The file"))
    assert [row[0].strip("`") for row in rows] == list(LessonFile.model_fields)
    for name, _, default in rows:
        assert (default == "required") == LessonFile.model_fields[name.strip("`")].is_required()
    assert set(Kind) <= set(spans(rows[3][1]))


def test_everything_that_a_condition_can_say_is_told() -> None:
    text = section(PAGE, "Conditions")
    [rows] = tables(text)
    assert {name for row in rows for name in spans(row[0])} == set(Condition.model_fields)
    assert set(Expectation.model_fields) <= set(spans(text))
    assert set(NetworkWanted.model_fields) <= set(spans(text))


def test_every_key_of_a_prediction_is_told() -> None:
    [rows] = tables(section(PAGE, "Predictions"))
    assert {name.strip("`") for name, _, _ in rows} == set(Prediction.model_fields)


def test_every_edit_of_a_solution_is_told() -> None:
    [rows] = tables(section(PAGE, "The solution"))
    assert [row[0].strip("`") for row in rows] == list(EDITS)


def test_every_lesson_stands_in_the_table_of_the_trainer() -> None:
    lessons = [written.with_seed() for written in shipped()]
    told = tables(section(PAGES["training.md"], "What there is"))[-1]
    assert told == [
        [f"`{one.name}`", one.title, one.kind.value, str(one.minutes), ", ".join(one.rules)]
        for one in lessons
    ]
