"""Enabling replication by keys, step by step: what the plan holds then, and what is shown."""

from pathlib import Path

import pytest
from textual.widgets import Input

from models.findings.finding import NetworkSubject, SubnetSubject
from models.samples import samples
from models.topology import IpConfigurationId, State
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of, words_of
from tests.tui.test_mappings import presser
from tests.tui.test_workspace import DB, session_of
from tui.app import AsrnetApp
from tui.help_rows import actions_of
from tui.screens.pick_line import PickLineScreen
from tui.screens.plan_network import PlanNetworkScreen
from tui.screens.preview import PreviewScreen
from tui.screens.replication import ReplicationScreen
from tui.screens.replication_steps import Step
from tui.screens.workspace import WorkspaceScreen

REPORT = IpConfigurationId("report-01", "report-01-nic", "ipconfig1")


def replication_of(app: AsrnetApp) -> ReplicationScreen:
    assert isinstance(app.screen, ReplicationScreen)
    return app.screen


def marked(app: AsrnetApp) -> set[object]:
    return set(replication_of(app).machines.lines.marks)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The article's example with nothing replicated and nothing mapped, and no copy yet."""
    path = samples()[0].copy_to(tmp_path)
    text = path.read_text(encoding="utf-8")
    parts = text.split("\n[[")
    kept = [part for part in parts if not part.startswith(("network_mappings", "replicated_items"))]
    path.write_text("\n[[".join(kept).rstrip() + "\n", encoding="utf-8")
    return path


async def test_what_is_pointed_at_is_marked_in_the_first_step(opened: Open, bare: Path) -> None:
    async with opened(bare, size=(80, 24)) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(SubnetSubject("contoso-vnet", "frontend"))
        await press("f4")
        standing = {
            machine.id
            for machine in session_of(app).plan.virtual_machines
            for _, ip in machine.in_failover_order
            if ip.subnet == "frontend"
        }
        assert marked(app) == standing
        assert "step 1 of 3" in text_of(app)
        assert f"{len(standing)} marked" in text_of(app)
        await press("escape")
        assert app.screen is screen
        screen.go_to(DB)
        await press("f4")
        assert marked(app) == {"db-01"}
        assert replication_of(app).subject == DB


async def test_three_steps_replicate_machines_as_one_edit_and_leave_the_screen(
    opened: Open, bare: Path
) -> None:
    async with opened(bare, size=(80, 24)) as (app, pilot, screen):
        press, before = presser(pilot), session_of(app).plan
        screen.go_to(NetworkSubject("contoso-vnet"))
        await press("f4", "enter")
        assert "step 2 of 3" in text_of(app)
        assert "contoso-vnet-asr" in text_of(app)
        await press("down", "ctrl+n")
        assert "step 3 of 3" in text_of(app)
        assert "map contoso-vnet to contoso-vnet-asr and back" in text_of(app)
        assert session_of(app).plan is before
        await press("enter")
        await pilot.pause()
        assert app.screen is screen
        plan = session_of(app).plan
        assert len(list(plan.replicated_items)) == 4
        assert "contoso-vnet->contoso-vnet-asr" in map(str, plan.network_mappings)
        assert "replicate 4 machines to southeastasia" in lines_of(app)[-2]
        await press("ctrl+z")
        assert session_of(app).plan == before


async def test_escape_goes_back_step_by_step_and_keeps_what_was_chosen(
    opened: Open, bare: Path
) -> None:
    async with opened(bare) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(DB)
        await press("f4", "enter", "end", "up", "enter")
        chosen = replication_of(app).choices
        await press("end", "enter")
        assert replication_of(app).step is Step.REVIEW
        await press("escape")
        assert replication_of(app).step is Step.CHOICES
        assert replication_of(app).choices == chosen
        await press("escape")
        assert replication_of(app).step is Step.MACHINES
        assert marked(app) == {"db-01"}
        await press("escape")
        assert app.screen is screen


async def test_test_network_and_group_and_subnet_are_chosen_from_lists(
    opened: Open, bare: Path
) -> None:
    async with opened(bare, size=(80, 24)) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(DB)
        await press("f4", "enter")
        rows = [row.label for row in replication_of(app).choices_pane.lines.rows]
        await press("home", *["down"] * rows.index("Test failover network"), "enter")
        assert isinstance(app.screen, PickLineScreen)
        await press("down", "enter")
        assert replication_of(app).choices.own_test_networks
        assert "a network of its own" in text_of(app)
        await press("enter", "down", "enter")
        test = replication_of(app).choices.test_failover_network
        assert test is not None
        assert not replication_of(app).choices.own_test_networks
        await press("down", "enter", "down", "down", "enter")
        assert replication_of(app).choices.group == 3
        await press("home", "down", "down", "enter", "end", "enter")
        assert replication_of(app).choices.subnets
        await press("ctrl+n", "enter")
        await pilot.pause()
        item = session_of(app).plan.replicated_items["db-01"]
        assert (item.test_failover_network, item.group) == (test, 3)
        assert item.ip_configurations[0].failover.subnet is not None


async def test_x_takes_the_default_for_a_choice_again(opened: Open, bare: Path) -> None:
    async with opened(bare) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(DB)
        await press("f4", "enter")
        default = replication_of(app).choices
        rows = [row.label for row in replication_of(app).choices_pane.lines.rows]
        await press(*["down"] * rows.index("Recovery-plan group"), "enter", "end", "enter")
        assert replication_of(app).choices.group == 7
        await press("x")
        assert replication_of(app).choices == default


@pytest.fixture
def without_copy(bare: Path) -> Path:
    """The same without any network called contoso-vnet-asr."""
    text = bare.read_text(encoding="utf-8").replace('"contoso-vnet-asr"', '"other-vnet"')
    bare.write_text(text, encoding="utf-8")
    return bare


async def test_the_copy_is_shown_before_it_is_made_and_made_as_it_was_customised(
    opened: Open, without_copy: Path
) -> None:
    async with opened(without_copy, size=(80, 24)) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(DB)
        await press("f4", "enter", "down")
        said = words_of(app, "#said")
        source = session_of(app).plan.network("contoso-vnet")
        assert "contoso-vnet-asr: a copy, to be created; mapped both ways (M5)" in said
        assert all(subnet.name in said for subnet in source.subnets)
        await press("e")
        assert isinstance(app.screen, PlanNetworkScreen)
        await press("home", *["delete"] * 16, *"dr-vnet", "ctrl+n")
        assert "dr-vnet" in text_of(app)
        await press("ctrl+n", "enter")
        await pilot.pause()
        plan = session_of(app).plan
        copy = plan.network("dr-vnet")
        assert (copy.state, copy.address_space) == (State.PLANNED, source.address_space)
        assert plan.replicated_items["db-01"].failover_network == "dr-vnet"
        assert {"contoso-vnet->dr-vnet", "dr-vnet->contoso-vnet"} <= set(
            map(str, plan.network_mappings)
        )


async def test_a_network_that_cannot_be_created_says_why_as_it_is_typed(
    opened: Open, without_copy: Path
) -> None:
    async with opened(without_copy, size=(80, 24)) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(DB)
        await press("f4", "enter", "down", "e")
        dialog = app.screen
        assert isinstance(dialog, PlanNetworkScreen)
        name = dialog.query_one("#name", Input)
        name.value = "v" * 65
        await pilot.pause()
        assert "The name has 65 characters; Azure allows 64." in words_of(app, "#problem")
        await press("ctrl+n")
        assert isinstance(app.screen, PlanNetworkScreen)
        name.value = "fine"
        await press("tab", "tab", "tab", "a", *"extra", "enter", *"10.99.0.0/24")
        assert "10.99.0.0/24 is outside the address space" in words_of(app, "#problem")
        assert "✗ extra" in text_of(app)
        await press("escape", "d")
        assert "✓ it can be created like this" in words_of(app, "#problem")
        assert "extra" not in [subnet.name for subnet in dialog.draft.subnets]
        await press("escape")
        assert replication_of(app).step is Step.CHOICES


async def test_a_copy_with_too_long_a_name_stops_the_second_step(
    opened: Open, without_copy: Path
) -> None:
    text = without_copy.read_text(encoding="utf-8")
    without_copy.write_text(text.replace('"contoso-vnet"', f'"{"v" * 61}"'), encoding="utf-8")
    async with opened(without_copy, size=(120, 40)) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(DB)
        await press("f4", "enter", "ctrl+n")
        assert replication_of(app).step is Step.CHOICES
        [notice] = app._notifications
        assert "The name has 65 characters; Azure allows 64." in notice.message


async def test_the_filter_keeps_the_marks_of_what_it_hides(opened: Open, bare: Path) -> None:
    async with opened(bare, size=(80, 24)) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(DB)
        await press("f4", "slash", *"name:web", "enter")
        rows = replication_of(app).machines.lines.rows
        assert [row.id for row in rows] == ["web-01"]
        await press("space", "enter")
        assert replication_of(app).choices.machines == ("web-01", "db-01")


async def test_with_nothing_left_to_replicate_the_screen_says_so(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(REPORT)
        await press("f4", "ctrl+n", "ctrl+n", "enter")
        await pilot.pause()
        assert len(list(session_of(app).plan.replicated_items)) == 4
        await press("f4")
        assert "every machine of the plan is replicated" in text_of(app)
        assert "r lists those that are" in text_of(app)
        await press("ctrl+n")
        assert "nothing to replicate" in lines_of(app)[-2]


async def test_replication_is_stopped_after_a_preview_and_mappings_stay(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        press, before = presser(pilot), session_of(app).plan
        await press("f4", "r")
        assert "Stop replicating" in text_of(app)
        await press("space", "space", "enter")
        assert isinstance(app.screen, PreviewScreen)
        assert "mappings stay" in words_of(app, "#note")
        await press("enter")
        plan = session_of(app).plan
        assert len(list(plan.replicated_items)) == len(list(before.replicated_items)) - 2
        assert plan.network_mappings == before.network_mappings
        assert "stop replicating 2 machines" in lines_of(app)[-2]
        await press("ctrl+z")
        assert session_of(app).plan == before
        await press("escape")
        assert replication_of(app).step is Step.MACHINES


async def test_a_plan_for_reading_only_can_be_walked_through_and_is_not_edited(
    opened: Open, bare: Path
) -> None:
    async with opened(bare, size=(80, 24), read_only=True) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(DB)
        await press("f4", "enter", "ctrl+n", "enter")
        assert replication_of(app).step is Step.REVIEW
        assert "reading only" in lines_of(app)[-2]
        assert not list(session_of(app).plan.replicated_items)


async def test_an_undo_in_the_last_step_shows_what_would_be_now(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        press, session = presser(pilot), session_of(app)
        screen.go_to(DB)
        await press("p")
        screen.go_to(REPORT)
        await press("f4", "enter", "ctrl+n")
        assert replication_of(app).step is Step.REVIEW
        await press("ctrl+z")
        assert replication_of(app).step is Step.REVIEW
        assert session.undo_label is None


async def test_the_keys_of_enabling_are_documented_as_they_are(opened: Open, bare: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "replication.md").read_text(encoding="utf-8")
    async with opened(bare) as (app, pilot, screen):
        press, shared = presser(pilot), set(actions_of(screen))
        screen.go_to(DB)
        for keys_of_step in (("f4",), ("enter",), ("ctrl+n",)):
            await press(*keys_of_step)
            for keys, what in actions_of(app.screen):
                if (keys, what) not in shared:
                    written = " ".join(f"`{key}`" for key in keys.split())
                    assert f"| {written} | {what} |".casefold() in page.casefold()
        assert isinstance(screen, WorkspaceScreen)
