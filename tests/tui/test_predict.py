"""Predict, then reveal: nothing is shown before every address was guessed."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.addresses import address_text
from models.formats.lesson_toml import LessonText, PlanText
from models.lessons import lessons
from models.training.guesses import questions
from models.training.lesson import Lesson
from tests.models.training.test_guesses import PLAN
from tests.tui.screen_text import lines_of, text_of
from tests.tui.test_lessons import press
from tui.app import AsrnetApp
from tui.learn_choice import Learn
from tui.learning_places import records_in
from tui.screens.lesson import LessonScreen
from tui.screens.lessons import LessonsScreen
from tui.screens.predict import PredictScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.guess_field import GuessField
from tui.widgets.guess_list import GuessList

Compare = Callable[..., bool]
Begin = Callable[..., AbstractAsyncContextManager[tuple[AsrnetApp, "Pilot[int]"]]]
MINE = PlanText("mine", "mine.toml", PLAN)
WITH_GOALS = next(one for one in lessons() if one.name.startswith("04"))


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    """Starts the application on a lesson, and goes on to its prediction."""

    @asynccontextmanager
    async def running(
        written: LessonText | PlanText, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[tuple[AsrnetApp, "Pilot[int]"]]:
        app = AsrnetApp(Learn(written, 1), state=tmp_path / "state")
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await press(pilot, "enter")
            assert isinstance(app.screen, PredictScreen)
            yield app, pilot

    return running


def answers(lesson: Lesson) -> list[str]:
    """The right guesses, in the order in which they are asked for."""
    from models.assign import assign

    assert lesson.predict is not None
    computed = assign(lesson.plan)
    found = [computed.of(*one) for one in questions(lesson.plan, lesson.predict, computed)]
    return [
        "none" if one is None or one.address is None else address_text(one.address) for one in found
    ]


async def test_guesses_are_judged_once_all_are_made_and_the_lesson_goes_on(
    begin: Begin, tmp_path: Path
) -> None:
    right = answers(WITH_GOALS.with_seed())
    async with begin(WITH_GOALS) as (app, pilot):
        await press(pilot, "ctrl+k")
        assert app.session is None, "nothing of the plan can be reached"
        for answer in right[:-1]:
            await press(pilot, *answer, "enter")
        assert "✓" not in text_of(app)
        await press(pilot, *"10.9.9.9", "up", "enter")
        assert "✓" not in text_of(app), "one that was corrected does not end it"
        assert app.screen.query_one(GuessField).value == "10.9.9.9"
        await press(pilot, "enter")
        shown = text_of(app)
        assert f"{len(right) - 1} of {len(right)} right" in shown
        assert "10.9.9.9 → " in shown
        assert "Read again: " in shown
        await press(pilot, "enter")
        assert isinstance(app.screen, WorkspaceScreen)
        await press(pilot, "ctrl+q")
    [record] = records_in(tmp_path / "state").all().records
    assert record.predicted
    assert sum(right for right, _ in record.guesses.values()) > 0


async def test_a_plan_of_ones_own_shows_nothing_before_the_reveal(
    begin: Begin, tmp_path: Path
) -> None:
    async with begin(MINE, size=(120, 40)) as (app, pilot):
        seen = text_of(app)
        for _ in answers(MINE.with_seed())[1:]:
            await press(pilot, "down")
            seen += text_of(app)
        for computed in ("10.1.1.4 ", "10.9.2.4 ", "10.1.1.254"):
            assert computed not in seen
        await press(pilot, "f5", "right", "enter")
        shown = text_of(app)
        assert "0 of 12 right" in shown
        assert "it was not guessed" in shown
        await press(pilot, "down")
        assert "10.1.1.4" in text_of(app)
        await press(pilot, "r")
        assert "10.1.1.4 " not in text_of(app)
        await press(pilot, "f5", "right", "enter", "enter")
        assert isinstance(app.screen, LessonScreen)
        assert "Done" in text_of(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LessonsScreen)


async def test_what_is_no_address_is_marked_and_never_taken(begin: Begin) -> None:
    async with begin(WITH_GOALS) as (app, pilot):
        await press(pilot, *"10.1.1", "enter")
        assert "✗ type an IPv4 address such as 10.1.1.4, or none" in text_of(app)
        assert "10.1.1 " not in text_of(app).split("Source")[0]
        await press(pilot, "down", "up")
        assert "! " in lines_of(app)[1]
        assert "10.1.1 " in lines_of(app)[1], "nothing that was typed is lost"
        assert "✗ type an IPv4 address" in text_of(app)
        count = len(answers(WITH_GOALS.with_seed()))
        await press(pilot, "f5")
        assert f"{count} addresses are not guessed yet" in text_of(app)
        await press(pilot, "enter", "ctrl+u", *"none", "down", "up")
        assert "? " in text_of(app)
        await press(pilot, "ctrl+u", "down", "up")
        assert "? " not in text_of(app), "an emptied field takes the guess back"
        await press(pilot, *"10.1.1.4")
        await pilot.click(GuessList, offset=(3, 2))
        assert "10.1.1.4" in lines_of(app)[1], "it stays with the question it was typed for"
        assert app.screen.query_one(GuessField).value == ""
        await press(pilot, *"10.1.1.5", "enter")
        assert "10.1.1.5" in lines_of(app)[3]
        await press(pilot, "escape", "enter")
        assert isinstance(app.screen, PredictScreen), "guesses are not lost by one key"
        await press(pilot, "escape", "right", "enter")
        assert isinstance(app.screen, LessonsScreen)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((80, 24), (), id="asked"),
        pytest.param((120, 40), (), id="asked-wide"),
        pytest.param((80, 24), ("f5", "right", "enter"), id="revealed-narrow"),
        pytest.param((120, 40), ("f5", "right", "enter"), id="revealed"),
    ],
)
def test_a_prediction(
    snap_compare: Compare, tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async def drive(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await press(pilot, "enter", *"10.1.1.9", "enter", *"10.1.1.10", "enter", *keys)

    app = AsrnetApp(Learn(MINE, 1), state=tmp_path / "state")
    assert snap_compare(app, terminal_size=size, run_before=drive)
