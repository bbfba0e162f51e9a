"""Saving to another file, and leaving: nothing is replaced or lost unasked."""

from pathlib import Path

from models.formats.plan_toml import loads
from tests.tui.conftest import Open
from tests.tui.screen_text import paste, text_of
from tests.tui.test_workspace import session_of
from tui.screens.ask import AskScreen, PathScreen
from tui.screens.workspace import WorkspaceScreen


async def test_a_plan_is_saved_to_another_file_and_is_that_file_from_then_on(
    opened: Open, plan_file: Path, tmp_path: Path
) -> None:
    before, other = plan_file.read_bytes(), tmp_path / "b.toml"
    async with opened() as (app, pilot, _):
        await pilot.press("enter", *"10.0.0.77", "enter", "escape", "f12")
        assert isinstance(app.screen, PathScreen)
        await pilot.press("ctrl+u")
        await paste(pilot, str(other))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "b.toml" in text_of(app)
        assert not session_of(app).modified
        assert loads(other.read_text(encoding="utf-8")) == session_of(app).plan
        assert plan_file.read_bytes() == before


async def test_what_is_typed_and_not_entered_yet_is_saved_too(
    opened: Open, plan_file: Path
) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("enter", *"10.0.0.77", "ctrl+s")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not session_of(app).modified
        assert b"10.0.0.77" in plan_file.read_bytes()

        await pilot.press("ctrl+u", *"10.0.0.78", "ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)


async def test_another_file_is_replaced_only_when_that_is_asked_for(
    opened: Open, tmp_path: Path
) -> None:
    other = tmp_path / "b.toml"
    other.write_text("somebody's", encoding="utf-8")
    async with opened() as (app, pilot, _):
        await pilot.press("f12", "ctrl+u")
        await paste(pilot, str(other))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkspaceScreen)
        assert other.read_text(encoding="utf-8") == "somebody's"

        await pilot.press("f12", "ctrl+u")
        await paste(pilot, str(other))
        await pilot.press("enter", "right", "enter")
        await app.workers.wait_for_complete()
        assert loads(other.read_text(encoding="utf-8")) == session_of(app).plan


async def test_a_file_that_cannot_be_written_is_told_and_the_edits_stay(
    opened: Open, tmp_path: Path
) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("enter", *"10.0.0.77", "enter", "escape", "f12", "ctrl+u")
        await paste(pilot, str(tmp_path / "no" / "b.toml"))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "there is no such directory" in text_of(app)
        assert session_of(app).modified


async def test_giving_up_on_saving_gives_up_on_leaving_too(opened: Open, plan_file: Path) -> None:
    plan_file.write_text("# a comment\n" + plan_file.read_text(encoding="utf-8"), encoding="utf-8")
    async with opened() as (app, pilot, _):
        await pilot.press("enter", *"10.0.0.77", "enter", "ctrl+q", "enter")
        await pilot.pause()
        assert "has comments" in text_of(app)
        await pilot.press("escape")
        await pilot.press("ctrl+s", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.is_running
        assert not session_of(app).modified
