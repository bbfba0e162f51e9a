"""The history, by keys."""

from functools import partial

from models.edits import Edit
from models.edits.replication import disable_replication, put_item
from models.session import Session
from tests.tui.conftest import Open, Running
from tests.tui.screen_text import lines_of, text_of
from tests.tui.test_workspace import session_of
from tui.screens.history import HistoryScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.history_detail import HistoryDetail
from tui.widgets.history_list import HistoryList


def stop(machine: str, session: Session) -> Edit:
    return disable_replication(session.plan, [machine])


async def history_of(opened: Running, edits: int = 0) -> HistoryScreen:
    """The history after replication of so many machines was stopped."""
    app, pilot, workspace = opened
    for machine in list(session_of(app).plan.replicated_items.keys())[:edits]:
        workspace.request(partial(stop, machine))
    await pilot.pause()
    await pilot.press("f10")
    await pilot.pause()
    assert isinstance(app.screen, HistoryScreen)
    return app.screen


def marked(app_lines: list[str]) -> list[str]:
    """The lines of the list, each from its sign on."""
    return [line.strip() for line in app_lines if line[1:2] in ("·", "✓", "○")]


async def test_every_edit_stands_in_the_history_and_the_plan_is_where_the_cursor_starts(
    opened: Open,
) -> None:
    async with opened() as it:
        app, *_ = it
        screen = await history_of(it, 3)
        entries = session_of(app).history
        assert len(entries) == 3
        assert screen.lines.cursor == 3
        rows = marked(lines_of(app))
        assert rows[0].startswith("·")
        assert rows[0].endswith("saved")
        for row, entry in zip(rows[1:], entries, strict=True):
            assert row.startswith(f"✓ {entry.at.astimezone():%H:%M:%S} {entry.label}")
        assert rows[3].endswith("now")


async def test_enter_goes_to_any_point_and_back_in_one_step(opened: Open) -> None:
    async with opened(size=(80, 24)) as it:
        app, pilot, _ = it
        plans = [session_of(app).plan]
        await history_of(it, 3)
        session = session_of(app)
        edited = session.plan
        await pilot.press("home", "enter")
        await pilot.pause()
        assert (session.plan, session.point) == (plans[0], 0)
        assert "undone: 3 edits" in text_of(app)
        rows = marked(lines_of(app))
        assert rows[0].endswith("now, saved")
        assert all(row.startswith("○") and row.endswith("undone") for row in rows[1:])
        await pilot.press("end", "enter")
        await pilot.pause()
        assert (session.plan, session.point) == (edited, 3)
        assert "done again: 3 edits" in text_of(app)


async def test_undo_and_redo_move_the_mark_and_the_cursor_with_it(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        screen = await history_of(it, 3)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.lines.cursor == session_of(app).point == 2
        await pilot.press("home", "ctrl+y")
        await pilot.pause()
        assert (screen.lines.cursor, session_of(app).point) == (0, 3)


async def test_the_edit_under_the_cursor_is_told_in_full(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        screen = await history_of(it, 3)
        said = "\n".join(line.plain for line in screen.query_one(HistoryDetail).rows)
        entry = session_of(app).history[2]
        assert f"3. {entry.label}" in said
        assert f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}" in said
        assert "The plan stands here." in said
        assert f"Addresses: {entry.addresses}" in said
        assert f"{entry.effects[0].before or '':<15} → —" in said
        await pilot.press("up")
        await pilot.pause()
        said = "\n".join(line.plain for line in screen.query_one(HistoryDetail).rows)
        assert "Enter undoes every edit after this point." in said


async def test_the_steps_of_an_edit_are_told_and_long_ones_are_counted(opened: Open) -> None:
    async with opened() as it:
        app, pilot, workspace = it
        await pilot.press("f2", *"norway e", "enter", *"west europe", "enter")
        await pilot.pause()
        await workspace.run_action("app.undo")
        await workspace.run_action("app.redo")
        screen = await history_of(it)
        said = "\n".join(line.plain for line in screen.query_one(HistoryDetail).rows)
        assert "Steps: 2" in said
        assert "1. choose the source region" in said
        assert "Addresses: none" in said
        assert session_of(app).history[0].steps[1] in said


async def test_where_the_plan_was_saved_is_marked(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        await history_of(it, 1)
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")  # the article has comments
        await app.workers.wait_for_complete()
        await pilot.pause()
        rows = marked(lines_of(app))
        assert session_of(app).saved_point == 1
        assert rows[0].endswith("opened")
        assert rows[1].endswith("now, saved")


async def test_a_plan_that_is_only_read_goes_nowhere(opened: Open) -> None:
    async with opened(read_only=True) as it:
        app, pilot, _ = it
        await history_of(it)
        await pilot.press("enter")
        await pilot.pause()
        assert "stands at this point already" in text_of(app)
        assert session_of(app).history == ()


async def test_escape_goes_back_to_where_the_history_was_opened(opened: Open) -> None:
    async with opened() as it:
        app, pilot, workspace = it
        await history_of(it, 3)
        await pilot.press("home", "enter", "escape")
        await pilot.pause()
        assert app.screen is workspace
        assert isinstance(workspace, WorkspaceScreen)
        assert not session_of(app).modified


async def test_an_edit_that_changes_nothing_is_said_to_and_is_not_in_the_history(
    opened: Open,
) -> None:
    async with opened() as it:
        app, pilot, workspace = it
        item = next(iter(session_of(app).plan.replicated_items))
        workspace.request(lambda _: put_item("as it is", item))
        await pilot.pause()
        assert "as it is  nothing changes" in text_of(app)
        screen = await history_of(it)
        assert len(screen.query_one(HistoryList).rows) == 1
        assert not session_of(app).modified
