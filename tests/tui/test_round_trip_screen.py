"""The round trip, by the keys of its user."""

from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widgets import Input

from models.session import Session
from models.topology import IpConfigurationId
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of, words_of
from tui.app import AsrnetApp
from tui.screens.choose_fix import ChooseFixScreen
from tui.screens.preview import PreviewScreen
from tui.screens.round_trip import RoundTripScreen

SAMPLES = Path(__file__).parents[2] / "sample_configs"
BROKEN = SAMPLES / "broken.toml"
WEB = IpConfigurationId("web-01", "web-01-nic", "ipconfig1")
DB = IpConfigurationId("db-01", "db-01-nic", "ipconfig1")


def seen(app: AsrnetApp) -> Screen[Any]:
    """The screen that is on top now."""
    return app.screen


def session_of(app: AsrnetApp) -> Session:
    assert app.session is not None
    return app.session


def shown_by(app: AsrnetApp) -> RoundTripScreen:
    assert isinstance(app.screen, RoundTripScreen)
    return app.screen


async def test_the_round_trip_counts_who_comes_home_and_says_why_others_do_not(
    opened: Open,
) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f9")
        await pilot.pause()
        screen = shown_by(app)
        assert len(screen.lines.rows) == 3
        assert "2 of 3 come home ✗ 1 does not" in words_of(app, "#counts")
        assert "original NICs" in text_of(app)
        assert screen.lines.pointed is not None
        assert screen.lines.pointed.id == WEB
        assert "✓ comes home: its address is kept" in words_of(app, "#trip-detail")

        await pilot.press("end")
        await pilot.pause()
        assert screen.subject == DB
        detail = words_of(app, "#trip-detail")
        assert "✗ does not come home: it keeps 10.0.1.4, its address at failover (B2)" in detail
        assert "Source contoso-vnet / backend / 10.0.1.10" in detail
        assert "not-home" in detail
        assert "no edit of the plan mends this" in detail
        assert "B1 the mapping of contoso-vnet-asr leads back to contoso-vnet" in detail


async def test_it_opens_for_what_the_user_pointed_at(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("f9")
        await pilot.pause()
        assert shown_by(app).subject == DB


async def test_those_that_do_not_come_home_are_shown_alone(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f9", "c")
        await pilot.pause()
        lines = shown_by(app).lines
        assert [trip.id for trip in lines.rows] == [DB]
        assert "only those that do not come home" in text_of(app)
        await pilot.press("c")
        await pilot.pause()
        assert all(trip.comes_home for trip in lines.rows)
        await pilot.press("c")
        await pilot.pause()
        assert len(lines.rows) == 3


async def test_words_narrow_the_round_trip(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f9", "slash", *"backend")
        await pilot.pause()
        assert [trip.id for trip in shown_by(app).lines.rows] == [DB]
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert len(shown_by(app).lines.rows) == 3
        assert not app.screen.query_one("#trip-filter", Input).display


async def test_enter_goes_to_the_ip_configuration(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        await pilot.press("f9", "end", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.selection is not None
        assert screen.selection.thing == DB


async def test_a_way_home_that_leads_elsewhere_is_mended_from_here(opened: Open) -> None:
    async with opened(BROKEN, size=(80, 24)) as (app, pilot, _):
        jump = IpConfigurationId("vm-jump-01", "nic-vm-jump-01", "ipconfig1")
        await pilot.press("f9")
        await pilot.pause()
        screen = shown_by(app)
        assert screen.lines.point_at(jump)
        await pilot.pause()
        assert "f lead vnet-mgmt-frs back to vnet-mgmt-frc" in words_of(app, "#trip-detail")
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(seen(app), ChooseFixScreen | PreviewScreen)
        if isinstance(seen(app), ChooseFixScreen):
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
        assert "vnet-mgmt-frs->vnet-mgmt-frc" in {
            str(mapping) for mapping in session_of(app).plan.network_mappings
        }
        assert screen.lines.pointed is not None
        assert screen.lines.pointed.id == jump
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not session_of(app).modified


async def test_who_never_gets_there_is_mended_by_what_keeps_it_from_there(opened: Open) -> None:
    async with opened(BROKEN) as (app, pilot, _):
        await pilot.press("f9")
        await pilot.pause()
        lost = next(trip for trip in shown_by(app).lines.rows if trip.rule == "B3")
        shown_by(app).lines.point_at(lost.id)
        await pilot.pause()
        assert "let the rules decide vm-web-01's address" in words_of(app, "#trip-detail")


async def test_a_plan_without_replication_says_that_nobody_goes_there_and_back(
    opened: Open, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text("format = 1\n", encoding="utf-8")
    async with opened(empty, size=(80, 24)) as (app, pilot, _):
        await pilot.press("f9", "f", "enter")
        await pilot.pause()
        assert "0 of 0 come home" in words_of(app, "#counts")
        assert "Nothing is replicated" in words_of(app, "#trip-detail")


async def test_the_way_there_and_back_of_three_hundred_is_one_list(opened: Open) -> None:
    async with opened(SAMPLES / "estate-300.toml", size=(80, 24)) as (app, pilot, _):
        await pilot.press("f9", "end")
        await pilot.pause()
        rows = shown_by(app).lines.rows
        assert len(rows) == len(list(session_of(app).assignments.in_order()))
        assert rows[-1].id == shown_by(app).subject
