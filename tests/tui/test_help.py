"""The help: it is searched by typing, and does what it shows."""

from pathlib import Path

import pytest
from textual.widgets import Input

from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of
from tests.tui.test_workspace import DB, session_of
from tui.app import AsrnetApp
from tui.configuration import Configuration, Loaded
from tui.screens.help import HelpList, HelpScreen
from tui.screens.workspace import WorkspaceScreen
from tui.signs_legend import LEGEND


async def test_the_help_lists_the_keys_of_the_screen_and_of_all_screens(opened: Open) -> None:
    async with opened(size=(120, 60)) as (app, pilot, _):
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        shown = text_of(app)
        for words in (
            "On this screen",
            "m  Map the network to one in the other region",
            "d Del  Disable replication",
            "Everywhere",
            "F2  Choose the source and the target region",
            "^S  Save the plan",
        ):
            assert words in shown
        rows = [(row.head, row.what) for row in app.screen.query_one(HelpList).rows]
        assert {("j ↓", "Down"), ("✓", "the address is kept"), ("Moving", "")} <= set(rows)


async def test_typing_narrows_the_help_to_what_is_looked_for(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f1", *"save plan")
        await pilot.pause()
        shown = text_of(app)
        assert "^S  Save the plan" in shown
        assert "Undo" not in shown
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(Input).value == ""
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WorkspaceScreen)


async def test_enter_in_the_help_does_what_the_line_says_on_the_screen_below(
    opened: Open,
) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("f1", *"only forecast", "enter")
        await pilot.pause()
        await pilot.pause()
        assert app.screen is screen
        assert session_of(app).plan.settings_of(DB).failover.address is not None


async def test_a_screen_is_opened_and_the_app_left_from_the_help(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f1", *"source and the target", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "Source region" in text_of(app)
        await pilot.press("escape", "f1", *"leave asrnet", "enter")
        await pilot.pause()
        await pilot.pause()
    assert app.return_value == 0


async def test_what_cannot_be_done_now_is_not_done(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f1", *"last edit back", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert session_of(app).undo_label is None


async def test_the_keys_of_the_other_screens_are_in_the_help_too(opened: Open) -> None:
    async with opened(size=(120, 40)) as (app, pilot, _):
        await pilot.press("f1")
        await pilot.pause()
        rows = app.screen.query_one(HelpList).rows
        heads = [row.head for row in rows if row.is_heading]
        for key in ("F3", "F4", "F5", "F7", "F8", "F9", "F11", "w", "s"):
            assert any(head.endswith(f" ({key})") for head in heads), key
        assert [row.head for row in rows if row.what in {what for _, what, _ in LEGEND}]


async def test_the_help_names_the_keys_as_they_are_changed(plan_file: Path) -> None:
    preferred = Loaded(Configuration(keys={"save": "ctrl+n", "help": "f24"}))
    app = AsrnetApp(Opened(*open_document(plan_file)), preferred=preferred)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f24", *"save the")
        await pilot.pause()
        assert "^N  Save the plan" in text_of(app)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_every_line_of_the_help_can_be_reached(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as (app, pilot, _):
        await pilot.press("f1")
        await pilot.pause()
        rows = app.screen.query_one(HelpList).rows
        await pilot.press(*["pagedown"] * 40)
        await pilot.pause()
        assert app.screen.query_one(HelpList).cursor == len(rows) - 1
