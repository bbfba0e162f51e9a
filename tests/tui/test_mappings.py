"""The network mappings by keys: what the plan holds then, and what is shown."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.findings.finding import MappingSubject, NetworkSubject
from models.samples import samples
from models.topology import State
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of, words_of
from tests.tui.test_workspace import session_of
from tui.app import AsrnetApp
from tui.help_rows import actions_of
from tui.screens.choose_network import ChooseNetworkScreen
from tui.screens.mappings import MappingsScreen
from tui.screens.plan_network import PlanNetworkScreen
from tui.screens.preview import PreviewScreen
from tui.screens.workspace import WorkspaceScreen

PAIR = ["contoso-vnet->contoso-vnet-asr", "contoso-vnet-asr->contoso-vnet"]
Press = Callable[..., Awaitable[None]]


def presser(pilot: "Pilot[Any]") -> Press:
    async def press(*keys: str) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return press


def mapped(app: AsrnetApp) -> list[str]:
    return [str(mapping) for mapping in session_of(app).plan.network_mappings]


def mappings_of(app: AsrnetApp) -> MappingsScreen:
    assert isinstance(app.screen, MappingsScreen)
    return app.screen


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the sample in which everything is wrong."""
    sample = next(sample for sample in samples() if sample.name == "broken")
    return sample.copy_to(tmp_path)


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """The article's example with one mapping twice."""
    path = samples()[0].copy_to(tmp_path)
    again = '\n[[network_mappings]]\nsource = "contoso-vnet"\ntarget = "contoso-vnet-asr"\n'
    path.write_text(path.read_text(encoding="utf-8") + again, encoding="utf-8")
    return path


async def test_every_state_of_a_pair_has_a_sign_and_a_word(opened: Open, broken: Path) -> None:
    async with opened(broken) as (app, pilot, _):
        await presser(pilot)("f3")
        shown = text_of(app)
        for words in (
            *("✓ complete", "✗ duplicate", "! many-to-one", "✗ same region", "! mismatched"),
            "! one-way",
        ):
            assert words in shown
        assert "→✓ ←✓" in shown


async def test_the_screen_opens_at_what_the_user_points_at(opened: Open, broken: Path) -> None:
    async with opened(broken) as (app, pilot, screen):
        screen.go_to(NetworkSubject("vnet-mgmt-frs"))
        await presser(pilot)("f3")
        pair = mappings_of(app).lines.pointed
        assert pair is not None
        assert "vnet-mgmt-frs" in pair.key
        assert "is missing" in words_of(app, "MappingDetail")


async def test_what_a_mapping_means_and_who_keeps_it_is_told(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await presser(pilot)("f3")
        said = words_of(app, "MappingDetail")
        assert "3 replicated items of contoso-vnet keep contoso-vnet-asr (M9)" in said
        assert "the next VM of contoso-vnet is offered contoso-vnet-asr (M7)" in said
        assert mappings_of(app).subject == MappingSubject("contoso-vnet", "contoso-vnet-asr")


async def test_one_direction_is_deleted_after_what_it_leaves_was_shown(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        press = presser(pilot)
        await press("f3", "d")
        assert "Delete which mapping?" in text_of(app)
        await press("down", "enter")
        assert isinstance(app.screen, PreviewScreen)
        shown = text_of(app)
        assert "No replicated item moves." in shown
        assert "No replicated item of contoso-vnet-asr uses contoso-vnet (M9)." in shown
        assert "one-way-mapping" in shown
        await press("escape")
        assert mapped(app) == PAIR
        await press("d", "down", "enter", "enter")
        assert mapped(app) == PAIR[:1]
        assert "! one-way" in text_of(app)
        await press("o", "enter")
        assert mapped(app) == PAIR
        assert "✓ complete" in text_of(app)
        await press("ctrl+z", "ctrl+z")
        assert mapped(app) == PAIR


async def test_both_directions_are_deleted_and_undone_as_one(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        press = presser(pilot)
        await press("f3", "d", "end", "enter", "enter")
        assert mapped(app) == []
        assert "no network is mapped: a adds a mapping" in text_of(app)
        await press("u")
        assert mapped(app) == PAIR


async def test_a_change_shows_its_three_steps_and_is_undone_as_one_edit(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        press, before = presser(pilot), session_of(app).plan
        await press("f3", "c", "enter")
        assert isinstance(app.screen, ChooseNetworkScreen)
        await press("down", "enter")
        assert isinstance(app.screen, PreviewScreen)
        shown = text_of(app)
        for step in (
            "1. delete contoso-vnet-asr → contoso-vnet",
            "2. change contoso-vnet → contoso-vnet-asr to drill-vnet",
            "3. create the new reverse mapping drill-vnet → contoso-vnet",
        ):
            assert step in shown
        said = words_of(app, "#note")
        assert "refuses to change contoso-vnet → contoso-vnet-asr" in said
        assert "3 replicated items of contoso-vnet keep contoso-vnet-asr (M9)" in said
        await press("enter")
        assert mapped(app) == ["contoso-vnet->drill-vnet", "drill-vnet->contoso-vnet"]
        assert session_of(app).plan.replicated_items == before.replicated_items
        await press("ctrl+z")
        assert session_of(app).plan == before


async def test_a_mapped_network_cannot_be_mapped_again_and_the_steps_are_named(
    opened: Open,
) -> None:
    async with opened() as (app, pilot, _):
        press = presser(pilot)
        await press("f3", "a", "enter", "down", "enter")
        assert mapped(app) == PAIR
        [notice] = app._notifications
        assert "To change it: delete contoso-vnet-asr → contoso-vnet; change" in notice.message


async def test_a_network_is_added_with_a_copy_that_is_customised_first(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        press = presser(pilot)
        screen.go_to(NetworkSubject("drill-vnet"))
        await press("f3")
        assert "drill-vnet is not mapped: a maps it" in text_of(app)
        await press("a", "enter")
        assert "Map drill-vnet to" in text_of(app)
        await press("e")
        assert isinstance(app.screen, PlanNetworkScreen)
        await press("end", "2", "ctrl+n")
        plan = session_of(app).plan
        copy = plan.network("drill-vnet-asr2")
        assert (copy.region, copy.state) == ("eastasia", State.PLANNED)
        assert {"drill-vnet->drill-vnet-asr2", "drill-vnet-asr2->drill-vnet"} <= set(mapped(app))
        await press("ctrl+z")
        assert "drill-vnet-asr2" not in session_of(app).plan.virtual_networks


async def test_changing_a_mapping_that_is_there_twice_says_so_and_deleting_one_mends_it(
    opened: Open, twice: Path
) -> None:
    async with opened(twice) as (app, pilot, _):
        press = presser(pilot)
        await press("f3")
        assert "✗ duplicate" in text_of(app)
        await press("c", "enter", "down", "enter")
        [notice] = app._notifications
        assert "contoso-vnet is mapped to contoso-vnet-asr twice, a duplicate" in notice.message
        assert "Delete one of the two first" in notice.message
        await press("d", "enter", "enter")
        assert sorted(mapped(app)) == PAIR
        assert "✓ complete" in text_of(app)


async def test_the_filter_narrows_by_network_region_and_state(opened: Open, broken: Path) -> None:
    async with opened(broken, size=(80, 24)) as (app, pilot, _):
        press = presser(pilot)
        await press("f3", "slash", *"one-way")
        lines = mappings_of(app).lines
        assert [str(pair.forth) for pair in lines.rows] == [
            *("vnet-data-frc → vnet-data-frs", "vnet-lab-frc → vnet-mgmt-frs"),
        ]
        await press("enter")
        assert lines.has_focus
        await press("slash", "escape", *"nothing")
        assert "no pair matches" in text_of(app)


async def test_enter_goes_to_the_network_and_escape_back_to_where_one_was(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        press = presser(pilot)
        await press("down", "f3", "enter")
        assert app.screen is screen
        assert screen.source.pointed == NetworkSubject("contoso-vnet")
        await press("f3", "escape")
        assert app.screen is screen


async def test_a_plan_for_reading_only_shows_its_mappings_and_keeps_them(opened: Open) -> None:
    async with opened(read_only=True, size=(80, 24)) as (app, pilot, _):
        await presser(pilot)("f3", "d", "enter", "enter")
        assert mapped(app) == PAIR
        assert "reading only" in lines_of(app)[-2]


async def test_names_with_markup_and_controls_are_shown_and_never_obeyed(
    opened: Open, plan_file: Path
) -> None:
    hostile = "[red]v\\u001b[2J"
    source = plan_file.read_text(encoding="utf-8").replace('"contoso-vnet"', f'"{hostile}"')
    plan_file.write_text(source, encoding="utf-8")
    async with opened(plan_file) as (app, pilot, _):
        await presser(pilot)("f3")
        assert "[red]v␛[2J" in text_of(app)
        assert "\x1b" not in text_of(app)


async def test_the_keys_of_the_mappings_are_documented_as_they_are(opened: Open) -> None:
    page = (Path(__file__).parents[2] / "docs" / "mappings.md").read_text(encoding="utf-8")
    async with opened() as (app, pilot, screen):
        shared = set(actions_of(screen))
        await presser(pilot)("f3")
        for keys, what in actions_of(app.screen):
            if (keys, what) not in shared:
                written = " ".join(f"`{key}`" for key in keys.split())
                assert f"| {written} | {what} |" in page
        assert isinstance(screen, WorkspaceScreen)
