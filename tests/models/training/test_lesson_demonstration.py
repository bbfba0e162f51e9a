"""A lesson as a demonstration of its solution."""

from models.lessons import lessons
from models.training.demonstration import TITLE
from models.training.lesson import Lesson
from models.training.lesson_demonstration import demonstration_of


def lesson(name: str) -> Lesson:
    [written] = [each for each in lessons() if each.name == name]
    return written.with_seed(7)


def test_the_steps_are_those_of_the_solution_and_say_which_goal_they_lead_to() -> None:
    pinning = lesson("08-pinning")
    shown = demonstration_of(pinning)
    assert [(step.say, step.keys) for step in shown.steps] == [
        (step.say, step.keys) for step in pinning.solution
    ]
    assert [step.title for step in shown.steps[:4]] == [
        "Goal 1 of 4",
        "Goal 2 of 4",
        "Goal 2 of 4",
        "Goal 3 of 4",
    ]
    assert demonstration_of(lesson("01-mapping")).steps[0].title == "Goals 1 and 2 of 3"


def test_the_speaker_is_told_what_a_step_reaches_and_always_the_whole_solution() -> None:
    choice = lesson("04-subnet-choice")
    shown = demonstration_of(choice)
    assert choice.goals[0].text in shown.steps[0].notes
    assert shown.notes.startswith(choice.notes.strip())
    assert f"\n 2. {choice.solution[1].say}" in shown.notes
    assert "seed 7" in shown.notes


def test_a_lesson_without_a_solution_has_notes_and_no_steps() -> None:
    shown = demonstration_of(lesson("11-predict"))
    assert shown.steps == ()
    assert shown.notes


def test_every_lesson_that_ships_has_notes_and_titles_that_fit() -> None:
    for written in lessons():
        shown = demonstration_of(written.with_seed())
        assert written.with_seed().notes.strip(), written.name
        assert all(len(step.title) <= TITLE for step in shown.steps)
