"""The recorded solution of every lesson, played by keys on the screen."""

from pathlib import Path

import pytest

from models.formats.lesson_toml import LessonText
from models.formats.plan_toml import dumps
from models.lessons import lessons
from models.training.keys import pressed
from models.training.lesson import Lesson
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of
from tests.tui.test_workspace import session_of

SEED = 7
"""The numbers the keys are played with: not those that are written down."""
WITH_KEYS = [written for written in lessons() if written.with_seed().goals]


@pytest.mark.parametrize("written", WITH_KEYS, ids=lambda written: str(written.name))
async def test_the_keys_reach_each_goal_at_its_step_and_no_sooner(
    written: LessonText, opened: Open, tmp_path: Path
) -> None:
    lesson: Lesson = written.with_seed(SEED)
    path = tmp_path / "lesson.toml"
    path.write_text(dumps(lesson.plan), encoding="utf-8")
    reached: set[str] = set()
    async with opened(path, size=(80, 24)) as (app, pilot, _):
        session = session_of(app)
        for step in lesson.solution:
            *before, last = pressed(step.keys)
            await pilot.press(*before)
            assert {goal.name for goal in lesson.goals if goal.when.holds(session)} == reached
            await pilot.press(last)
            await app.workers.wait_for_complete()
            await pilot.pause()
            reached |= set(step.reaches)
            holding = {goal.name for goal in lesson.goals if goal.when.holds(session)}
            assert holding == reached, f"{step.say}\n{text_of(app)}"
        assert all(guard.when.holds(session) for guard in lesson.must_stay)
