"""The start screen: recent plans, samples, a file by name, and what goes wrong on the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from models.samples import samples
from tests.tui.conftest import Open
from tests.tui.screen_text import paste, text_of
from tests.tui.test_opening_questions import settled
from tests.tui.test_workspace import session_of
from tui.app import AsrnetApp
from tui.recent_plans import LONGEST, RecentPlans
from tui.screens.ask import AskScreen
from tui.screens.start import StartScreen
from tui.screens.workspace import WorkspaceScreen

Kept = Callable[[], RecentPlans]


def shows(app: AsrnetApp, screen: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, screen)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """The recent plans as a new start of the program finds them."""
    return lambda: RecentPlans(tmp_path / "state" / "recent.toml")


def test_the_plan_opened_last_comes_first_and_none_comes_twice(kept: Kept, tmp_path: Path) -> None:
    one, two, gone = (samples()[0].copy_to(tmp_path).rename(tmp_path / name) for name in "abc")
    for path in (one, gone, two, one):
        kept().add(path)
    gone.unlink()
    assert kept().all() == [one, two]


def test_only_the_last_plans_are_remembered(kept: Kept, tmp_path: Path) -> None:
    for number in range(LONGEST + 5):
        path = tmp_path / f"{number}.toml"
        path.touch()
        kept().add(path)
    assert len(kept().all()) == LONGEST


@pytest.mark.parametrize(
    "damage",
    [
        *(b"plans = 3", b"plans = [1, 'a\\u0000b']", b"[[[", b"\xff\xfe", b"", b"a" * 2**21),
        b"plans = ['" + b"a" * 5000 + b"']",
    ],
)
def test_a_damaged_list_of_recent_plans_is_an_empty_one(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "recent.toml"
    file.write_bytes(damage)
    assert RecentPlans(file).all() == []


def test_a_place_that_cannot_be_written_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    recent = RecentPlans(tmp_path / "state" / "recent.toml")
    recent.add(tmp_path / "plan.toml")
    assert recent.all() == []


async def test_a_recent_plan_is_opened_with_one_key(kept: Kept, plan_file: Path) -> None:
    kept().add(plan_file)
    app = AsrnetApp(recent=kept())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert plan_file.name in text_of(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert shows(app, WorkspaceScreen)
        assert session_of(app).file == str(plan_file)


async def test_a_plan_is_opened_by_its_name(plan_file: Path) -> None:
    app = AsrnetApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await paste(pilot, str(plan_file))
        await pilot.press("enter")
        await settled(app, pilot)
        assert shows(app, WorkspaceScreen)


async def test_the_tab_key_completes_a_file_name(plan_file: Path) -> None:
    app = AsrnetApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await paste(pilot, str(plan_file)[:-3])
        await pilot.pause()
        await pilot.press("tab", "enter")
        await settled(app, pilot)
        assert shows(app, WorkspaceScreen)


async def test_a_file_that_is_no_plan_leads_back_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "no.toml"
    path.write_text("format = 9", encoding="utf-8")
    app = AsrnetApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("o")
        await paste(pilot, str(path))
        await pilot.press("enter")
        await settled(app, pilot)
        assert shows(app, StartScreen)
        assert "format" in text_of(app)
        await pilot.press("o", *"~nobody-of-that-name/x", "enter")
        await settled(app, pilot)
        assert shows(app, StartScreen)


async def test_another_plan_can_be_opened_from_any_screen(opened: Open, kept: Kept) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert shows(app, StartScreen)
        assert app.session is None
        await pilot.press("enter")
        await settled(app, pilot)
        assert shows(app, WorkspaceScreen)
        assert not session_of(app).modified


async def test_opening_another_plan_asks_what_to_do_with_changes(
    opened: Open, plan_file: Path
) -> None:
    before = plan_file.read_bytes()
    async with opened() as (app, pilot, _):
        await pilot.press("enter", *"10.0.0.77", "enter", "escape", "ctrl+o")
        await pilot.pause()
        assert shows(app, AskScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert shows(app, WorkspaceScreen)
        assert session_of(app).modified

        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press("enter")
        await settled(app, pilot)
        assert shows(app, StartScreen)
    assert b"10.0.0.77" in plan_file.read_bytes()
    assert b"10.0.0.77" not in before
