"""From every screen to every other: one key there, Esc back, and what was pointed at goes along."""

import pytest

from models.findings.finding import SubnetSubject
from models.topology import IpConfigurationId
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of
from tui.screens.plan_screen import PlanScreen
from tui.screens.routes import ROUTES, screen_class

SCROLLBARS = str.maketrans("▁▂▃▄▅▆▇█", "        ")
SIZES = [(80, 24), (200, 60)]
WEB = IpConfigurationId("web-01", "web-01-nic", "ipconfig1")


async def test_every_screen_is_one_key_away_and_esc_leads_back(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        for name, route in ROUTES.items():
            await pilot.press(route.key)
            await pilot.pause()
            assert type(app.screen) is screen_class(name)
            for _ in range(3):
                if app.screen is not screen:
                    await pilot.press("escape")
                    await pilot.pause()
            assert app.screen is screen


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_shows_a_plan_that_is_only_read_at_every_size(
    opened: Open, size: tuple[int, int]
) -> None:
    async with opened(size=size, read_only=True) as (app, pilot, screen):
        for name in ROUTES:
            screen.action_open(name)
            await app.workers.wait_for_complete()
            await pilot.pause()
            first, *_, last = lines_of(app)
            assert "article.toml (read only)" in first
            assert screen_class(name).HEADLINE in first
            assert "F1 Help" in last
            app.pop_screen()


async def test_a_screen_that_is_open_is_gone_back_to(opened: Open) -> None:
    async with opened() as (app, pilot, _screen):
        for name in ROUTES:
            other = "mappings" if name != "mappings" else "assignments"
            seen = []
            for wanted in (name, other, name):
                top = app.screen
                assert isinstance(top, PlanScreen)
                top.action_open(wanted)
                await pilot.pause()
                seen.append(app.screen)
            first, second, third = seen
            assert first is third
            assert first is not second
            app.pop_screen()


async def test_every_screen_is_left_for_the_findings(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        for name in ROUTES:
            screen.action_open(name)
            await pilot.pause()
            await pilot.press("f6")
            await pilot.pause()
            assert app.screen is screen
            assert screen.findings.has_focus
            screen.source.focus()


@pytest.mark.parametrize("name", ["why", "settings", "assignments", "round-trip"])
async def test_what_was_pointed_at_goes_along(opened: Open, name: str) -> None:
    async with opened() as (app, pilot, screen):
        await pilot.press("down")
        await pilot.pause()
        pointed = screen.subject
        assert isinstance(pointed, IpConfigurationId)
        assert pointed != WEB
        await pilot.press(ROUTES[name].key)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        assert app.screen.subject == pointed


async def test_the_grid_shows_the_subnet_an_address_lands_in(opened: Open) -> None:
    async with opened() as (app, pilot, _screen):
        await pilot.press("f7")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        assert app.screen.subject in (WEB, SubnetSubject("contoso-vnet-asr", "frontend"))


async def test_a_terminal_that_shrinks_and_grows_again_loses_nothing(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        for name in ROUTES:
            screen.action_open(name)
            await app.workers.wait_for_complete()
            await pilot.pause()
            before = text_of(app).translate(SCROLLBARS)
            for size in ((20, 5), (1, 1), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            assert text_of(app).translate(SCROLLBARS) == before, name
            app.pop_screen()
