"""Presenting a lesson: its sheet, its plan, and its solution step by step."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.lessons import lesson_called
from models.training.speaker_notes import SpeakerNotes
from tests.tui.screen_text import text_of
from tests.tui.test_presenting import foot, next_step, until
from tui.learn_choice import Learn
from tui.presenting.app import PresentingApp
from tui.presenting.notes_file import NotesFile
from tui.presenting.player import AT_ONCE
from tui.presenting.presentation import Presentation
from tui.presenting.settling import settled

Presented = tuple[PresentingApp, "Pilot[int]"]
Present = Callable[..., AbstractAsyncContextManager[Presented]]


@pytest.fixture
def presented(tmp_path: Path) -> Present:
    """Presents a lesson by its name, as fast as that can be."""

    @asynccontextmanager
    async def present(name: str, **given: object) -> AsyncIterator[Presented]:
        presentation = Presentation(pace=AT_ONCE, **given)  # type: ignore[arg-type]
        app = PresentingApp(Learn(lesson_called(name), 7), presentation, state=tmp_path / "state")
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(app)
            yield app, pilot

    return present


def told(file: NotesFile) -> SpeakerNotes:
    """What the speaker is told."""
    notes = file.read()
    assert notes is not None
    return notes


async def test_a_lesson_is_presented_with_its_sheet_and_its_solution_step_by_step(
    presented: Present, tmp_path: Path
) -> None:
    file = NotesFile(tmp_path / "state")
    async with presented("01", notes=file) as (app, pilot):
        assert "A mapping and its reverse" in text_of(app)
        now = told(file)
        assert (now.plan, now.number, now.count) == ("01-mapping", 0, 2)
        assert "The solution" in now.notes
        await pilot.press("enter")
        await until(lambda: app.session is not None)
        await settled(app)
        assert "^D next step · 0/2" in foot(app)
        await next_step(app, pilot)
        learning = app.learning
        assert learning is not None
        assert learning.run is not None
        assert [reached for _, reached in learning.run.goals] == [True, True, False]
        assert "Goals 1 and 2 of 3  Map contoso-web-vnet" in foot(app)
        assert "web-01 comes home" in told(file).notes
        await next_step(app, pilot)
        assert "✓ Solved in" in text_of(app)
        assert type(app.screen).__name__ == "LessonScreen"

        await pilot.press("ctrl+u")
        await settled(app)
        assert [reached for _, reached in learning.run.goals] == [False, False, False]
        assert learning.run.record.starts == 2
        assert "goal 1 of 3" in text_of(app)
        await pilot.press("ctrl+w", "ctrl+k")
        await settled(app)
        assert "┏" in text_of(app)
        assert "│ ┏" not in text_of(app), "a dialog is in the light as a whole"
        await pilot.press("escape")
        await settled(app)
        dimmed = {type(widget).__name__ for widget in app.screen.query(".-beside")}
        assert "StatusLine" in dimmed
        assert not dimmed & {"LessonLine", "ChangeLine"}, "what was just done is to be read"
        await pilot.press("ctrl+w")
        await next_step(app, pilot)
        await next_step(app, pilot)
        await pilot.press("n")
        await settled(app)
        assert told(file).plan == "02-replicate", "the next lesson has its own steps"
    assert not (tmp_path / "state" / "learning").exists(), "the speaker's own progress is untouched"


@pytest.mark.parametrize("name", ["02", "04"])
async def test_a_lesson_that_plays_by_itself_begins_with_its_plan_and_is_solved_at_the_end(
    presented: Present, name: str
) -> None:
    given = {"has_keyboard": True, "by_itself": True}
    async with presented(name, **given) as (app, _):
        await until(lambda: app.stage.player is not None and not app.stage.has_keyboard)
        await until(lambda: type(app.screen).__name__ == "LessonScreen")
        await settled(app)
        assert "the end: the plan is yours" in foot(app)
        assert "✓ Solved in" in text_of(app)
        assert [type(screen).__name__ for screen in app.screen_stack][2:] == ["LessonScreen"], (
            "a screen that ends with its edit has ended"
        )


async def test_a_lesson_without_a_solution_is_presented_with_notes_and_no_steps(
    presented: Present, tmp_path: Path
) -> None:
    file = NotesFile(tmp_path / "state")
    async with presented("11", notes=file) as (app, pilot):
        await pilot.press("enter")
        await settled(app)
        assert type(app.screen).__name__ == "PredictScreen"
        assert "next step" not in foot(app)
        assert told(file).count == 0
        assert told(file).notes
