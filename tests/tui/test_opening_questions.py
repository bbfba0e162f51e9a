"""Opening a plan by name: who else has it, what was not saved, and what somebody else saved."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerFailed

from models.edits.notes import set_item_note
from models.errors import PlanHeld
from models.formats.plan_toml import dumps, loads
from models.session import Session
from models.storage.opening import Access, Opened, open_plan
from tests.tui.screen_text import text_of
from tests.tui.test_workspace import session_of
from tui.app import AsrnetApp
from tui.opening_questions import session_of as session_over
from tui.screens.ask import AskScreen
from tui.screens.compare import CompareScreen
from tui.screens.opening import OpeningScreen
from tui.screens.workspace import WorkspaceScreen

Start = Callable[..., AbstractAsyncContextManager[tuple[AsrnetApp, "Pilot[int]"]]]


@pytest.fixture
def start(plan_file: Path, tmp_path: Path) -> Start:
    """Starts the application on a plan file and waits until it has asked, or shown the plan."""

    @asynccontextmanager
    async def running(
        path: Path = plan_file, **more: Any
    ) -> AsyncIterator[tuple[AsrnetApp, "Pilot[int]"]]:
        app = AsrnetApp(path, state=tmp_path / "state", **more)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await settled(app, pilot)
            yield app, pilot
            if app.saving is not None:
                app.saving.close()

    return running


async def settled(app: AsrnetApp, pilot: "Pilot[int]") -> None:
    """Wait until nothing is read or computed any more, and no plan is being opened."""
    for number in range(500):
        if number > 2 and not isinstance(app.screen, OpeningScreen):
            return
        with suppress(WorkerFailed):  # what it failed by is shown
            await app.workers.wait_for_complete()
        await pilot.pause()


async def answer(app: AsrnetApp, pilot: "Pilot[int]", number: int) -> None:
    """Give an answer to what is asked, counted from 0."""
    assert isinstance(app.screen, AskScreen), text_of(app)
    await pilot.press(*["right"] * number, "enter")
    await settled(app, pilot)


async def save(app: AsrnetApp, pilot: "Pilot[int]") -> None:
    """Save, whatever that does to comments."""
    await pilot.press("ctrl+s")
    await settled(app, pilot)
    if "Comments" in text_of(app):
        await answer(app, pilot, 0)


def noted(opened: Opened, *notes: str) -> Session:
    """A session in which these notes were written, one after the other."""
    session = session_over(opened)
    for note in notes:
        session.do(set_item_note(session.plan, "web-01", note))
    return session


def note_of(session: Session) -> str | None:
    item = session.plan.item("web-01")
    assert item is not None
    return item.note


def crash(opened: Opened) -> None:
    """End without a word, as a process that is killed: the kernel lets go of the lock."""
    assert opened._lock is not None
    opened._lock._lock.release()


async def test_edits_of_a_session_that_ended_unexpectedly_come_back_with_their_undo(
    start: Start, plan_file: Path
) -> None:
    earlier = open_plan(plan_file)
    noted(earlier, "first", "second").undo()
    crash(earlier)
    async with start() as (app, pilot):
        shown = text_of(app)
        assert "Edits that were not saved" in shown
        assert "web-01: note" in shown
        await answer(app, pilot, 0)
        session = session_of(app)
        assert note_of(session) == "first"
        assert session.modified
        await pilot.press("ctrl+y")
        assert note_of(session) == "second"
        await pilot.press("ctrl+z", "ctrl+z")
        assert note_of(session) is None
        assert not session.modified


async def test_edits_that_are_not_wanted_now_are_kept(start: Start, plan_file: Path) -> None:
    earlier = open_plan(plan_file)
    noted(earlier, "unsaved")
    crash(earlier)
    async with start() as (app, pilot):
        await answer(app, pilot, 1)
        assert note_of(session_of(app)) is None
        assert "are kept in" in text_of(app)
    kept = plan_file.with_name(f".{plan_file.name}.journal.1")
    kept.rename(plan_file.with_name(f".{plan_file.name}.journal"))
    again = open_plan(plan_file)
    assert again.recovery is not None
    assert [entry.label for entry in again.recovery.entries] == ["web-01: note"]
    again.give_up()


async def test_giving_up_leaves_what_was_not_saved_where_it_is(
    start: Start, plan_file: Path
) -> None:
    earlier = open_plan(plan_file)
    noted(earlier, "unsaved")
    crash(earlier)
    journal = plan_file.with_name(f".{plan_file.name}.journal")
    before = journal.read_bytes()
    async with start() as (app, pilot):
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 0
    assert journal.read_bytes() == before


@pytest.mark.fault(92)
async def test_edits_made_of_what_the_file_was_go_on_top_of_what_it_is(
    start: Start, plan_file: Path
) -> None:
    earlier = open_plan(plan_file)
    noted(earlier, "mine")
    crash(earlier)
    theirs = dumps(loads(plan_file.read_text())).replace('name = "Contoso, East', 'name = "Their')
    plan_file.write_text(theirs)
    async with start() as (app, pilot):
        assert "The file was changed" in text_of(app)
        await answer(app, pilot, 0)
        session = session_of(app)
        assert note_of(session) == "mine"
        assert session.plan.name.startswith("Their")
        await pilot.press("ctrl+z")
        assert session.plan == loads(theirs)
    assert plan_file.with_name(f".{plan_file.name}.journal.1").exists()


@pytest.mark.fault(88)
async def test_the_second_one_is_told_who_has_the_plan_and_may_look_at_it(
    start: Start, plan_file: Path
) -> None:
    first = open_plan(plan_file)
    async with start() as (app, pilot):
        shown = text_of(app)
        assert "Somebody has this plan open" in shown
        assert f"process {os.getpid()}" in shown
        await answer(app, pilot, 0)
        assert session_of(app).read_only
        assert isinstance(app.screen, WorkspaceScreen)
    first.give_up()


@pytest.mark.fault(88)
async def test_who_gives_way_ends_with_the_status_for_that(start: Start, plan_file: Path) -> None:
    first = open_plan(plan_file)
    async with start() as (app, pilot):
        await pilot.press("escape")
        await pilot.pause()
    assert isinstance(app.failure, PlanHeld)
    assert app.failure.exit_status == 3
    first.give_up()


@pytest.mark.fault(95)
async def test_taking_over_gets_the_edits_and_ends_editing_there(
    start: Start, plan_file: Path
) -> None:
    async with start() as (mine, my_pilot):
        await my_pilot.press("enter", *"10.0.0.77", "enter")
        while not session_of(mine).modified:
            await my_pilot.pause(0.05)
        theirs = open_plan(plan_file, access=Access.TAKE_OVER)
        assert theirs.recovery is not None
        theirs.recover()
        session = session_over(theirs)
        assert session.plan == session_of(mine).plan
        await my_pilot.press("ctrl+z")
        await my_pilot.pause()
        assert "taken" in text_of(mine)
        assert session_of(mine).read_only
        assert session.plan == session_of(mine).plan
        session.undo()
        theirs.give_up()


@pytest.mark.fault(95)
async def test_edits_of_a_session_that_lives_are_not_said_to_be_of_one_that_ended(
    start: Start, plan_file: Path
) -> None:
    first = open_plan(plan_file)
    noted(first, "mine")
    async with start() as (app, pilot):
        await answer(app, pilot, 1)
        assert "The session you took over had 1 edit" in text_of(app)
        await answer(app, pilot, 0)
        assert note_of(session_of(app)) == "mine"
    first.give_up()


@pytest.mark.fault(77)
async def test_a_plan_that_cannot_be_saved_says_so_before_the_first_edit(
    start: Start, plan_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = os.access
    readable = lambda path, mode: mode != os.W_OK and allowed(path, mode)  # noqa: E731
    monkeypatch.setattr(os, "access", readable)
    async with start() as (app, pilot):
        assert "This plan cannot be saved" in text_of(app)
        await answer(app, pilot, 1)
        await pilot.press("enter", *"10.0.0.77", "enter")
        await pilot.pause()
        assert session_of(app).modified
        journals = tmp_path / "state" / "journals"
        assert journals.stat().st_mode & 0o777 == 0o700
        assert [path.suffix for path in sorted(journals.iterdir())] == [".journal", ".lock"]


@pytest.mark.fault(1, 2)
@pytest.mark.parametrize("content", [None, b""])
async def test_a_new_plan_begins_where_there_is_none(
    start: Start, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "new.toml"
    if content is not None:
        path.write_bytes(content)
    async with start(path) as (app, pilot):
        assert "There is no plan yet" in text_of(app)
        await answer(app, pilot, 0)
        assert session_of(app).plan.name == "new"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
    assert loads(path.read_text()).name == "new"


@pytest.mark.fault(92)
async def test_what_somebody_else_saved_is_never_written_over(
    start: Start, plan_file: Path
) -> None:
    async with start() as (app, pilot):
        session = session_of(app)
        await pilot.press("enter", *"10.0.0.77", "enter", "escape")
        theirs = dumps(loads(plan_file.read_text())).replace(
            'name = "Contoso, East', 'name = "Their'
        )
        plan_file.write_text(theirs)
        await save(app, pilot)
        await answer(app, pilot, 1)
        assert isinstance(app.screen, CompareScreen)
        await pilot.press("escape")
        await save(app, pilot)
        assert plan_file.read_text() == theirs
        await answer(app, pilot, 0)
        assert session.plan.name.startswith("Their")
        assert session.modified
        await save(app, pilot)
        saved = loads(plan_file.read_text())
        assert saved == session.plan
        assert "10.0.0.77" in plan_file.read_text()
        assert saved.name.startswith("Their")


async def test_a_conflict_is_named_and_goes_the_way_that_is_chosen(
    start: Start, plan_file: Path
) -> None:
    plan = loads(plan_file.read_text())
    theirs = dumps(set_item_note(plan, "web-01", "theirs").apply(plan))
    async with start() as (app, pilot):
        session = session_of(app)
        session.do(set_item_note(session.plan, "web-01", "mine"))
        plan_file.write_text(theirs)
        await save(app, pilot)
        await answer(app, pilot, 0)
        assert "replicated item web-01: note" in text_of(app)
        await answer(app, pilot, 1)
        assert note_of(session) == "theirs"
        assert not session.modified or session.plan == loads(theirs)


async def test_closing_a_plan_leaves_nothing_beside_it(start: Start, plan_file: Path) -> None:
    before = sorted(plan_file.parent.iterdir())
    async with start() as (_, pilot):
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert sorted(plan_file.parent.iterdir()) == before
