"""The lessons that ship: sound with any numbers, and about different things."""

import pytest

from models.formats.lesson_toml import LessonText
from models.lessons import lessons
from models.training.checking import problems
from models.training.lesson import Kind

SEEDS = range(1, 51)
SHIPPED = pytest.mark.parametrize("written", lessons(), ids=lambda written: str(written.name))


@SHIPPED
def test_a_lesson_is_not_solved_at_the_start_and_solved_by_its_solution_with_any_numbers(
    written: LessonText,
) -> None:
    for seed in SEEDS:
        assert problems(written.with_seed(seed)) == [], seed


@SHIPPED
def test_other_numbers_make_another_plan_and_the_same_numbers_the_same(written: LessonText) -> None:
    plans = [written.with_seed(seed).plan for seed in range(1, 9)]
    assert plans[0] == written.with_seed(1).plan
    assert len({hash(plan.virtual_machines) for plan in plans}) > len(plans) // 2


@SHIPPED
def test_a_lesson_has_what_a_learner_needs(written: LessonText) -> None:
    lesson = written.with_seed()
    assert len(lesson.summary) <= 76
    assert lesson.explanation.count("\n") >= 2
    assert all(len(goal.hints) >= 2 for goal in lesson.goals)
    assert lesson.mistakes or not lesson.goals
    assert all(step.keys for step in lesson.solution)


def test_every_kind_of_lesson_is_there() -> None:
    kinds = [written.with_seed().kind for written in lessons()]
    assert set(kinds) == set(Kind)
    assert kinds.count(Kind.LESSON) + kinds.count(Kind.PREDICT) >= 10
    assert kinds.count(Kind.BREAK_IT) >= 7
