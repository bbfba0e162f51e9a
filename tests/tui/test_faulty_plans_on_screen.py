"""Faults of plan files, each told on the screen: the start screen comes back with the reason."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.security.hostile import raw_controls
from tests.support.faulty_plans import PLANS, Faulty
from tests.tui.screen_text import paste, text_of
from tests.tui.test_opening_questions import settled
from tui.app import AsrnetApp
from tui.screens.start import StartScreen

OF_EACH = {name.split()[0]: name for name in reversed(PLANS)}
"""One plan for each fault: how the others are told, the command line says by the same words."""


@pytest.mark.fault(8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 23, 24, 25)
async def test_a_faulty_plan_leads_back_to_the_start_with_the_reason(tmp_path: Path) -> None:
    async with AsrnetApp().run_test(size=(120, 40), notifications=True) as pilot:
        app = pilot.app
        assert isinstance(app, AsrnetApp)
        for number, name in OF_EACH.items():
            given = PLANS[name]
            path = tmp_path / f"{number}.toml"
            path.write_bytes(given.content)
            await _open(app, pilot, path)
            assert isinstance(app.screen, StartScreen), name
            _told(app, given, name)
            assert (path.read_bytes() == given.content, path.name in text_of(app)) == (True, True)
            app.clear_notifications()
            path.unlink()
        assert list(tmp_path.iterdir()) == []


@pytest.mark.fault(4, 5, 6, 7)
async def test_what_is_no_file_that_can_be_read_leads_back_to_the_start(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(256 * 1024 * 1024 + 1)
    wanted = {
        tmp_path: "it is a directory",
        Path("/dev/zero"): "not a regular file",
        tmp_path / "loop": "leads back to itself",
        tmp_path / "huge": "larger than 256 MiB",
    }
    async with AsrnetApp().run_test(size=(120, 40), notifications=True) as pilot:
        app = pilot.app
        assert isinstance(app, AsrnetApp)
        for path, said in wanted.items():
            await _open(app, pilot, path)
            assert isinstance(app.screen, StartScreen), path
            _told(app, Faulty(b"", (said,)), str(path))
            app.clear_notifications()


async def _open(app: AsrnetApp, pilot: "Pilot[int]", path: Path) -> None:
    """Open a file by its name."""
    await pilot.press("o")
    await paste(pilot, str(path))
    await pilot.press("enter")
    await pilot.pause()
    await settled(app, pilot)


def _told(app: AsrnetApp, given: Faulty, name: str) -> None:
    """What was said, whole in the notice and as much of it as fits on the screen."""
    [notice] = app._notifications
    seen = text_of(app)
    assert raw_controls(seen) == set(), name
    for words in given.said:
        assert words in notice.message, name
        assert words.split()[0] in seen, name
