"""The command palette: every action, every option and every thing, quickly."""

import asyncio

import pytest
from textual.command import Hit

from models.session import Session
from tests.benchmarks.estates import estate
from tests.tui.conftest import Open
from tests.tui.test_workspace import DB
from tui.configuration import OPTIONS
from tui.finder import MOST, FindInPlan, things


async def test_the_palette_offers_every_value_of_every_option(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        titles = {command.title for command in app.get_system_commands(screen)}
        assert {"Theme: light", "Density: compact", "Mouse: false", "ASCII: true"} <= titles
        assert "Theme: dark" not in titles
        command = next(
            one for one in app.get_system_commands(screen) if one.title == "Theme: high-contrast"
        )
        command.callback()
        await pilot.pause()
        assert app.theme == "high-contrast"
        assert sum(map(len, OPTIONS.values())) - len(OPTIONS) == sum(": " in t for t in titles)


async def test_the_things_are_found_by_name_or_by_any_address(opened: Open) -> None:
    async with opened() as (_, _, screen):
        finder = FindInPlan(screen)
        await finder.startup()
        for query, expected in (
            ("db-01", DB),
            ("10.0.1.10", DB),
            ("10.0.1.4", DB),
        ):
            hits = [hit async for hit in finder.search(query) if isinstance(hit, Hit)]
            best = max(hits, key=lambda hit: hit.score)
            assert str(expected) in str(best.match_display)


async def test_every_thing_of_the_plan_can_be_found(opened: Open) -> None:
    async with opened() as (_, _, screen):
        plan = screen.session.plan
        lines = [named.line for named in things(screen.session)]
        for network in plan.virtual_networks:
            assert any(line.startswith(network.id) for line in lines)
            for subnet in network.subnets:
                assert any(f"{network.id} / {subnet.name}" in line for line in lines)
        for machine in plan.virtual_machines:
            for id, ip in machine.in_failover_order:
                assert any(str(id) in line and str(ip.address) in line for line in lines)


async def test_while_10000_nics_are_searched_the_screen_stays_alive(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(estate(10_000))
    async with opened() as (_, _, screen):
        finder = FindInPlan(screen)
        with monkeypatch.context() as patch:
            patch.setattr(screen, "session", session)
            await finder.startup()
        turns = 0

        async def others() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0)
                turns += 1

        waiting = asyncio.ensure_future(others())
        monkeypatch.setattr("tui.finder.SLICE", 0.0)  # others have a turn whenever they may
        monkeypatch.setattr("tui.finder.REST", 0.0)
        for query in ("vm-77", "10.0.3.", "zzz"):
            before = turns
            assert len([hit async for hit in finder.search(query)]) <= MOST
            assert turns - before > 10
        waiting.cancel()
