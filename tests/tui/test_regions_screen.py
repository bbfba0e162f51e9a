"""The region pickers, by keys."""

from pathlib import Path

from tests.tui.conftest import Open
from tests.tui.screen_text import text_of, words_of
from tests.tui.test_workspace import session_of
from tui.screens.regions import RegionsScreen


async def test_regions_are_found_by_typing_and_taken_by_enter(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, RegionsScreen)
        await pilot.press(*"norway e", "enter", *"west europe", "enter")
        await pilot.pause()
        plan = session_of(app).plan
        assert (plan.source_region, plan.target_region) == ("norwayeast", "westeurope")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session_of(app).plan.source_region == "eastasia"


async def test_the_same_region_twice_is_refused_with_the_reason(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("f2", *"eastasia", "enter", *"eastasia", "enter")
        await pilot.pause()
        assert isinstance(app.screen, RegionsScreen)
        assert "same region" in text_of(app)
        assert session_of(app).plan.target_region == "southeastasia"


async def test_what_is_known_of_a_region_stands_below_the_lists(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("f2")
        await pilot.pause()
        shown = words_of(app, "#details")
        assert "paired with Southeast Asia" in shown
        assert "1 VNet and 4 VMs of the plan" in shown
        assert "about 2,600 km from Southeast Asia" in shown


async def test_swapping_exchanges_source_and_target(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("f2", "ctrl+t", "enter", "enter")
        await pilot.pause()
        plan = session_of(app).plan
        assert (plan.source_region, plan.target_region) == ("southeastasia", "eastasia")


async def test_a_plan_without_regions_offers_the_paired_one(opened: Open, plan_file: Path) -> None:
    text = plan_file.read_text(encoding="utf-8")
    networks = text[: text.index("[[virtual_machines]]")]
    only_source = networks[: networks.index('[[virtual_networks]]\nname = "contoso-vnet-asr"')]
    kept = [line for line in only_source.splitlines() if not line.startswith("target_region")]
    plan_file.write_text("\n".join(kept), encoding="utf-8")
    async with opened() as (app, pilot, _):
        await pilot.press("f2", "enter", "enter")
        await pilot.pause()
        plan = session_of(app).plan
        assert (plan.source_region, plan.target_region) == ("eastasia", "southeastasia")


async def test_choosing_the_regions_that_are_chosen_already_changes_nothing(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("f2", *"eastasia", "enter", *"southeastasia", "enter")
        await pilot.pause()
        assert not session_of(app).modified
