"""Exporting on the screen: a kind, its files, then they are written; by keys alone."""

from functools import partial
from pathlib import Path

import pytest

from models.assign import assign
from models.edits import Edit
from models.edits.replication import disable_replication
from models.exports.export import Options
from models.exports.kinds import KINDS, export
from models.session import Session
from tests.tui.conftest import Open, Running
from tests.tui.screen_text import paste, text_of, words_of
from tests.tui.test_workspace import session_of
from tui.screens.ask import AskScreen, PathScreen
from tui.screens.export import ExportScreen


async def exporting(opened: Running, kind: str = "csv") -> ExportScreen:
    """The screen with the cursor on a kind, once that is made."""
    app, pilot, _ = opened
    await pilot.press("X")
    screen = app.screen
    assert isinstance(screen, ExportScreen)
    await app.workers.wait_for_complete()
    screen.kinds.point_at(kind)
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    return screen


async def write_to(opened: Running, path: Path) -> None:
    app, pilot, _ = opened
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(app.screen, PathScreen)
    await pilot.press("ctrl+u")
    await paste(pilot, str(path))
    await pilot.press("enter")
    await pilot.pause()


async def test_a_kind_is_looked_at_and_written_as_the_command_line_does(
    opened: Open, tmp_path: Path
) -> None:
    async with opened() as it:
        app, *_ = it
        screen = await exporting(it)
        plan = session_of(app).plan
        assert "plan.csv" in words_of(app, "#file")
        assert "ip_configuration,web-01" in text_of(app)
        await write_to(it, tmp_path / "out.csv")
        assert app.screen is screen
        assert "written to" in text_of(app)
    [file] = export(assign(plan), "csv").files
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == file.text


async def test_several_files_go_into_a_directory(opened: Open, tmp_path: Path) -> None:
    async with opened() as it:
        app, pilot, _ = it
        await exporting(it, "terraform")
        assert "1 of" in words_of(app, "#file")
        await pilot.press("n")
        await pilot.pause()
        assert "2 of" in words_of(app, "#file")
        await write_to(it, tmp_path / "tf")
        files = export(assign(session_of(app).plan), "terraform").files
        assert f"{len(files)} files written" in text_of(app)
    assert {path.name for path in (tmp_path / "tf").iterdir()} == {file.name for file in files}


@pytest.mark.fault(104)
async def test_what_exists_is_replaced_only_when_that_is_asked_for(
    opened: Open, tmp_path: Path
) -> None:
    target = tmp_path / "mine.csv"
    target.write_text("mine", encoding="utf-8")
    async with opened() as it:
        app, pilot, _ = it
        await exporting(it)
        await write_to(it, target)
        assert isinstance(app.screen, AskScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert target.read_text(encoding="utf-8") == "mine"
        await write_to(it, target)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert target.read_text(encoding="utf-8") != "mine"


async def test_an_edit_made_meanwhile_is_exported(opened: Open) -> None:
    def stop(session: Session) -> Edit:
        return disable_replication(session.plan, ["web-01"])

    async with opened() as it:
        app, pilot, _ = it
        screen = await exporting(it)
        screen.request(partial(stop))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.preview.made is not None
        [file] = screen.preview.made.export.files
        assert file.text == export(session_of(app).assignments, "csv").files[0].text


async def test_choices_are_offered_where_they_matter_and_are_used(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        screen = await exporting(it)
        assert screen.check_action("pin", ()) is False
        assert screen.check_action("version", ()) is False
        screen = await exporting(it, "terraform")
        await pilot.press("p", "v")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "every address set · azurerm 4" in words_of(app, "#file")
        assert screen.preview.made is not None
        assert screen.preview.made.options == Options(pin=True, terraform_version=4)


async def test_all_remarks_can_be_read_after_the_last_file(opened: Open) -> None:
    async with opened() as it:
        _, pilot, _ = it
        screen = await exporting(it, "terraform")
        made = screen.preview.made
        assert made is not None
        assert made.remarks
        await pilot.press(*["n"] * len(made.export.files))
        await pilot.pause()
        assert list(screen.preview.lines.rows) == list(made.remarks)


async def test_where_it_cannot_be_written_that_is_said(opened: Open, tmp_path: Path) -> None:
    async with opened() as it:
        app, *_ = it
        await exporting(it)
        await write_to(it, tmp_path / "nowhere" / "out.csv")
        assert "could not be written" in text_of(app)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_every_kind_can_be_reached_by_the_cursor(
    opened: Open, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExportScreen, "make", lambda _self: None)
    async with opened(size=size) as it:
        app, pilot, _ = it
        await pilot.press("X")
        assert isinstance(app.screen, ExportScreen)
        await pilot.press("home")
        seen = []
        for _ in KINDS:
            seen.append(app.screen.kind)
            await pilot.press("down")
        assert seen == list(KINDS)
        for _ in KINDS:
            await pilot.press("up")
        assert app.screen.kind == "powershell"


async def test_the_heading_above_the_first_kind_is_seen_on_a_small_screen(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExportScreen, "make", lambda _self: None)
    async with opened(size=(80, 24)) as it:
        app, pilot, _ = it
        await pilot.press("X")
        await pilot.pause()
        assert "To apply" in text_of(app)


async def test_the_end_of_a_long_line_can_be_brought_into_sight(opened: Open) -> None:
    async with opened(size=(80, 24)) as it:
        app, pilot, _ = it
        screen = await exporting(it, "json")
        screen.preview.lines.show_lines(["a" * 130 + " the end", "short"])
        await pilot.press("t")
        assert "the end" not in text_of(app)
        await pilot.press("right", "right", "right", "right", "l", "right", "right", "right")
        await pilot.pause()
        assert "the end" in text_of(app)
        await pilot.press(*["left"] * 9, "left")
        await pilot.pause()
        assert "short" in text_of(app)


@pytest.mark.fault(104)
@pytest.mark.parametrize("kind", ["csv", "rest"])
async def test_a_name_that_no_file_can_have_is_told(
    opened: Open, tmp_path: Path, kind: str
) -> None:
    async with opened() as it:
        app, *_ = it
        screen = await exporting(it, kind)
        await write_to(it, tmp_path / ("x" * 300))
        assert app.screen is screen
        assert "xxxxxx" in str(screen.change_line.content)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("x")] == []
