"""Faults of files to import, each told on the import screen, where another can be named then."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.security.hostile import raw_controls
from tests.support.faulty_imports import LIST, REFUSED
from tests.tui.screen_text import paste, text_of
from tests.tui.test_import_screen import _settled
from tui.app import AsrnetApp
from tui.screens.import_files import ImportScreen

OF_EACH = {name.split()[0]: name for name in reversed(REFUSED)}


@pytest.mark.fault(26, 27, 29, 30, 31, 32, 34, 36, 40, 42, 43)
async def test_a_file_that_cannot_be_imported_is_told_and_another_can_be_named(
    tmp_path: Path,
) -> None:
    app = AsrnetApp()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("i")
        for name in OF_EACH.values():
            content, said = REFUSED[name]
            (tmp_path / "bad.json").write_bytes(content)
            await _name(app, pilot, tmp_path / "bad.json")
            assert isinstance(app.screen, ImportScreen), name
            assert app.screen.found is None, name
            seen = text_of(app)
            assert "this could not be read" in seen, name
            assert all(words.split()[0] in seen for words in said), name
            assert raw_controls(seen) == set(), name
            assert "hunter2" not in seen
        (tmp_path / "good.json").write_text(LIST, encoding="utf-8")
        await _name(app, pilot, tmp_path / "good.json")
        assert isinstance(app.screen, ImportScreen)
        assert app.screen.found is not None
        assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.json", "good.json"]


async def _name(app: AsrnetApp, pilot: "Pilot[int]", path: Path) -> None:
    """Name a file to read, in place of the one before."""
    await pilot.press("ctrl+u")
    await paste(pilot, str(path))
    await pilot.press("enter")
    await _settled(app, pilot)
