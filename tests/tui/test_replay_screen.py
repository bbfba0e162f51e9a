"""The replay, by the keys of its user: turn by turn, forwards and backwards."""

from pathlib import Path

from models.assignment import Scenario
from models.edits.edit import PutRow
from models.edits.settings import set_failover_settings
from models.findings.finding import SubnetSubject
from tests.support.builders import at, estate, ip, machine, subnet
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of, words_of
from tests.tui.test_address_grid import grid_of, written
from tests.tui.test_why import why_of
from tests.tui.test_workspace import APP, DB, WEB, session_of
from tui.app import AsrnetApp
from tui.screens.replay import ReplayScreen

DRILL = SubnetSubject("drill-vnet", "frontend")


def replay_of(app: AsrnetApp) -> ReplayScreen:
    assert isinstance(app.screen, ReplayScreen)
    return app.screen


def taken(app: AsrnetApp) -> int | None:
    return replay_of(app).turns.pointed


async def test_each_turn_says_who_is_served_by_which_rule_and_who_is_next(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DRILL)
        await pilot.press("f7", "c", "v")
        await pilot.pause()
        assert (taken(app), replay_of(app).subject) == (0, DRILL)
        assert "1 address is held before the first turn" in text_of(app)
        assert "next: web-01, the first of 3 turns" in text_of(app)
        await pilot.press("right")
        await pilot.pause()
        assert replay_of(app).subject == WEB
        said = words_of(app, "#turn")
        assert "10.0.0.4 is available and kept" in said
        assert "next: app-01" in said
        await pilot.press("right")
        await pilot.pause()
        assert "10.0.0.19 cannot be kept: the address is taken by drill-monitor" in words_of(
            app, "#turn"
        )
        assert "waits" in text_of(app)
        await pilot.press("right", "right")
        await pilot.pause()
        assert (taken(app), replay_of(app).subject) == (3, APP)
        said = words_of(app, "#turn")
        assert "10.0.0.254 is the next available from the end" in said
        assert "next: nobody, that is all" in said


async def test_the_grid_shows_what_is_given_out_so_far(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "v")
        await pilot.pause()
        grid = replay_of(app).grid
        seen = []
        for _ in range(3):
            assert grid._map is not None
            seen.append([one.holder for one in grid._map.held])
            await pilot.press("right")
            await pilot.pause()
        assert seen == [[], [WEB], [WEB, APP]]
        cell = grid.pointed
        assert cell is not None
        result = session_of(app).assignments.failover(APP)
        assert result is not None
        assert cell.first == result.address


async def test_turns_are_taken_forwards_and_backwards_to_both_ends(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "v")
        await pilot.pause()
        for key, turns in [
            ("l", 1), ("h", 0), ("left", 0), ("space", 1), ("down", 2), ("down", 2), ("k", 1),
            ("end", 2), ("home", 0), ("G", 2), ("g", 0),
        ]:  # fmt: skip
            await pilot.press(key)
            assert taken(app) == turns, key


async def test_another_scenario_starts_at_its_start(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "v", "right", "c")
        await pilot.pause()
        assert taken(app) == 0
        assert "Test failover  turn 0 of 0" in text_of(app)
        assert "nobody asks for an address here" in text_of(app)


async def test_an_edit_is_replayed_at_once(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "v", "right")
        await pilot.pause()
        session = session_of(app)
        wanted = at("10.0.0.77")
        session.do(set_failover_settings(session.plan, APP, Scenario.FAILOVER, wanted))
        await pilot.pause()
        assert replay_of(app).subject == APP
        assert "10.0.0.77 is set, and available" in words_of(app, "#turn")


async def test_the_replay_leads_to_why_and_back_to_the_grid(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("f7", "v", "right", "w")
        await pilot.pause()
        assert why_of(app).subject == DB
        await pilot.press("escape", "f7")
        await pilot.pause()
        assert grid_of(app).subject == DB


async def test_turns_follow_by_themselves_only_where_things_may_move(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "v")
        await pilot.pause()
        assert replay_of(app).check_action("play", ()) is False
        await pilot.press("a")
        assert replay_of(app)._timer is None
        app.animation_level = "full"
        await pilot.press("a")
        await pilot.pause()
        assert replay_of(app)._timer is not None
        for _ in range(3):
            replay_of(app)._play_on()
        assert taken(app) == 2
        assert replay_of(app)._timer is None
        await pilot.press("a", "a")
        assert replay_of(app)._timer is None


async def test_the_turns_stand_beside_the_picture_where_there_is_room(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "v")
        for size, beside in (((120, 40), True), ((200, 60), True), ((80, 24), False)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            screen = replay_of(app)
            assert (screen.turns.region.x > screen.grid.region.x) is beside, size
            assert screen.grid.region.height >= 9, size


async def test_a_subnet_that_is_gone_has_no_replay_and_comes_back_with_undo(
    opened: Open, tmp_path: Path
) -> None:
    web, more = subnet("web", "10.0.0.0/24"), subnet("more", "10.0.1.0/24")
    plan = estate([web, more], [web, more], [machine("vm", ip("10.0.0.10"))])
    async with opened(written(tmp_path, plan), size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "v", "right")
        await pilot.pause()
        session = session_of(app)
        network = session.plan.network("vnet-asr")
        without = network.model_copy(update={"subnets": (more,)})
        session.do(PutRow("a subnet less", "virtual_networks", "vnet-asr", without))
        await pilot.pause()
        assert "web is no more" in text_of(app)
        await pilot.press("right", "c", "c", "c", "u")
        await pilot.pause()
        assert "turn 0 of 1" in text_of(app)
