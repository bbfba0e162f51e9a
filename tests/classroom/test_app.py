"""The app of a visitor: no key, command or word of it leads to a file."""

import io
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZipFile

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from models.edits.notes import set_item_note
from models.formats.plan_toml import loads
from tui.classroom.app import ClassroomApp
from tui.commands_of import commands_of
from tui.help_rows import rows_of
from tui.keys import in_order
from tui.screens.ask import AskScreen, PathScreen
from tui.screens.compare import CompareScreen
from tui.screens.export import ExportScreen
from tui.screens.lessons import LessonsScreen
from tui.screens.options import OptionsScreen
from tui.screens.pick_line import PickLineScreen
from tui.screens.start import StartScreen
from tui.screens.workspace import WorkspaceScreen

LEADS_TO_A_FILE = ("start.open", "start.import", "open.import")
Shown = TypeVar("Shown", bound="Screen[Any]")
Given = list[tuple[str, bytes]]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """What was downloaded: names and contents."""
    files: Given = []

    def deliver(_: ClassroomApp, binary: io.BytesIO, **about: Any) -> None:
        files.append((about["save_filename"], binary.read()))

    monkeypatch.setattr(ClassroomApp, "deliver_binary", deliver)
    return files


@pytest.fixture(autouse=True)
def scratch(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of the visitor."""
    monkeypatch.chdir(temporary)
    return temporary


def at(app: "App[int]", kind: type[Shown]) -> Shown:
    """The screen that is on top, of which the kind is known."""
    screen: Any = app.screen
    assert isinstance(screen, kind), screen
    return screen


def offered(app: "App[int]") -> set[str]:
    """The bindings that are on the screen and in the help now."""
    ids = {one.binding.id or "" for one in in_order(app.screen)}
    return ids | {row.active.binding.id or "" for row in rows_of(app.screen) if row.active}


async def opened(pilot: "Pilot[int]") -> WorkspaceScreen:
    """The first sample, opened as anybody would."""
    options = at(pilot.app, StartScreen).query_one(OptionList)
    options.highlighted = [option.id for option in options.options].index("sample-0")
    await pilot.press("enter")
    while not isinstance(pilot.app.screen, WorkspaceScreen):
        await pilot.pause(0.02)
    return at(pilot.app, WorkspaceScreen)


async def test_no_screen_offers_a_way_to_a_file(scratch: Path) -> None:
    app = ClassroomApp(environment={"TERM": "linux"})  # which would be copied to by a file
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert offered(app).isdisjoint(LEADS_TO_A_FILE)
        await pilot.press("o", "i", "comma")
        names = {row.name for row in at(app, OptionsScreen).lines.rows if not row.is_key}
        assert ("theme" in names, "clipboard" in names) == (True, False)
        await pilot.press("escape")
        workspace = await opened(pilot)
        await pilot.pause()
        await pilot.press("i", "y")
        assert at(app, WorkspaceScreen) is workspace
        assert app.clipboard == "10.0.0.4"
        assert not list(scratch.rglob("clipboard*"))
        for key in ("down", "X", "f11"):
            await pilot.press(key)
            assert offered(app).isdisjoint(LEADS_TO_A_FILE), app.screen
            titles = {command.title for command in commands_of(app, app.screen)}
            assert not any("mport" in title or "lipboard" in title for title in titles)
            assert not any("Take in" in row.words for row in rows_of(app.screen))
        compare = at(app, CompareScreen)
        for action in ("open('import')", "app.save_as"):
            await app.run_action(action, compare)
            await pilot.pause()
            assert not isinstance(app.screen, PathScreen)
        await pilot.press("c")
        assert [row.key for row in at(app, PickLineScreen).lines.rows] == ["opened", "saved"]


async def test_saving_exporting_and_leaving_are_downloads(given: Given, scratch: Path) -> None:
    app = ClassroomApp()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("l", "x")
        assert at(app, LessonsScreen)
        [(name, table)] = given
        assert (name, table.startswith(b"name,lesson")) == ("progress.csv", True)
        given.clear()
        await pilot.press("escape")
        await pilot.pause()
        await opened(pilot)
        session = app.session
        assert session is not None
        assert session.file == "article.toml"  # and not where that is on the server
        session.do(set_item_note(session.plan, "web-01", "seen"))
        await pilot.press("ctrl+s")
        [(name, data)] = given
        assert (name, loads(data.decode(), name)) == ("article.toml", session.plan)
        assert not session.modified
        await pilot.press("f12")
        assert given[1] == given[0]
        await pilot.press("X")
        for kind, file in (("powershell", "powershell.zip"), ("csv", "plan.csv")):
            at(app, ExportScreen).kinds.point_at(kind)
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.press("o")
            await pilot.pause()
            assert (given[-1][0], bool(given[-1][1])) == (file, True)
            at(app, ExportScreen)
        with ZipFile(io.BytesIO(given[2][1])) as archive:
            assert "powershell/apply.ps1" in archive.namelist()
        await pilot.press("escape")
        session.do(set_item_note(session.plan, "web-01", "seen again"))
        await pilot.press("ctrl+o")
        await pilot.pause()
        at(app, AskScreen)  # as something was not downloaded
        await pilot.press("enter")  # downloads, and stays
        await pilot.pause()
        at(app, WorkspaceScreen)
        assert loads(given[-1][1].decode(), "") == session.plan
        await pilot.press("ctrl+o")
        await pilot.pause()
        at(app, StartScreen)
        kept = {path.suffix for path in scratch.rglob("*") if path.is_file()}
        assert kept == {".toml"}  # the copy of the sample
