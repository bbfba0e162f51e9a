"""Network settings on the full screen, by the keys of its user."""

from pathlib import Path

import pytest
from textual.widgets import Checkbox, Input, Select

from models.assignment import Scenario
from models.edits import PutRow
from models.edits.settings import settings_in
from models.findings import Subject
from models.findings.finding import ItemSubject
from models.samples import samples
from models.session import Session
from models.topology import IpConfigurationId
from tests.tui.conftest import Open, Running
from tests.tui.screen_text import lines_of, text_of
from tui.app import AsrnetApp
from tui.help_rows import actions_of
from tui.screens.settings import SettingsScreen
from tui.screens.settings_keys import ACTIONS
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.field_block import Problems
from tui.widgets.settings_blocks import AddressBlock

FAILOVER, TEST = Scenario.FAILOVER, Scenario.TEST_FAILOVER
NVA = "vm-nva-01"
FIRST = IpConfigurationId(NVA, "nic-untrust-nva-01", "ipconfig-untrust")
VPN = IpConfigurationId(NVA, "nic-untrust-nva-01", "ipconfig-vpn")
MAIL = IpConfigurationId(NVA, "nic-untrust-nva-01", "ipconfig-mail-old")
WEB = IpConfigurationId("web-01", "web-01-nic", "ipconfig1")
DB = IpConfigurationId("db-01", "db-01-nic", "ipconfig1")


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A plan with machines of three NICs and NICs of three IP configurations."""
    return next(one for one in samples() if one.name == "hub-and-spoke").copy_to(tmp_path)


def session_of(app: AsrnetApp) -> Session:
    assert app.session is not None
    return app.session


async def show(opened: Running, subject: Subject) -> SettingsScreen:
    """Open the settings of a thing of the plan from the workspace."""
    app, pilot, workspace = opened
    workspace.go_to(subject)
    await pilot.pause()
    await pilot.press("s")
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


def block(screen: SettingsScreen, number: int = 0) -> AddressBlock:
    """One of the IP configurations shown."""
    return screen.body.blocks[number]


def address(app: AsrnetApp, id: IpConfigurationId, scenario: Scenario = FAILOVER) -> str:
    """What is set for it; blank where nothing is."""
    return str(settings_in(session_of(app).plan, id, scenario).address or "")


async def test_it_opens_at_the_failover_address_of_what_was_pointed_at(
    opened: Open, hub: Path
) -> None:
    async with opened(hub) as all_of_it:
        app, _, _ = all_of_it
        screen = await show(all_of_it, VPN)
        assert screen.subject == VPN
        assert screen.focused is block(screen, 1).query_one("#failover-address")
        shown = text_of(app)
        assert "vm-nva-01" in shown
        assert "snet-nva-untrust of vnet-hub-weu, West Europe" in shown
        assert "machine 1 of" in shown
        for words in ("ipconfig-untrust (primary)", "ipconfig-vpn (secondary)", "10.10.1.10"):
            assert words in shown


async def test_it_shows_what_the_machine_and_the_nic_are_set_to(opened: Open, hub: Path) -> None:
    async with opened(hub, size=(200, 60)) as all_of_it:
        app, _, _ = all_of_it
        await show(all_of_it, FIRST)
        shown = text_of(app)
        for words in (
            *("vnet-drill-neu", "so all are set by hand", "NIC nic-untrust-nva-01 (primary)"),
            *("nsg-nva-untrust-neu", "as source: on", "always (primary)"),
            *("lbe-nva-neu/bep-untrust", "the source has none", "not selected"),
        ):
            assert words in shown


async def test_typing_sets_the_address_and_shows_the_result(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, WEB)
        await pilot.press(*"10.0.0.50", "enter")
        await pilot.pause()
        assert address(app, WEB) == "10.0.0.50"
        assert "10.0.0.50 in frontend of contoso-vnet-asr" in text_of(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        field = block(screen).query_one("#failover-address", Input)
        assert (address(app, WEB), field.value, field.placeholder) == ("", "", "10.0.0.4")


async def test_what_is_impossible_stays_with_the_reason_whatever_else_is_edited(
    opened: Open,
) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, WEB)
        before = session_of(app).plan
        await pilot.press(*"10.0.0.2", "tab")
        await pilot.pause()
        field = block(screen).query_one("#failover-address", Input)
        assert (field.value, field.has_class("-wrong")) == ("10.0.0.2", True)
        problem = str(block(screen).query_one(Problems).content)
        assert "Address at failover: Azure keeps 10.0.0.2 for itself" in problem
        assert session_of(app).plan is before

        await pilot.press(*"10.0.0.60", "enter")
        await pilot.pause()
        assert address(app, WEB, TEST) == "10.0.0.60"
        assert (field.value, field.has_class("-wrong")) == ("10.0.0.2", True)
        await pilot.press("shift+tab", "escape")
        await pilot.pause()
        assert (field.value, app.screen) == ("", screen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WorkspaceScreen)


async def test_leaving_for_another_nic_takes_over_what_is_typed_or_says_why_not(
    opened: Open,
) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, WEB)
        await pilot.press(*"10.0.0.50", "pagedown")
        await pilot.pause()
        assert (address(app, WEB), screen.subject != WEB) == ("10.0.0.50", True)
        await pilot.press("pageup", *"10.0.0.2", "pagedown")
        await pilot.pause()
        assert "not set: Azure keeps 10.0.0.2" in lines_of(app)[-2]
        assert (address(app, WEB), screen.subject != WEB) == ("10.0.0.50", True)


async def test_pages_lead_through_nics_and_machines(opened: Open, hub: Path) -> None:
    async with opened(hub) as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, FIRST)
        seen = []
        for key in ("pagedown", "pagedown", "pagedown", "pageup", "ctrl+pagedown", "ctrl+pageup"):
            await pilot.press(key)
            await pilot.pause()
            id = screen.subject
            assert isinstance(id, IpConfigurationId)
            seen.append(f"{id.virtual_machine} {id.network_interface.split('-')[1]}")
            assert screen.focused is block(screen).query_one("#failover-address")
            assert f"▸{id.network_interface}" in text_of(app)
        assert seen == [
            *("vm-nva-01 mgmt", "vm-nva-01 trust", "vm-nva-02 untrust"),
            *("vm-nva-01 trust", "vm-nva-02 untrust", "vm-nva-01 untrust"),
        ]
        assert session_of(app).undo_label is None


async def test_a_click_on_a_nic_shows_it(opened: Open, hub: Path) -> None:
    async with opened(hub) as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, FIRST)
        column = lines_of(app)[2].index("nic-trust-nva-01")
        await pilot.click(offset=(column + 2, 2))
        await pilot.pause()
        assert isinstance(screen.subject, IpConfigurationId)
        assert screen.subject.network_interface == "nic-trust-nva-01"


async def test_arrows_stay_in_their_column_and_reach_every_row(opened: Open, hub: Path) -> None:
    async with opened(hub, size=(80, 24)) as all_of_it:
        _, pilot, _ = all_of_it
        screen = await show(all_of_it, FIRST)
        rows = {"failover": ["failover-address"], "test": ["test-address"]}
        for column, walked in rows.items():
            block(screen).query_one(f"#{column}-address").focus()
            for _ in range(8):
                await pilot.press("up")
                await pilot.pause()
                focused = screen.focused
                assert focused is not None
                assert screen.body.region.contains_region(focused.region)
                walked.append(focused.id or "")
            assert walked == [
                *(f"{column}-address", f"{column}-subnet", f"{column}-accelerated"),
                *(f"{column}-group", f"{column}-name", "note", "group", f"{column}-network"),
                f"{column}-network",
            ]
            assert screen.body.scroll_offset.y == 0


async def test_a_subnet_and_a_network_are_chosen_with_the_keyboard(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, WEB)
        await pilot.press("up", "enter", *"backend", "enter")
        await pilot.pause()
        assert settings_in(session_of(app).plan, WEB, FAILOVER).subnet == "backend"
        assert screen.focused is block(screen).query_one("#failover-subnet")
        network = screen.query_one("#test-network", Select)
        network.focus()
        await pilot.press("enter", "home", "enter")
        await pilot.pause()
        item = session_of(app).plan.item("web-01")
        assert item is not None
        assert item.test_failover_network is None
        assert "no test network" in text_of(app)
        assert not block(screen).query_one("#test-address").display


async def test_group_note_and_nic_are_set(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, WEB)
        for field, typed in (("group", "3"), ("note", "both"), ("failover-name", "nic-dr")):
            entry = screen.query_one(f"#{field}", Input)
            entry.focus()
            await pilot.press("end", "ctrl+u", *typed, "enter")
            await pilot.pause()
            assert entry.value == typed
        item = session_of(app).plan.item("web-01")
        assert item is not None
        assert (item.group, item.note) == (3, "both")
        assert item.nic_settings_of("web-01-nic").failover.name == "nic-dr"
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await pilot.pause()
        assert not session_of(app).modified


async def test_a_secondary_address_is_left_out_and_taken_in_again(opened: Open, hub: Path) -> None:
    async with opened(hub) as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, VPN)
        switch = block(screen, 1).query_one("#selected", Checkbox)
        switch.focus()
        await pilot.press("space")
        await pilot.pause()
        assert not session_of(app).plan.settings_of(VPN).selected
        assert "it is not selected for failover" in text_of(app)
        assert block(screen, 1).query_one("#failover-address").display  # an address is set
        assert not block(screen, 1).query_one("#failover-pools").display
        await pilot.press("space")
        await pilot.pause()
        assert not session_of(app).modified or session_of(app).plan.settings_of(VPN).selected


async def test_actions_are_about_the_column_and_the_address_the_cursor_is_in(
    opened: Open,
) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, DB)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert (address(app, DB), address(app, DB, TEST)) == ("10.0.1.4", "")
        block(screen).query_one("#test-address").focus()
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert address(app, DB, TEST) != ""
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert (address(app, DB), address(app, DB, TEST)) == ("", "")


async def test_an_action_comes_after_what_is_typed(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        await show(all_of_it, WEB)
        await pilot.press(*"10.0.0.50", "ctrl+t")
        await pilot.pause()
        assert (address(app, WEB), address(app, WEB, TEST)) == ("10.0.0.50", "10.0.0.50")
        await pilot.press("ctrl+f")
        await pilot.pause()
        assert address(app, WEB) == "10.0.0.4"


async def test_the_whole_machine_goes_back_to_the_rules_at_once(opened: Open, hub: Path) -> None:
    async with opened(hub) as all_of_it:
        app, pilot, _ = all_of_it
        await show(all_of_it, FIRST)
        before = session_of(app).plan
        await pilot.press("ctrl+n")
        await pilot.pause()
        plan = session_of(app).plan
        for id, _ in plan.machine(NVA).in_failover_order:
            assert plan.settings_of(id).failover.address is None
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session_of(app).plan == before


async def test_letters_act_where_no_line_is_typed_in(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, DB)
        await pilot.press("up", "p")
        await pilot.pause()
        assert address(app, DB) == "10.0.1.4"
        await pilot.press("a", "n")
        await pilot.pause()
        assert address(app, DB) == ""
        assert screen.subject != DB


async def test_what_cannot_be_done_is_said_in_the_line_for_it(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        await show(all_of_it, DB)
        await pilot.press("ctrl+f")
        await pilot.pause()
        assert "db-01 cannot have the address of the source" in lines_of(app)[-2]
        assert session_of(app).undo_label is None


async def test_a_machine_that_is_not_replicated_says_so_in_every_field(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, ItemSubject("report-01"))
        assert screen.focused is None
        assert text_of(app).count("not replicated: F4") > 10
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "report-01" in lines_of(app)[-2]
        await pilot.press("n")
        await pilot.pause()
        assert screen.subject == WEB


async def test_nothing_can_be_set_in_a_plan_opened_for_reading(opened: Open) -> None:
    async with opened(read_only=True) as all_of_it:
        app, pilot, _ = all_of_it
        screen = await show(all_of_it, WEB)
        before = session_of(app).plan
        subnet = screen.query_one("#failover-subnet", Select)
        shown = subnet.value
        subnet.value = "backend"
        await pilot.pause()
        assert (subnet.value, session_of(app).plan) == (shown, before)
        assert "open for reading only" in lines_of(app)[-2]


async def test_leaving_a_field_as_it_was_asks_for_nothing(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        await show(all_of_it, WEB)
        told: list[str] = []
        session_of(app).listeners.append(lambda change: told.append(change.label))
        await pilot.press("end", "space", "enter", "tab", "tab", "tab", "tab")
        await pilot.pause()
        assert told == []


async def test_it_shows_what_it_is_sent_to(opened: Open) -> None:
    async with opened() as all_of_it:
        _, pilot, _ = all_of_it
        screen = await show(all_of_it, WEB)
        screen.go_to(DB)
        await pilot.pause()
        assert screen.subject == DB


async def test_a_machine_that_is_no_more_makes_way_for_another(opened: Open) -> None:
    async with opened() as all_of_it:
        app, pilot, _ = all_of_it
        plan = session_of(app).plan
        report = plan.machine("report-01")
        extra = report.model_copy(update={"id": "extra", "network_interfaces": ()})
        session_of(app).do(PutRow("add", "virtual_machines", "extra", extra))
        screen = await show(all_of_it, WEB)
        await pilot.press("ctrl+pageup")
        await pilot.pause()
        there = [screen.subject]
        assert "no NIC" in text_of(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert [*there, screen.subject] == [ItemSubject("extra"), WEB]


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_every_field_can_be_seen_at_every_size(
    opened: Open, hub: Path, size: tuple[int, int]
) -> None:
    async with opened(hub, size=size) as all_of_it:
        _, pilot, _ = all_of_it
        screen = await show(all_of_it, MAIL)
        for field in screen.body.fields:
            field.focus()
            await pilot.pause()
            await pilot.pause()  # it is shown once it is laid out
            assert screen.focused is field
            shown = field.region.intersection(screen.body.region)
            assert (shown.width, shown.height > 0) == (field.region.width, True), field


async def test_the_keys_of_the_settings_are_documented_as_they_are(opened: Open) -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    async with opened() as all_of_it:
        screen = await show(all_of_it, ItemSubject("report-01"))  # no field has the focus
        own = {action.tooltip for action in ACTIONS}
        for keys, what in actions_of(screen):
            if what in own:
                written = " ".join(f"`{key}`" for key in keys.split())
                assert f"| {written} | {what} |" in page
