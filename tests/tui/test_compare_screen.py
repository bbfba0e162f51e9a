"""Comparing the plan with earlier states of it and with other files, by keys."""

from functools import partial
from pathlib import Path

from models.comparison import Way, plan_differences
from models.edits import Edit
from models.edits.replication import disable_replication
from models.findings.finding import ItemSubject
from models.formats.plan_toml import dumps
from models.session import Session
from tests.tui.conftest import Open, Running
from tests.tui.screen_text import text_of, words_of
from tests.tui.test_workspace import session_of
from tui.screens.ask import AskScreen, PathScreen
from tui.screens.compare import CompareScreen
from tui.screens.pick_line import PickLineScreen
from tui.widgets.compared_sides import ComparedSides


async def settled(opened: Running) -> None:
    """The comparison is done."""
    app, pilot, _ = opened
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def stop(machine: str, session: Session) -> Edit:
    return disable_replication(session.plan, [machine])


async def comparing(opened: Running, edits: int = 1) -> CompareScreen:
    """The comparison after replication of so many machines was stopped."""
    app, pilot, workspace = opened
    for machine in list(session_of(app).plan.replicated_items.keys())[:edits]:
        workspace.request(partial(stop, machine))
    await pilot.pause()
    await pilot.press("f11")
    await settled(opened)
    assert isinstance(app.screen, CompareScreen)
    return app.screen


def sides(screen: CompareScreen) -> tuple[str, str]:
    shown = screen.query_one(ComparedSides)
    return shown.before, shown.after


async def test_the_plan_is_compared_with_itself_as_opened_first(opened: Open) -> None:
    async with opened() as it:
        app, *_ = it
        screen = await comparing(it)
        session = session_of(app)
        assert sides(screen) == ("the plan as opened", "the plan as it is now")
        assert screen.compared.terms.rows == plan_differences(session.plan_at(0), session.plan)
        [row] = screen.compared.terms.rows
        assert f"− gone    replicated item {row.name}" in text_of(app)
        assert "Resulting addresses" in text_of(app)
        assert {one.way for one in screen.compared.addresses.rows} == {Way.GONE}
        assert "after not there" in words_of(app, "#detail")


async def test_a_plan_that_was_not_edited_does_not_differ(opened: Open) -> None:
    async with opened(size=(80, 24)) as it:
        app, *_ = it
        screen = await comparing(it, edits=0)
        assert screen.compared.terms.rows == []
        assert "nothing differs" in text_of(app)


async def test_a_narrow_screen_shows_one_list_and_says_what_the_other_has(opened: Open) -> None:
    async with opened(size=(80, 24)) as it:
        app, pilot, _ = it
        screen = await comparing(it)
        count = len(screen.compared.addresses.rows)
        assert f"Plan terms: 1 · t shows addresses: {count}" in text_of(app)
        await pilot.press("t")
        await pilot.pause()
        assert screen.focused is screen.compared.addresses
        assert f"Resulting addresses: {count} · t shows plan terms: 1" in text_of(app)


async def test_another_edit_and_its_undo_are_compared_at_once(opened: Open) -> None:
    async with opened() as it:
        _, pilot, _ = it
        screen = await comparing(it, edits=2)
        assert len(screen.compared.terms.rows) == 2
        await pilot.press("ctrl+z")
        await settled(it)
        assert len(screen.compared.terms.rows) == 1


async def test_what_was_edited_on_another_screen_is_compared_on_coming_back(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        screen = await comparing(it, edits=2)
        await pilot.press("f10", "ctrl+z", "ctrl+z")
        await settled(it)
        assert len(screen.compared.terms.rows) == 2
        await pilot.press("f11")
        await settled(it)
        assert app.screen is screen
        assert screen.compared.terms.rows == []


async def test_any_point_of_the_history_can_be_compared_with(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        screen = await comparing(it, edits=3)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, PickLineScreen)
        assert "after edit 1" in text_of(app)
        await pilot.press("end", "enter")
        await settled(it)
        session = session_of(app)
        assert sides(screen)[0].startswith("the plan after edit 1: stop replicating")
        assert screen.compared.terms.rows == plan_differences(session.plan_at(1), session.plan)


async def test_swapping_shows_the_same_from_the_other_side(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        screen = await comparing(it)
        [row] = screen.compared.terms.rows
        await pilot.press("x")
        await settled(it)
        assert screen.compared.terms.rows == [row.swapped]
        assert sides(screen) == ("the plan as it is now", "the plan as opened")
        assert f"+ added   replicated item {row.name}" in text_of(app)


async def test_another_file_is_read_and_compared_with(opened: Open, tmp_path: Path) -> None:
    async with opened() as it:
        app, pilot, _ = it
        other = tmp_path / "a"
        plan = session_of(app).plan
        machine = next(iter(plan.replicated_items.keys()))
        other.write_text(dumps(disable_replication(plan, [machine]).apply(plan)), encoding="utf-8")
        screen = await comparing(it, edits=0)
        await pilot.press("c", "down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PathScreen)
        app.screen.dismiss(str(other))
        await settled(it)
        assert sides(screen)[0] == str(other)
        [row] = screen.compared.terms.rows
        assert (row.way, row.name) == (Way.ADDED, machine)
        assert not session_of(app).modified


async def test_a_file_that_is_no_plan_is_told_and_another_can_be_named(
    opened: Open, tmp_path: Path
) -> None:
    async with opened(size=(80, 24)) as it:
        app, pilot, _ = it
        wrong = tmp_path / "w"
        wrong.write_text("format = 1\nname = [", encoding="utf-8")
        screen = await comparing(it)
        await pilot.press("c", "down", "down", "enter")
        await pilot.pause()
        app.screen.dismiss(str(wrong))
        await settled(it)
        assert isinstance(app.screen, AskScreen)
        assert "Not compared" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PathScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert sides(screen)[0] == "the plan as opened"
        assert len(screen.compared.terms.rows) == 1


async def test_a_filter_narrows_both_lists(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        screen = await comparing(it, edits=3)
        name = screen.compared.terms.rows[1].name
        await pilot.press("slash", *name, "space", *"gone")
        await pilot.pause()
        assert [row.name for row in screen.compared.terms.rows] == [name]
        assert {row.id.virtual_machine for row in screen.compared.addresses.rows} == {name}
        assert "Plan terms: 1 of 3" in text_of(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert len(screen.compared.terms.rows) == 3
        assert screen.focused is screen.compared.terms


async def test_enter_goes_to_the_thing_in_the_workspace(opened: Open) -> None:
    async with opened() as it:
        app, pilot, workspace = it
        screen = await comparing(it)
        row = screen.compared.terms.pointed
        assert row is not None
        assert screen.subject == ItemSubject(row.name)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is workspace
        assert workspace.source.pointed is not None
        assert workspace.source.pointed[0] == row.name


async def test_what_is_about_the_plan_as_a_whole_leads_nowhere_and_says_so(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        await pilot.press("f2", "ctrl+t", "enter", "enter")
        await pilot.pause()
        await comparing(it, edits=0)
        assert "source region" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CompareScreen)
        assert "about the plan as a whole" in text_of(app)


async def test_the_plan_as_saved_is_the_one_saved_last(opened: Open) -> None:
    async with opened() as it:
        app, pilot, _ = it
        screen = await comparing(it)
        await pilot.press("c", "down", "enter")
        await settled(it)
        assert sides(screen)[0] == "the plan as saved"
        assert len(screen.compared.terms.rows) == 1
        session = session_of(app)
        session.saved(session.plan, session.file)
        screen.saved()
        await settled(it)
        assert screen.compared.terms.rows == []
