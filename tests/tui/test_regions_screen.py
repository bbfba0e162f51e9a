"""The region pickers, by keys."""

from pathlib import Path

from models.pairing import pairs
from models.samples import samples
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of, words_of
from tests.tui.test_workspace import session_of
from tui.app import AsrnetApp
from tui.screens.pick_line import PickLineScreen
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


def row_of(app: AsrnetApp, side: str, name: str) -> str:
    """The line of a region in one of the two lists, without the border beside it."""
    half = slice(0, app.size.width // 2) if side == "source" else slice(app.size.width // 2, None)
    return next(line[half] for line in lines_of(app) if name in line[half]).strip(" │")


async def test_beside_a_region_stands_what_it_is_to_the_other_choice(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("f2")
        await pilot.pause()
        assert row_of(app, "target", "Southeast Asia").split() == [
            *("Southeast", "Asia", "paired", "zones", "2.6", "2"),
        ]
        assert row_of(app, "source", "East Asia  ").split() == [
            *("East", "Asia", "paired", "zones", "2.6", "1", "4"),
        ]
        await pilot.press(*"west europe")
        await pilot.pause()
        assert "paired" not in row_of(app, "target", "Southeast Asia")
        await pilot.press("tab", *"north europe")
        await pilot.pause()
        assert "paired" in row_of(app, "target", "North Europe")
        assert "0.8" in row_of(app, "target", "North Europe")


async def test_a_narrow_screen_cuts_nothing_of_the_columns(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f2")
        await pilot.pause()
        head, *rows = [line for line in lines_of(app) if "Asia" in line or "k km VMs" in line]
        assert head.count("k km VMs") == 2
        for side in (slice(0, 40), slice(40, 80)):
            end = head[side].index("k km") + len("k km")
            shown = [row[side] for row in rows if "2.6" in row[side]]
            assert shown
            assert {row.index("2.6") + 3 for row in shown} == {end}
        assert "…" not in text_of(app)


async def test_a_restricted_region_has_a_sign_and_says_so_below(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f2", *"brazilsoutheast")
        await pilot.pause()
        assert row_of(app, "source", "Brazil Southeast").startswith("!Brazil Southeast")
        assert "restricted: by allow-list only" in words_of(app, "#details")


async def test_giving_up_a_search_goes_back_to_what_was_chosen(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("f2", *"norwaye", *["backspace"] * 7)
        await pilot.pause()
        assert isinstance(app.screen, RegionsScreen)
        pointed = app.screen.source.pointed
        assert pointed is not None
        assert pointed.name == "eastasia"


async def test_what_the_cursor_is_on_in_both_lists_is_what_is_taken(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        await pilot.press("f2", *"norwaye", "tab", *"westeu", "enter")
        await pilot.pause()
        plan = session_of(app).plan
        assert (plan.source_region, plan.target_region) == ("norwayeast", "westeurope")


async def test_one_of_the_pairs_of_the_plan_is_chosen_from_a_list(
    opened: Open, tmp_path: Path
) -> None:
    [estate] = [sample for sample in samples() if sample.name == "estate-300"]
    async with opened(estate.copy_to(tmp_path), size=(80, 24)) as (app, pilot, _):
        found = pairs(session_of(app).plan)
        assert len(found) == 2
        await pilot.press("f2", "ctrl+r")
        await pilot.pause()
        assert isinstance(app.screen, PickLineScreen)
        shown = text_of(app)
        for pair in found:
            assert f"{pair.items} item" in shown
        await pilot.press("end", "enter")
        await pilot.pause()
        after = session_of(app).plan
        assert (after.source_region, after.target_region) == found[-1][:2]


async def test_a_plan_without_pairs_says_so(opened: Open, tmp_path: Path) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text("format = 1\n", encoding="utf-8")
    async with opened(empty) as (app, pilot, _):
        await pilot.press("f2", "ctrl+r")
        await pilot.pause()
        assert "no pair of regions yet" in words_of(app, "#details")


async def test_a_plan_whose_machines_all_run_in_the_target_shows_two_regions(
    opened: Open, plan_file: Path
) -> None:
    text = plan_file.read_text(encoding="utf-8").replace("source_region", "target_region")
    kept = [line for line in text.splitlines() if line != 'target_region = "southeastasia"']
    plan_file.write_text("\n".join(kept), encoding="utf-8")
    async with opened() as (_, __, screen):
        assert screen.headline() == "Southeast Asia → East Asia"
