"""Pictures of the lessons: the list, the line, and the sheet before, on the way and after."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.formats.lesson_toml import LessonText
from models.training.run import LessonRun
from tests.models.training.small_lesson import SMALL
from tests.tui.test_lessons import press
from tui.app import AsrnetApp
from tui.learn_choice import Learn

Compare = Callable[..., bool]
OWN = Learn(LessonText("small", "small.toml", SMALL), 1)


@pytest.fixture(autouse=True)
def no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.learning.LessonRun", partial(LessonRun, clock=lambda: 0.0))


@pytest.mark.parametrize(
    ("first", "size", "keys"),
    [
        pytest.param(Learn(), (80, 24), (), id="list"),
        pytest.param(Learn(), (120, 40), ("down",), id="list-wide"),
        pytest.param(Learn(), (80, 24), ("enter",), id="begin"),
        pytest.param(OWN, (120, 40), ("enter", "d"), id="wrong"),
        pytest.param(OWN, (80, 24), ("enter", "ctrl+k", "h", "h"), id="hints"),
        pytest.param(OWN, (80, 24), ("enter", "m", "up", "enter"), id="solved"),
    ],
)
def test_a_lesson(
    snap_compare: Compare,
    tmp_path: Path,
    first: Learn,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    async def drive(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await press(pilot, *keys)

    app = AsrnetApp(first, state=tmp_path / "state")
    assert snap_compare(app, terminal_size=size, run_before=drive)
