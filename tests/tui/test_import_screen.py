"""Importing on the screen: files in, a preview with what is left out, then the plan is written."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from models.formats.plan_toml import loads
from models.storage.documents_to_import import Progress, documents_in, read_documents
from tests.tui.screen_text import paste, text_of, words_of
from tests.tui.test_opening_questions import settled
from tests.tui.test_workspace import session_of
from tui.app import AsrnetApp
from tui.screens.ask import AskScreen
from tui.screens.import_files import ImportScreen
from tui.screens.start import StartScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.path_field import PathField

FIXTURES = Path(__file__).parents[1] / "fixtures" / "azure"


async def _settled(app: AsrnetApp, pilot: Pilot[int]) -> None:
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await settled(app, pilot)  # a plan may be being opened by now


async def test_a_directory_is_read_looked_through_and_written_as_a_plan(tmp_path: Path) -> None:
    plan = tmp_path / "new.toml"
    app = AsrnetApp()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i")
        await paste(pilot, str(FIXTURES))
        await pilot.press("enter")
        await _settled(app, pilot)
        assert isinstance(app.screen, ImportScreen)
        found = app.screen.found
        assert found is not None
        assert "virtual networks" in words_of(app, "#state")
        assert "Left out" in text_of(app)
        await pilot.press("ctrl+u")
        await paste(pilot, str(plan))
        await pilot.press("enter")
        await _settled(app, pilot)
        assert isinstance(app.screen, WorkspaceScreen)
        assert session_of(app).plan == found.plan
    assert loads(plan.read_text(encoding="utf-8")) == found.plan


async def test_everything_that_is_left_out_is_named_with_its_reason() -> None:
    app = AsrnetApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await paste(pilot, str(FIXTURES))
        await pilot.press("enter")
        await _settled(app, pilot)
        assert isinstance(app.screen, ImportScreen)
        found = app.screen.found
        assert found is not None
        assert found.skipped
        await pilot.press("f3", "down")
        await pilot.pause()
        assert found.skipped[0].reason in words_of(app, "#line")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("nowhere.json", "there is no such file"),
        ("'open quote", "quotation"),
        ("", "name the files"),
        ("x" * 300, "could not be read"),
    ],
)
async def test_what_cannot_be_read_is_told_and_can_be_typed_again(typed: str, why: str) -> None:
    app = AsrnetApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await paste(pilot, typed)
        await pilot.press("enter")
        await _settled(app, pilot)
        assert why in text_of(app)
        assert isinstance(app.screen, ImportScreen)
        assert app.screen.found is None


async def test_a_plan_that_exists_is_replaced_only_when_that_is_asked_for(tmp_path: Path) -> None:
    plan = tmp_path / "mine.toml"
    plan.write_text("mine", encoding="utf-8")
    app = AsrnetApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await paste(pilot, str(FIXTURES))
        await pilot.press("enter")
        await _settled(app, pilot)
        await pilot.press("ctrl+u")
        await paste(pilot, str(plan))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        assert plan.read_text(encoding="utf-8") == "mine"


@pytest.mark.fault(35)
async def test_reading_can_be_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()

    def slowly(files: Sequence[str], progress: Progress) -> Iterator[tuple[str, bytes]]:
        go_on.wait(5)
        return read_documents(files, progress)

    monkeypatch.setattr("tui.widgets.files_reader.read_documents", slowly)
    app = AsrnetApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await paste(pilot, str(FIXTURES))
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        go_on.set()
        await pilot.pause(0.2)
        assert "given up" in words_of(app, "#state")
        assert isinstance(app.screen, ImportScreen)
        assert app.screen.found is None
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


def test_how_far_reading_is_can_be_followed_and_stopped() -> None:
    files = documents_in([str(FIXTURES)])
    seen: list[tuple[int, int, str]] = []

    def stop_at_the_second(read: int, of: int, next_one: str) -> None:
        seen.append((read, of, next_one))
        if read == 1:
            raise KeyboardInterrupt

    stop: Callable[[int, int, str], None] = stop_at_the_second
    with pytest.raises(KeyboardInterrupt):
        list(read_documents(files, stop))
    assert seen == [(0, len(files), files[0]), (1, len(files), files[1])]


async def test_tab_goes_on_to_the_region_once_a_name_is_complete() -> None:
    app = AsrnetApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await paste(pilot, str(FIXTURES / "nic"))
        await pilot.press("tab")
        await pilot.pause()
        files = app.screen.query_one("#files", PathField)
        assert files.value == str(FIXTURES / "nics.json")
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#location")
