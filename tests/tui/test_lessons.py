"""Lessons on the screen, from the list to what comes after, by keyboard only."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.formats.lesson_toml import LessonText
from models.lessons import lessons
from models.training.keys import pressed
from models.training.lesson import Kind
from models.training.watch import Watch
from tests.models.training.small_lesson import SMALL
from tests.tui.screen_text import text_of
from tests.tui.test_opening_questions import settled
from tests.tui.test_workspace import session_of
from tui.app import AsrnetApp
from tui.learn_choice import Learn
from tui.learning_places import records_in
from tui.lesson_words import time_text
from tui.screens.lesson import LessonScreen
from tui.screens.lessons import LessonsScreen
from tui.screens.start import StartScreen
from tui.screens.workspace import WorkspaceScreen

Running = tuple[AsrnetApp, "Pilot[int]"]
Start = Callable[..., AbstractAsyncContextManager[Running]]
FIRST = lessons()[0]
LIST = Learn()
OWN = LessonText("small", "small.toml", SMALL)
GUESSING = next(each for each in lessons() if each.with_seed().kind is Kind.PREDICT)


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts the application on lessons, with a state directory of its own."""

    @asynccontextmanager
    async def running(first: Any = LIST, **more: Any) -> AsyncIterator[Running]:
        app = AsrnetApp(first, state=tmp_path / "state", **more)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            yield app, pilot

    return running


async def press(pilot: "Pilot[int]", *keys: str) -> None:
    """Press keys, and wait until nothing is going on any more."""
    app = pilot.app
    assert isinstance(app, AsrnetApp)
    for key in keys:
        await pilot.press(key)
        await settled(app, pilot)


async def test_a_lesson_is_done_from_the_list_to_the_next_one(start: Start, tmp_path: Path) -> None:
    async with start() as (app, pilot):
        assert isinstance(app.screen, LessonsScreen)
        assert FIRST.with_seed().title in text_of(app)
        await press(pilot, "enter")
        assert "What is to be reached" in text_of(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, WorkspaceScreen)
        assert "goal 1 of 3" in text_of(app)
        first, *others = FIRST.with_seed().solution
        await press(pilot, *pressed(first.keys))
        assert "✓ reached · next goal 3 of 3: api-01 comes home" in text_of(app)
        for step in others:
            await press(pilot, *pressed(step.keys))
        assert isinstance(app.screen, LessonScreen)
        assert "Solved in" in text_of(app)
        await press(pilot, "n")
        assert lessons()[1].with_seed().title in text_of(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LessonsScreen)
        assert "done in" in text_of(app)
    [record] = records_in(tmp_path / "state").all().records
    assert record.finished is not None


async def test_a_wrong_way_is_told_at_once_and_a_lesson_can_be_left_and_gone_on_with(
    start: Start, tmp_path: Path
) -> None:
    async with start(Learn(OWN, 4)) as (app, pilot):
        await press(pilot, "enter", "d")
        assert "! Ctrl+Z brings vm back." in text_of(app)
        await press(pilot, "ctrl+k")
        hint, goals = map(text_of(app).index, ("▶ Ctrl+Z brings vm back.", "to be reached"))
        assert hint < goals, "the newest hint is seen without scrolling"
        await press(pilot, "escape", "ctrl+z", "ctrl+k", "h", "h", "escape", "m", "enter")
        await press(pilot, "escape", "ctrl+k", "ctrl+o")
        assert isinstance(app.screen, LessonsScreen)
        assert app.session is None
    kept = records_in(tmp_path / "state").all()
    [record] = kept.records
    assert record.hints == {"mapped": 2}
    async with start(Learn(OWN, 4)) as (app, pilot):
        await press(pilot, "enter")
        assert session_of(app).plan.network_mappings, text_of(app)
        await press(pilot, "ctrl+k", "r", "enter")
        assert not session_of(app).plan.network_mappings
        await press(pilot, "escape", "ctrl+z")
        assert session_of(app).plan.network_mappings
        await press(pilot, "ctrl+q")
    [record] = records_in(tmp_path / "state").all().records
    assert record.starts == 2


async def test_other_numbers_make_another_lesson_of_its_own(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "n")
        assert isinstance(app.screen, LessonScreen)
        assert "seed 1\n" not in text_of(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LessonsScreen)


async def test_what_was_solved_leads_on_from_its_sheet_also_when_it_is_looked_at_again(
    start: Start, tmp_path: Path
) -> None:
    known = records_in(tmp_path / "state")
    async with start(Learn(FIRST, 3)) as (app, pilot):
        await press(pilot, "enter", "ctrl+o")
        assert "numbers of seed 3" in text_of(app), "the list says which numbers"
    [record] = known.all().records
    record.finish()
    known.put(record)
    async with start(Learn(FIRST, 3)) as (app, pilot):
        await press(pilot, "a")
        assert "numbers of seed 4" in text_of(app)
        await press(pilot, "escape", "enter", "n")
        assert lessons()[1].with_seed().title in text_of(app)


async def test_what_was_guessed_once_stays_done_with_the_time_it_took(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(range(0, 100_000, 7))  # each key takes a while
    monkeypatch.setattr("tui.learning.Watch", partial(Watch, clock=lambda: float(next(times))))
    known = records_in(tmp_path / "state")
    async with start(Learn(GUESSING, 2)) as (app, pilot):
        await press(pilot, "enter", *"none", "f5", "right", "enter")
        assert app.session is None, "nothing of the plan is open while it is guessed"
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonScreen)
        assert "Enter to the list" in text_of(app)
        [done] = known.all().records
        assert done.finished is not None
        assert done.seconds >= 7 * len("none")
        assert f"Done in {time_text(done.seconds)}." in text_of(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonsScreen)
        await press(pilot, "enter")
        assert "Done in" in text_of(app), "it is not guessed again over what was done"
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonsScreen)
    assert known.all().records == (done,)


async def test_nobody_else_can_read_how_far_a_learner_has_come(
    start: Start, tmp_path: Path
) -> None:
    async with start(Learn(OWN, 4)) as (_, pilot):
        await press(pilot, "enter", "ctrl+q")
    folder = tmp_path / "state" / "learning"
    directories = [folder, *(each for each in folder.iterdir() if each.is_dir())]
    assert len(directories) == 2
    assert {each.stat().st_mode & 0o077 for each in directories} == {0}


async def test_another_text_of_a_lesson_begins_anew(start: Start, tmp_path: Path) -> None:
    async with start(Learn(OWN, 4)) as (app, pilot):
        await press(pilot, "enter", "m", "enter", "ctrl+q")
    other = LessonText("small", "small.toml", SMALL.replace("One machine", "A machine"))
    async with start(Learn(other, 4)) as (app, pilot):
        await press(pilot, "enter")
        assert not session_of(app).plan.network_mappings
        await press(pilot, "ctrl+q")


async def test_progress_is_written_for_the_trainer_and_forgotten_when_that_is_meant(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with start() as (app, pilot):
        await press(pilot, "enter", "enter", "ctrl+o")
        await press(pilot, "x", "enter")
        assert "01-mapping" in (tmp_path / "progress.csv").read_text()
        await press(pilot, "d", "enter")
        assert "begun" in text_of(app)
        await press(pilot, "d", "right", "enter")
        assert "begun" not in text_of(app)


async def test_what_was_forgotten_begins_with_its_own_plan_again(
    start: Start, tmp_path: Path
) -> None:
    async with start(Learn(OWN, 4)) as (app, pilot):
        await press(pilot, "enter", "m", "enter", "ctrl+q")
    records_in(tmp_path / "state").forget()
    async with start(Learn(OWN, 4)) as (app, pilot):
        await press(pilot, "enter")
        assert not session_of(app).plan.network_mappings
        await press(pilot, "ctrl+q")


async def test_the_start_screen_leads_to_the_lessons_and_back(start: Start) -> None:
    async with start(None) as (app, pilot):
        assert isinstance(app.screen, StartScreen)
        await press(pilot, "l")
        assert isinstance(app.screen, LessonsScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, StartScreen)


async def test_a_damaged_lesson_is_told_and_leaves_the_list(start: Start) -> None:
    broken = LessonText("broken", "broken.toml", "lesson = 1")
    async with start(Learn(broken, 1)) as (app, _):
        assert isinstance(app.screen, LessonsScreen)
        assert "required, but missing" in text_of(app)
