"""What the workspace shows at each size, and that nothing of it is lost on a small terminal."""

from pathlib import Path

import pytest
from textual.widgets import Tabs

from models.findings.finding import SubnetSubject
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of, words_of
from tests.tui.test_workspace import APP, DB, session_of
from tui.widgets.key_bar import KeyBar


async def test_digits_show_the_panes_of_a_narrow_terminal(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        for key, pane, words in (
            ("2", "target", "Target · Southeast Asia"),
            ("4", "findings", "Findings · "),
            ("1", "source", "Source · East Asia"),
            ("3", "settings", "Network settings"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert screen.query_one(Tabs).active == f"tab-{pane}"
            assert words in text_of(app)
        assert screen.query_one("#failover-address").has_focus


async def test_the_finding_under_the_cursor_is_shown_in_full(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        await pilot.press("f6", "down")
        await pilot.pause()
        finding = screen.findings.pointed
        assert finding is not None
        shown = words_of(app, "#detail")
        assert finding.message in shown
        assert finding.fix in shown
        assert f"rule {finding.rule}" in shown
        assert screen.query_one("#detail").region.height > 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_keys_are_never_cut_in_the_middle(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as (app, _, _):
        words = lines_of(app)[-1].split()
        pairs = dict(zip(words[0::2], words[1::2], strict=True))
        assert list(pairs)[:2] == ["F1", "^P"]
        shown = {"F1": "Help", "^P": "Commands", "m": "Map", "p": "Pin", "F3": "Mappings"}
        if size[0] > 80:
            shown |= {"F4": "Enable", "F5": "Assignments", "F6": "Findings"}
        assert shown.items() <= pairs.items()


async def test_a_click_on_a_key_presses_it(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        column = lines_of(app)[-1].index("Findings")
        await pilot.click(KeyBar, offset=(column, 0))
        await pilot.pause()
        assert screen.findings.has_focus


async def test_what_a_finding_is_about_is_marked_in_the_trees(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        assert "! .10 → .4    db-01" in text_of(app)
        assert "! .4 → .4     web-01" not in text_of(app)
        screen.go_to(DB)
        await pilot.press("p")
        await pilot.pause()
        assert "! .10 → .4    db-01" in text_of(app)  # it still does not come home
        assert any(
            finding.message in words_of(app, "#results")
            for finding in session_of(app).findings_about(DB)
        )


async def test_a_test_network_keeps_showing_test_addresses_after_an_edit(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        drill = SubnetSubject("drill-vnet", "frontend")
        assert screen.target.reveal(drill)
        await pilot.press("enter", *"10.0.0.77", "enter")
        await pilot.pause()
        labels = {
            str(node.label)
            for network in screen.target.root.children
            for subnet in network.children
            if subnet.data == drill
            for node in subnet.children
        }
        assert "~  .254 app-01" in labels
        assert session_of(app).assignments.test_failover(APP) is not None


async def test_the_change_line_says_how_many_effects_it_has_no_room_for(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("d", "home", "d", "home", "r")
        await pilot.pause()
        line = lines_of(app)[-2]
        assert len(line.rstrip()) <= 80
        assert "changes: " in line
        assert line.rstrip().endswith(("more", "addresses"))


async def test_a_small_plan_opens_with_everything_in_sight(opened: Open) -> None:
    async with opened() as (app, _, _):
        for name in ("web-01", "app-01", "db-01", "report-01", "ilb-db (in use)"):
            assert name in text_of(app)


async def test_what_the_user_closed_stays_closed_when_the_plan_changes(
    opened: Open, plan_file: Path
) -> None:
    async with opened() as (app, pilot, screen):
        frontend = screen.source.root.children[0].children[0]
        await pilot.press("h", "h")
        await pilot.pause()
        assert not frontend.is_expanded
        screen.source.rebuild()
        await pilot.pause()
        assert not screen.source.root.children[0].children[0].is_expanded
        assert screen.source.root.children[0].children[1].is_expanded
        assert ".4 → .4" not in text_of(app)


async def test_a_terminal_that_is_too_small_is_told_what_is_needed(opened: Open) -> None:
    async with opened(size=(60, 20)) as (app, pilot, _):
        assert "asrnet needs 80×24, this is 60×20" in lines_of(app)[0]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "East Asia → Southeast Asia" in lines_of(app)[0]
