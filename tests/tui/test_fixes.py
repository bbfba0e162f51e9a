"""Findings and their fixes, by the keys of the user: the plan then, and what is shown."""

from pathlib import Path
from typing import Any

from textual.screen import Screen

from models.findings import Code, Severity
from models.session import Session
from models.topology import IpConfigurationId
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of, words_of
from tui.app import AsrnetApp
from tui.screens.choose_fix import ChooseFixScreen, FixList
from tui.screens.preview import PreviewScreen
from tui.screens.workspace import WorkspaceScreen

SAMPLES = Path(__file__).parents[2] / "sample_configs"
BROKEN = SAMPLES / "broken.toml"
DB = IpConfigurationId("db-01", "db-01-nic", "ipconfig1")


def seen(app: AsrnetApp) -> Screen[Any]:
    """The screen that is on top now."""
    return app.screen


def session_of(app: AsrnetApp) -> Session:
    assert app.session is not None
    return app.session


def point_at(screen: WorkspaceScreen, code: Code) -> None:
    """Put the cursor on the first finding of a code."""
    found = next(finding for finding in screen.findings.rows if finding.code is code)
    assert screen.findings.point_at(found)


async def test_the_only_fix_of_a_finding_is_previewed_at_once_and_applied(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        before = session_of(app).plan
        await pilot.press("f6")
        point_at(screen, Code.ADDRESS_LOST)
        await pilot.pause()
        assert "f pin db-01 to 10.0.1.4" in words_of(app, "#detail")

        await pilot.press("f")
        await pilot.pause()
        assert isinstance(seen(app), PreviewScreen)
        shown = text_of(app)
        assert "mends address-lost: 10.0.1.10 cannot be kept" in shown
        assert "Findings gone: 2" in shown
        assert session_of(app).plan is before

        await pilot.press("enter")
        await pilot.pause()
        assert str(session_of(app).plan.settings_of(DB).failover.address) == "10.0.1.4"
        assert app.screen is screen
        assert screen.findings.has_focus
        assert not [f for f in screen.findings.rows if f.code is Code.ADDRESS_LOST]

        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session_of(app).plan == before
        assert [f for f in screen.findings.rows if f.code is Code.ADDRESS_LOST]


async def test_of_several_fixes_one_is_chosen_before_its_effect_is_shown(opened: Open) -> None:
    async with opened(BROKEN, size=(80, 24)) as (app, pilot, screen):
        await pilot.press("f6")
        point_at(screen, Code.ONE_WAY_MAPPING)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(seen(app), ChooseFixScreen)
        labels = [fix.label for fix in app.screen.query_one(FixList).rows]
        assert labels == [
            "create the reverse vnet-data-frs → vnet-data-frc",
            "delete vnet-data-frc → vnet-data-frs",
            "create the reverse of all 2 one-way mappings",
        ]
        assert "1 IP configuration changes its address" in words_of(app, "#effect")

        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(seen(app), PreviewScreen)
        assert "create the reverse of all 2 one-way mappings" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        mappings = {str(mapping) for mapping in session_of(app).plan.network_mappings}
        assert {"vnet-data-frs->vnet-data-frc", "vnet-lab-frc->vnet-mgmt-frs"} <= mappings
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not session_of(app).modified


async def test_leaving_the_choice_or_the_preview_changes_nothing(opened: Open) -> None:
    async with opened(BROKEN) as (app, pilot, screen):
        await pilot.press("f6", "f", "escape")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("f", "enter", "escape")
        await pilot.pause()
        assert app.screen is screen
        assert not session_of(app).modified


async def test_a_fix_that_brings_an_error_says_so_before_it_is_chosen(opened: Open) -> None:
    async with opened(BROKEN) as (app, pilot, screen):
        await pilot.press("f6")
        point_at(screen, Code.TEST_IN_PRODUCTION)
        await pilot.press("f", "end")
        await pilot.pause()
        assert "✗ plan vnet-web-frs-test" in text_of(app)
        assert "1 new error: look at the effect first" in words_of(app, "#effect")


async def test_what_no_edit_can_mend_says_so_and_what_to_do(opened: Open) -> None:
    async with opened(BROKEN, size=(80, 24)) as (app, pilot, screen):
        await pilot.press("f6")
        point_at(screen, Code.REGION_RESTRICTED)
        await pilot.pause()
        assert " f " not in words_of(app, "#detail")
        await pilot.press("f")
        await pilot.pause()
        assert app.screen is screen
        assert "no edit of the plan mends this; make sure that" in text_of(app)


async def test_the_cursor_stays_near_the_finding_that_was_mended(opened: Open) -> None:
    async with opened(BROKEN) as (app, pilot, screen):
        await pilot.press("f6")
        point_at(screen, Code.SAME_REGION_MAPPING)
        following = screen.findings.rows[screen.findings.cursor + 1]
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(seen(app), PreviewScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.findings.pointed == following


async def test_findings_are_narrowed_by_severity_with_one_key(opened: Open) -> None:
    async with opened(BROKEN, size=(80, 24)) as (app, pilot, screen):
        everything = len(screen.findings.rows)
        await pilot.press("f6", "c")
        await pilot.pause()
        assert {finding.severity for finding in screen.findings.rows} == {Severity.ERROR}
        assert f"errors only: {len(screen.findings.rows)} of {everything}" in text_of(app)
        await pilot.press("c")
        await pilot.pause()
        assert {finding.severity for finding in screen.findings.rows} == {
            Severity.ERROR,
            Severity.WARNING,
        }
        await pilot.press("c")
        await pilot.pause()
        assert len(screen.findings.rows) == everything
        assert "only" not in str(screen.findings.border_title)


async def test_findings_are_narrowed_by_words_while_they_are_typed(opened: Open) -> None:
    async with opened(BROKEN, size=(80, 24)) as (app, pilot, screen):
        assert not screen.query_one("#findings-filter").display
        await pilot.press("f6", "slash", *"subnet-fu")
        await pilot.pause()
        assert [finding.code for finding in screen.findings.rows] == [Code.SUBNET_FULL]
        assert "“subnet-fu”: 1 of " in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.findings.has_focus
        assert screen.query_one("#findings-filter").display

        await pilot.press("slash", "escape", "escape")
        await pilot.pause()
        assert screen.findings.has_focus
        assert not screen.query_one("#findings-filter").display
        assert len(screen.findings.rows) > 1


async def test_a_plan_opened_for_reading_shows_the_effect_and_stays_as_it_is(opened: Open) -> None:
    async with opened(read_only=True) as (app, pilot, screen):
        before = session_of(app).plan
        await pilot.press("f6")
        point_at(screen, Code.FORECAST_ADDRESS)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(seen(app), PreviewScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert session_of(app).plan == before
        assert "reading only" in text_of(app)
