"""A lesson that is being done: goals, hints that fit, time, and starting over."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from models.edits.replication import disable_replication
from models.errors import EditRefused
from models.formats.lesson_toml import LessonText
from models.lessons import lessons
from models.session import Session
from models.training.lesson import Lesson
from models.training.record import Record
from models.training.run import HintKind, LessonRun
from models.training.solution import edit_of
from models.training.watch import LONGEST_PAUSE
from tests.models.training.small_lesson import SMALL

SHIPPED = pytest.mark.parametrize("written", lessons(), ids=lambda written: str(written.name))


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(clock: Clock) -> Callable[[], LessonRun]:
    """Begins the small lesson."""

    def begin() -> LessonRun:
        return run_of(LessonText("small", "small.toml", SMALL).with_seed(2), clock)

    return begin


def run_of(lesson: Lesson, clock: Clock | None = None) -> LessonRun:
    record = Record(lesson.name, lesson.seed)
    return LessonRun(lesson, Session(lesson.plan), record, clock or Clock())


def solve(run: LessonRun) -> None:
    for step in run.lesson.solution:
        run.session.do(edit_of(run.session, step.edit))


def test_goals_are_told_when_they_are_reached_and_the_lesson_when_it_is_solved(
    start: Callable[[], LessonRun],
) -> None:
    run, told = start(), list[tuple[str, ...]]()
    run.listeners.append(lambda reached: told.append(tuple(goal.name for goal in reached)))
    solve(run)
    assert told == [("mapped",), ("home",)]
    solved = run.solved
    assert run.record.finished is not None
    assert run.record.reached == ("mapped", "home")
    run.session.undo()
    assert (solved, run.solved) == (True, False)
    assert run.record.finished is not None, "what was solved once stays so"


def test_hints_climb_the_ladder_of_the_first_goal_that_is_not_reached(
    start: Callable[[], LessonRun],
) -> None:
    run = start()
    assert [run.hint().text for _ in range(3)] == ["Which way?", "m", "m"]
    assert run.record.hints == {"mapped": 2}
    run.session.do(edit_of(run.session, run.lesson.solution[0].edit))
    assert (run.hint().text, run.hint().rung) == ("And back?", 2)
    solve_rest = run.lesson.solution[1].edit
    run.session.do(edit_of(run.session, solve_rest))
    assert run.hint().kind is HintKind.DONE


def test_what_had_to_stay_goes_before_a_goal(start: Callable[[], LessonRun]) -> None:
    run = start()
    run.session.do(disable_replication(run.session.plan, ["vm"]))
    hint = run.hint()
    assert (hint.kind, hint.text) == (HintKind.GUARD, "Ctrl+Z brings vm back.")
    assert not run.record.hints, "it is not counted"
    run.session.undo()
    assert run.hint().kind is HintKind.GOAL


def test_time_counts_but_not_while_the_learner_is_away(
    start: Callable[[], LessonRun], clock: Clock
) -> None:
    run = start()
    clock.now = 40
    run.hint()
    clock.now = 10_000
    solve(run)
    assert run.record.seconds == 40 + LONGEST_PAUSE
    clock.now = 10_500
    run.stop()
    assert run.record.seconds == 40 + LONGEST_PAUSE, "what is done takes no more time"


def test_starting_over_leads_to_the_beginning_and_undo_leads_back(
    start: Callable[[], LessonRun], clock: Clock
) -> None:
    run = start()
    run.hint()
    run.session.do(edit_of(run.session, run.lesson.solution[0].edit))
    half = run.session.plan
    clock.now = 200
    run.start_over()
    assert run.session.plan == run.lesson.plan
    assert (run.record.starts, run.record.hints, run.record.reached) == (2, {}, ())
    clock.now = 201
    run.hint()
    assert run.record.seconds == 1
    run.session.undo()
    assert run.session.plan == half


def test_what_was_solved_once_keeps_its_time_and_hints(
    start: Callable[[], LessonRun], clock: Clock
) -> None:
    run = start()
    run.hint()
    clock.now = 30
    solve(run)
    run.start_over()
    clock.now = 90
    run.hint()
    assert (run.record.starts, run.record.seconds) == (2, 30)
    assert run.record.hints == {"mapped": 2}
    assert run.record.finished is not None


def test_a_wrong_way_that_solves_it_is_none() -> None:
    lesson = LessonText("small", "small.toml", SMALL).with_seed(2)
    late = lesson.mistakes[0].model_copy(update={"when": lesson.goals[1].when})
    run = run_of(replace(lesson, mistakes=(late,)))
    solve(run)
    assert run.mistake is None
    assert run.hint().kind is HintKind.DONE


def test_who_has_stopped_is_not_followed(start: Callable[[], LessonRun]) -> None:
    run = start()
    run.stop()
    solve(run)
    assert not run.record.reached


@SHIPPED
def test_whoever_takes_a_wrong_way_gets_the_hint_that_fits_and_can_start_over(
    written: LessonText,
) -> None:
    lesson = written.with_seed(3)
    for mistake in lesson.mistakes:
        run = run_of(lesson)
        for edit in mistake.edits:
            run.session.do(edit_of(run.session, edit))
        assert run.hint().text == mistake.hint
        assert not run.solved
        wrong = run.session.plan
        run.start_over()
        assert run.session.plan == lesson.plan
        assert run.mistake is None
        run.session.undo()
        assert run.session.plan == wrong
        run.session.redo()
        solve(run)
        assert run.solved


@SHIPPED
def test_whoever_takes_every_wrong_way_at_once_gets_the_hint_to_one_and_can_start_over(
    written: LessonText,
) -> None:
    lesson = written.with_seed(3)
    run = run_of(lesson)
    for mistake in lesson.mistakes:
        take(run, mistake.edits)
    if lesson.goals:
        on = [mistake.hint for mistake in lesson.mistakes if mistake.when.holds(run.session)]
        assert run.hint().kind is HintKind.MISTAKE
        assert run.hint().text == on[0]
    run.start_over()
    assert run.session.plan == lesson.plan


@SHIPPED
def test_whoever_undoes_what_has_to_stay_is_told_how_to_get_it_back(written: LessonText) -> None:
    lesson = replace(written.with_seed(3), mistakes=())
    told = set[str]()
    for edits in destructions(written.with_seed(3)):
        run = run_of(lesson)
        take(run, edits)
        if broken := run.broken:
            assert (run.hint().kind, run.hint().text) == (HintKind.GUARD, broken[0].hint)
            assert not run.solved
            told.update(guard.text for guard in broken)
    assert told == {guard.text for guard in lesson.must_stay}


@SHIPPED
def test_whoever_asks_on_and_on_gets_the_last_hint_of_the_ladder(written: LessonText) -> None:
    run = run_of(written.with_seed(3))
    for step in run.lesson.solution:
        ladder = next((goal.hints for goal, reached in run.goals if not reached), ())
        for asked in range(2 * len(ladder)):
            assert run.hint().text == ladder[min(asked, len(ladder) - 1)]
        run.session.do(edit_of(run.session, step.edit))
        run.record.hints.clear()
    assert run.hint().kind is HintKind.DONE


def take(run: LessonRun, edits: Sequence[Mapping[str, Any]]) -> None:
    """Make edits as far as they are not refused; those before may have taken their ground."""
    for edit in edits:
        try:
            run.session.do(edit_of(run.session, edit))
        except EditRefused:
            continue


def destructions(lesson: Lesson) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Ways to break what has to stay: the wrong ways that are known, and clearing away."""
    plan = lesson.plan
    yield from (mistake.edits for mistake in lesson.mistakes)
    machines = list(plan.replicated_items.keys())
    yield [{"do": "stop-replicating", "machines": machines}]
    yield [
        {"do": "unmap", "source": mapping.source, "target": mapping.target}
        for mapping in plan.network_mappings
    ]
    yield [{"do": "test-network", "machine": machine} for machine in machines]
