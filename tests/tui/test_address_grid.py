"""The address grid, by the keys of its user: what it points at, and what is shown."""

from pathlib import Path

from models.address_map import Kind
from models.addresses import address_text
from models.assignment import Scenario
from models.edits.edit import PutRow
from models.edits.settings import set_failover_settings
from models.findings.finding import NetworkSubject, SubnetSubject
from models.formats.plan_toml import dumps
from models.grid_view import GridView
from models.plan import FailoverSettings, Plan
from models.topology import Subnet
from tests.support.builders import at, estate, id_of, ip, item, machine, number, settings, subnet
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of
from tests.tui.test_workspace import APP, DB, REPORT, WEB, session_of
from tui.app import AsrnetApp
from tui.ascii import in_ascii
from tui.copying import VALUE, what_to_copy
from tui.kind_signs import KIND_SIGNS, KIND_STYLES
from tui.screens.address_grid import AddressGridScreen
from tui.screens.choose_subnet import ChooseSubnetScreen
from tui.screens.replay import ReplayScreen
from tui.screens.why import WhyScreen
from tui.screens.workspace import WorkspaceScreen


def grid_of(app: AsrnetApp) -> AddressGridScreen:
    assert isinstance(app.screen, AddressGridScreen)
    return app.screen


def view_of(app: AsrnetApp) -> GridView:
    view = grid_of(app)._view
    assert view is not None
    return view


def pointed(app: AsrnetApp) -> str:
    cell = grid_of(app).grid.pointed
    assert cell is not None
    first = address_text(cell.first)
    return first if cell.size == 1 else f"{first}-{address_text(cell.last)}"


def large(tmp_path: Path, *subnets: Subnet) -> Path:
    """A plan file with one machine that keeps its address in the first of those subnets."""
    first = subnets[0]
    vm = machine("vm", ip(address_text(first.ranges[0].first + 1000), first.name))
    return written(tmp_path, estate(subnets, subnets, [vm]))


def written(tmp_path: Path, plan: Plan) -> Path:
    file = tmp_path / "plan.toml"
    file.write_text(dumps(plan), encoding="utf-8")
    return file


BIG = subnet("big", "10.0.0.0/16")


async def test_the_grid_opens_at_the_failover_address_of_what_was_chosen(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("f7")
        await pilot.pause()
        assert view_of(app).subnet == SubnetSubject("contoso-vnet-asr", "backend")
        assert (pointed(app), grid_of(app).subject) == ("10.0.1.4", DB)
        shown = text_of(app)
        assert "backend in contoso-vnet-asr  10.0.1.0/24" in shown
        assert "~ 10.0.1.4  forecast  db-01/db-01-nic/ipconfig1" in shown
        assert "10.0.1.10 cannot be kept: the address is taken by ilb-db-dr" in shown


async def test_arrows_and_letters_move_over_the_cells(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7")
        await pilot.pause()
        for key, address in [
            ("right", "10.0.0.5"), ("l", "10.0.0.6"), ("j", "10.0.0.38"), ("down", "10.0.0.70"),
            ("k", "10.0.0.38"), ("up", "10.0.0.6"), ("h", "10.0.0.5"), ("end", "10.0.0.31"),
            ("right", "10.0.0.32"), ("left", "10.0.0.31"), ("home", "10.0.0.0"),
            ("left", "10.0.0.0"), ("G", "10.0.0.255"), ("right", "10.0.0.255"), ("g", "10.0.0.0"),
            ("pagedown", "10.0.0.224"), ("pageup", "10.0.0.0"),
        ]:  # fmt: skip
            await pilot.press(key)
            assert pointed(app) == address, key
        assert "× 10.0.0.0  kept by Azure" in text_of(app)


async def test_before_and_after_and_each_scenario_are_a_key_away(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(SubnetSubject("drill-vnet", "frontend"))
        await pilot.press("f7")
        await pilot.pause()
        assert "[Failover]" in text_of(app)
        await pilot.press("c")
        await pilot.pause()
        assert view_of(app).scenario is Scenario.TEST_FAILOVER
        assert "[Test failover]" in text_of(app)
        await pilot.press("G", "left")
        assert grid_of(app).subject == APP
        assert "~ 10.0.0.254  forecast  app-01/app-01-nic/ipconfig1" in text_of(app)
        await pilot.press("b")
        await pilot.pause()
        assert "· 10.0.0.254  free" in text_of(app)
        assert "[Before]" in text_of(app)
        await pilot.press("c", "c")
        assert view_of(app).scenario is Scenario.FAILOVER


async def test_enter_goes_to_who_has_the_address(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(SubnetSubject("contoso-vnet-asr", "backend"))
        await pilot.press("f7", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.source.pointed == DB or screen.target.pointed == DB
        await pilot.press("f7", "right", "enter")
        await pilot.pause()
        assert "no machine of the plan has this address" in text_of(app)


async def test_subnets_follow_one_another_and_can_be_chosen_from_a_list(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "n")
        await pilot.pause()
        assert view_of(app).subnet == SubnetSubject("contoso-vnet-asr", "backend")
        assert pointed(app) == "10.0.1.4"
        await pilot.press("n", "p", "p", "p")
        assert view_of(app).subnet == SubnetSubject("contoso-vnet", "backend")
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(app.screen, ChooseSubnetScreen)
        await pilot.press(*"DRILL front")
        await pilot.pause()
        assert "drill-vnet / frontend" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert view_of(app).subnet == SubnetSubject("drill-vnet", "frontend")


async def test_the_list_of_subnets_can_be_walked_and_left(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "slash")
        await pilot.pause()
        await pilot.press("down", "j", "slash", "x", "down", "escape")
        await pilot.pause()
        assert view_of(app).subnet == SubnetSubject("contoso-vnet-asr", "frontend")
        await pilot.press("slash")
        await pilot.pause()
        await pilot.press("enter", "end", "enter")
        await pilot.pause()
        assert view_of(app).subnet == SubnetSubject("drill-vnet", "backend")


async def test_a_large_subnet_is_scaled_and_enter_zooms_in(opened: Open, tmp_path: Path) -> None:
    async with opened(large(tmp_path, BIG), size=(80, 24)) as (app, pilot, screen):
        screen.go_to(SubnetSubject("vnet-asr", "big"))
        await pilot.press("f7")
        await pilot.pause()
        assert pointed(app) == "10.0.3.0-10.0.3.255"
        assert grid_of(app).subject == SubnetSubject("vnet-asr", "big")
        shown = text_of(app)
        assert "10.0.3.0 to 10.0.3.255  256 addresses" in shown
        assert "1 kept, 255 free" in shown
        assert "tenths of a block taken" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert pointed(app) == "10.0.3.232"
        assert grid_of(app).subject == id_of("vm")
        assert "only 10.0.3.0 to 10.0.3.255" in text_of(app)
        await pilot.press("minus")
        await pilot.pause()
        assert pointed(app) == "10.0.3.0-10.0.3.255"
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert view_of(app).block is None
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WorkspaceScreen)


async def test_several_prefixes_follow_one_another(opened: Open, tmp_path: Path) -> None:
    parts = subnet("parts", "10.0.0.0/16", "10.1.0.0/29")
    async with opened(large(tmp_path, parts), size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "G")
        await pilot.pause()
        lines = lines_of(app)
        heads = [line.split()[0] for line in lines if line.startswith(("10.0.0.0/", "10.1.0.0/"))]
        assert heads == ["10.0.0.0/16", "10.1.0.0/29"]
        await pilot.press("enter")
        await pilot.pause()
        assert view_of(app).block == parts.ranges[1]
        await pilot.press("g", "right", "right", "right", "right")
        assert pointed(app) == "10.1.0.4"


async def test_an_edit_shows_at_once_and_the_cursor_stays(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "right")
        await pilot.pause()
        wanted = FailoverSettings(address=at("10.0.0.5").address)
        session = session_of(app)
        session.do(set_failover_settings(session.plan, WEB, Scenario.FAILOVER, wanted))
        await pilot.pause()
        assert "= 10.0.0.5  set by hand  web-01" in text_of(app)
        await pilot.press("u")
        await pilot.pause()
        assert pointed(app) == "10.0.0.5"
        assert "· 10.0.0.5  free" in text_of(app)


async def test_why_and_the_grid_lead_to_one_another_about_the_same_machine(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "n", "w")
        await pilot.pause()
        assert isinstance(app.screen, WhyScreen)
        assert app.screen.subject == DB
        await pilot.press("p", "f7")
        await pilot.pause()
        assert grid_of(app).subject == APP
        assert pointed(app) == "10.0.0.19"
        assert [type(one) for one in app.screen_stack].count(AddressGridScreen) == 1
        assert not any(isinstance(one, WhyScreen) for one in app.screen_stack)


async def test_where_there_is_room_a_list_says_who_has_an_address(opened: Open) -> None:
    async with opened(size=(120, 40)) as (app, pilot, _):
        await pilot.press("f7")
        await pilot.pause()
        screen = grid_of(app)
        assert [row.holder for row in screen.holders.rows] == [WEB, APP]
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        assert not screen.holders.display
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.press("tab", "down")
        await pilot.pause()
        assert pointed(app) == "10.0.0.19"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WorkspaceScreen)


async def test_pointing_in_the_list_leaves_a_block_it_is_not_in(
    opened: Open, tmp_path: Path
) -> None:
    vms = [machine("low", ip("10.0.0.9", "big")), machine("high", ip("10.0.200.9", "big"))]
    file = written(tmp_path, estate([BIG], [BIG], vms))
    async with opened(file, size=(120, 40)) as (app, pilot, screen):
        screen.go_to(SubnetSubject("vnet-asr", "big"))
        await pilot.press("f7", "enter", "tab", "down")
        await pilot.pause()
        assert view_of(app).block is None
        cell = grid_of(app).grid.pointed
        assert cell is not None
        assert cell.first <= number("10.0.200.9") <= cell.last


async def test_a_click_points_and_a_second_one_goes_there(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        await pilot.press("f7")
        await pilot.pause()
        grid = grid_of(app).grid
        await pilot.click(grid, offset=(16 + 2 * 19, 1))
        await pilot.pause()
        assert (pointed(app), grid_of(app).subject) == ("10.0.0.19", APP)
        await pilot.click(grid, offset=(3, 1))
        assert pointed(app) == "10.0.0.19"
        await pilot.click(grid, offset=(16 + 2 * 19, 1), times=2)
        await pilot.pause()
        assert app.screen is screen


async def test_a_subnet_with_ipv6_alone_has_no_cells(opened: Open, tmp_path: Path) -> None:
    six = subnet("web", "fd00::/64")
    vm = machine("vm", ip("fd00::9"))
    async with opened(written(tmp_path, estate([six], [six], [vm])), size=(80, 24)) as (
        app, pilot, screen,
    ):  # fmt: skip
        screen.go_to(NetworkSubject("vnet-asr"))
        await pilot.press("f7", "right", "down", "home", "end", "g", "G", "enter", "v", "escape")
        await pilot.pause()
        assert "this subnet has no IPv4 addresses" in text_of(app)


async def test_a_plan_without_a_subnet_says_so(opened: Open, tmp_path: Path) -> None:
    async with opened(written(tmp_path, Plan()), size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7")
        await pilot.pause()
        assert "this plan has no subnet yet" in text_of(app)
        await pilot.press("c", "b", "n", "p", "v", "slash", "minus", "enter", "right")
        assert grid_of(app).subject is None
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WorkspaceScreen)


async def test_at_any_size_the_cell_of_the_cursor_is_in_sight(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7", "G", "left", "left")
        await pilot.pause()
        grid = grid_of(app).grid
        for size in ((20, 5), (40, 12), (120, 40), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            y = grid._layout.place(grid.cursor)[0] - grid.scroll_offset.y
            assert 0 <= y < grid.size.height, size
        assert pointed(app) == "10.0.0.253"


def test_every_kind_has_a_sign_of_its_own_in_ascii_too() -> None:
    assert set(KIND_SIGNS) == set(KIND_STYLES) == set(Kind)
    assert len(set(KIND_SIGNS.values())) == len(Kind)
    assert len({in_ascii(sign) for sign in KIND_SIGNS.values()}) == len(Kind)


async def test_names_from_outside_do_no_harm(opened: Open, tmp_path: Path) -> None:
    evil = "[bold]\x1b[31m[/]"
    held = subnet("web", "10.0.0.0/24", in_use={"10.0.0.9": "\u202e[link=x]"})
    vm = machine(evil, ip("10.0.0.10"))
    plan = estate([held], [held], [vm], [item(evil, settings())])
    async with opened(written(tmp_path, plan), size=(120, 40)) as (app, pilot, _):
        await pilot.press("f7")
        await pilot.pause()
        assert "[bold]␛[31m[/]" in text_of(app)
        await pilot.press("left")
        await pilot.pause()
        assert "‹U+202E›[link=x]" in text_of(app)
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, ReplayScreen)


async def test_a_machine_that_is_not_replicated_opens_the_subnet_it_stands_in(
    opened: Open,
) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(REPORT)
        await pilot.press("f7")
        await pilot.pause()
        assert view_of(app).subnet == SubnetSubject("contoso-vnet", "backend")
        assert grid_of(app).subject == REPORT
        assert "it stands here today; it is not replicated" in text_of(app)


async def test_the_address_under_the_cursor_can_be_copied(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        screen.go_to(SubnetSubject("drill-vnet", "frontend"))
        await pilot.press("f7", "c", "G", "left")
        await pilot.pause()
        assert what_to_copy(app.screen, VALUE) == "10.0.0.254"
        assert what_to_copy(app.screen, "line").startswith("10.0.0.254  forecast\tapp-01/")
        await pilot.press("left")
        assert what_to_copy(app.screen, VALUE) == "10.0.0.253"


async def test_where_the_subnet_is_gone_another_one_is_shown(opened: Open, tmp_path: Path) -> None:
    web, more = subnet("web", "10.0.0.0/24"), subnet("more", "10.0.1.0/24")
    plan = estate([web, more], [web, more], [machine("vm", ip("10.0.0.10"))])
    async with opened(written(tmp_path, plan), size=(80, 24)) as (app, pilot, _):
        await pilot.press("f7")
        await pilot.pause()
        assert view_of(app).subnet == SubnetSubject("vnet-asr", "web")
        session = session_of(app)
        without = session.plan.network("vnet-asr").model_copy(update={"subnets": (more,)})
        session.do(PutRow("a subnet less", "virtual_networks", "vnet-asr", without))
        await pilot.pause()
        assert view_of(app).subnet == SubnetSubject("vnet-asr", "more")
        assert "more in vnet-asr" in text_of(app)


async def test_where_there_is_room_a_cell_has_the_last_octet_of_its_address(opened: Open) -> None:
    async with opened(size=(200, 60)) as (app, pilot, _):
        await pilot.press("f7")
        await pilot.pause()
        [line] = [line for line in lines_of(app) if line.startswith("10.0.0.16 ")]
        assert "·.18  ✓.19  ·.20" in line
        await pilot.click(grid_of(app).grid, offset=(16 + 6 * 3 + 2, 2))
        assert pointed(app) == "10.0.0.19"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert pointed(app) == "10.0.0.19"
        assert "·.20" not in text_of(app)
