"""The workspace, by the keys of its user: what the model holds then, and what is shown."""

from pathlib import Path

import pytest
from netaddr import IPAddress
from textual.widgets import Input, Select

from models.addresses import address_text
from models.assignment import AddressRule
from models.findings.finding import NetworkSubject
from models.formats.plan_toml import dumps, loads
from models.session import Session
from models.topology import IpConfigurationId
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of, words_of
from tui.app import AsrnetApp
from tui.screens.ask import AskScreen
from tui.screens.preview import PreviewScreen
from tui.screens.routes import ROUTES

WEB = IpConfigurationId("web-01", "web-01-nic", "ipconfig1")
APP = IpConfigurationId("app-01", "app-01-nic", "ipconfig1")
DB = IpConfigurationId("db-01", "db-01-nic", "ipconfig1")
REPORT = IpConfigurationId("report-01", "report-01-nic", "ipconfig1")


def session_of(app: AsrnetApp) -> Session:
    assert app.session is not None
    return app.session


def failover(app: AsrnetApp, id: IpConfigurationId) -> str | None:
    result = session_of(app).assignments.failover(id)
    return None if result is None or result.address is None else address_text(result.address)


async def test_a_plan_opens_with_a_machine_chosen_and_its_addresses_shown(opened: Open) -> None:
    async with opened() as (app, _, screen):
        shown = text_of(app)
        assert "East Asia → Southeast Asia" in shown
        assert "✓  .4 → .4     web-01" in shown
        assert "web-01 / web-01-nic" in shown
        assert "✓ 2 kept  ~ 1 change" in shown
        assert screen.source.has_focus


async def test_moving_shows_the_settings_of_what_the_cursor_is_on(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("down")
        await pilot.pause()
        assert "app-01 / app-01-nic" in text_of(app)
        assert "10.0.0.254 in frontend of drill-vnet" in words_of(app, "#results")


async def test_setting_an_address_moves_the_result_and_names_what_changes(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        await pilot.press("enter", *"10.0.0.77", "enter")
        await pilot.pause()
        result = session_of(app).assignments.failover(WEB)
        assert result is not None
        assert (result.rule, failover(app, WEB)) == (AddressRule.CONFIGURED, "10.0.0.77")
        assert "web-01 10.0.0.4 → 10.0.0.77" in lines_of(app)[-2]
        assert "=! .4 → .77    web-01" in text_of(app)

        await pilot.press("escape", "ctrl+z")
        await pilot.pause()
        assert failover(app, WEB) == "10.0.0.4"
        assert screen.source.has_focus
        assert "✓  .4 → .4     web-01" in text_of(app)

        await pilot.press("ctrl+y")
        await pilot.pause()
        assert failover(app, WEB) == "10.0.0.77"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("10.0.0.2", "Azure keeps 10.0.0.2 for itself"),
        ("10.9.9.9", "10.9.9.9 is outside frontend"),
        ("10.0.0", "is not an IP address"),
        ("::1", "IPv6 addresses are not failed over"),
    ],
)
async def test_an_impossible_address_stays_in_the_field_with_the_reason(
    opened: Open, typed: str, why: str
) -> None:
    async with opened() as (app, pilot, screen):
        before = session_of(app).plan
        await pilot.press("enter", *typed, "enter")
        await pilot.pause()
        field = screen.query_one("#failover-address", Input)
        assert (field.value, field.has_class("-wrong")) == (typed, True)
        assert why in words_of(app, "#problem")
        assert session_of(app).plan is before


async def test_an_address_set_for_another_machine_is_refused_by_name(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("enter", *"10.0.0.50", "enter", "escape", "down", "enter")
        await pilot.press(*"10.0.0.50", "enter")
        await pilot.pause()
        assert "already set for web-01/web-01-nic" in words_of(app, "#problem")
        assert session_of(app).plan.settings_of(APP).failover.address is None


async def test_replicating_a_machine_takes_the_mapped_network(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        screen.go_to(REPORT)
        await pilot.pause()
        assert "Not replicated" in text_of(app)
        await pilot.press("r")
        await pilot.pause()
        item = session_of(app).plan.item("report-01")
        assert item is not None
        assert item.failover_network == "contoso-vnet-asr"
        assert failover(app, REPORT) == "10.0.1.20"
        assert "✓  .20 → .20   report-01" in text_of(app)

        await pilot.press("d")
        await pilot.pause()
        assert session_of(app).plan.item("report-01") is None


async def test_a_whole_network_is_replicated_at_once_and_undone_at_once(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        before = session_of(app).plan
        screen.go_to(NetworkSubject("contoso-vnet"))
        await pilot.press("r")
        await pilot.pause()
        assert session_of(app).plan.item("report-01") is not None
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session_of(app).plan == before


async def test_pinning_sets_the_forecast(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("p")
        await pilot.pause()
        assert session_of(app).plan.settings_of(DB).failover.address == IPAddress("10.0.1.4")
        await pilot.press("a")
        await pilot.pause()
        assert session_of(app).plan.settings_of(DB).failover.address is None


async def test_choosing_a_network_and_a_subnet_recalculates_at_once(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        screen.query_one("#test-network", Select).value = "contoso-vnet-asr"
        await pilot.pause()
        item = session_of(app).plan.item("web-01")
        assert item is not None
        assert item.test_failover_network == "contoso-vnet-asr"
        screen.query_one("#failover-subnet", Select).value = "backend"
        await pilot.pause()
        assert (failover(app, WEB), failover(app, DB)) == ("10.0.1.4", "10.0.1.5")
        assert "web-01 10.0.0.4 → 10.0.1.4, db-01 10.0.1.4 → 10.0.1.5" in lines_of(app)[-2]


async def test_changing_a_mapping_shows_the_steps_and_is_undone_as_one(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        before = session_of(app).plan
        await pilot.press("m", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PreviewScreen)
        shown = text_of(app)
        assert "1. delete contoso-vnet-asr → contoso-vnet" in shown
        assert "2. change contoso-vnet → contoso-vnet-asr" in shown
        assert "3. create the new reverse mapping" in shown
        await pilot.press("enter")
        await pilot.pause()
        mappings = [str(mapping) for mapping in session_of(app).plan.network_mappings]
        assert mappings == ["contoso-vnet->drill-vnet", "drill-vnet->contoso-vnet"]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session_of(app).plan == before


async def test_a_finding_leads_to_what_it_is_about(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        await pilot.press("f6", "down", "enter")
        await pilot.pause()
        assert screen.source.has_focus
        assert screen.source.pointed == DB
        assert "db-01 / db-01-nic" in text_of(app)


async def test_saving_writes_the_plan_that_is_shown(opened: Open, plan_file: Path) -> None:
    async with opened() as (app, pilot, screen):
        await pilot.press("enter", *"10.0.0.77", "enter", "ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert loads(plan_file.read_text(encoding="utf-8")) == session_of(app).plan
        assert not screen.status.modified
        assert "saved to" in text_of(app)


async def test_a_file_that_changed_meanwhile_is_not_overwritten(
    opened: Open, plan_file: Path
) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("enter", *"10.0.0.77", "enter")
        await pilot.pause()
        theirs = plan_file.read_text(encoding="utf-8").replace("drill-monitor", "theirs")
        plan_file.write_text(theirs, encoding="utf-8")
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        assert "Changed on disk" in text_of(app)
        assert plan_file.read_text(encoding="utf-8") == theirs
        assert session_of(app).modified


async def test_comments_are_asked_about_before_saving_loses_them(
    opened: Open, plan_file: Path
) -> None:
    commented = "# keep me\n" + plan_file.read_text(encoding="utf-8")
    plan_file.write_text(commented, encoding="utf-8")
    async with opened() as (app, pilot, _):
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        assert plan_file.read_text(encoding="utf-8") == commented
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert plan_file.read_text(encoding="utf-8") == dumps(session_of(app).plan)


async def test_leaving_with_changes_asks_first(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("p", "down", "enter", *"10.0.0.77", "enter", "ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert failover(app, APP) == "10.0.0.77"
        await pilot.press("ctrl+q", "right", "enter")
        await pilot.pause()
        assert app.return_value == 0


async def test_leaving_can_save_first(opened: Open, plan_file: Path) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("enter", *"10.0.0.77", "enter", "ctrl+q", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.return_value == 0
    plan = loads(plan_file.read_text(encoding="utf-8"))
    assert plan.settings_of(WEB).failover.address == IPAddress("10.0.0.77")


async def test_a_plan_opened_for_reading_cannot_be_edited(opened: Open) -> None:
    async with opened(read_only=True) as (app, pilot, _):
        before = session_of(app).plan
        await pilot.press("enter", *"10.0.0.77", "enter")
        await pilot.pause()
        assert session_of(app).plan is before
        assert "open for reading only" in text_of(app)


async def test_an_action_is_about_what_the_cursor_is_on_however_fast_one_types(
    opened: Open,
) -> None:
    async with opened() as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.pause()
        await pilot.press("down", "r")
        await pilot.pause()
        assert session_of(app).plan.item("report-01") is not None


async def test_hostile_names_are_shown_and_not_obeyed(opened: Open, plan_file: Path) -> None:
    text = plan_file.read_text(encoding="utf-8")
    name = "web[@click=app.quit]x[/]y\\u001b]0;no\\u0007"
    plan_file.write_text(text.replace('"web-01"', f'"{name}"'), encoding="utf-8")
    async with opened() as (app, pilot, _):
        shown = text_of(app)
        assert "[@click=app.quit]x[/]y␛]0;no␇" in shown
        assert "\x1b" not in shown
        await pilot.press("enter", *"10.0.0.77", "enter", "f6", "f1")
        await pilot.pause()
        assert app.is_running


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60), (40, 10)])
async def test_every_pane_can_be_reached_at_every_size(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as (app, pilot, screen):
        await pilot.press("enter")
        await pilot.pause()
        assert screen.query_one("#failover-address").has_focus
        await pilot.press("escape", "f6")
        await pilot.pause()
        assert screen.findings.has_focus
        assert screen.findings.region.area > 0
        await pilot.press("f6")
        assert screen.source.has_focus
        assert app.is_running


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_settings_of_a_machine_that_is_not_replicated_are_left_and_replicate_it(
    opened: Open, size: tuple[int, int]
) -> None:
    async with opened(size=size) as (app, pilot, screen):
        await pilot.press("d", "enter", "escape")
        assert screen.source.has_focus
        before = session_of(app).plan
        await pilot.press("enter", "r")
        await pilot.pause()
        assert session_of(app).plan != before
        if size == (80, 24):
            assert screen.query_one("#failover-address").has_focus
        await pilot.press("escape")
        assert screen.source.has_focus


async def test_the_name_of_a_region_is_shown_as_it_is_written(
    opened: Open, plan_file: Path
) -> None:
    written = plan_file.read_text(encoding="utf-8").replace(
        'target_region = "southeastasia"', 'target_region = "moon"'
    )
    region = '\n[[regions]]\nname = "moon"\ndisplay_name = "x[/]y [@click=app.quit]z[/]"\n'
    plan_file.write_text(written + region, encoding="utf-8")
    async with opened() as (app, pilot, screen):
        assert "x[/]y [@click=app.quit]z[/]" in text_of(app)
        for name in ROUTES:
            screen.action_open(name)
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert app.is_running
            app.pop_screen()
        await pilot.press("f2")
        await pilot.pause()
        assert "x[/]y" in text_of(app)
