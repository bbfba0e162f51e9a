"""The start screen, the command palette, the help, and the choice of a network."""

from pathlib import Path

from textual.widgets import Checkbox

from models.findings.finding import NetworkSubject
from models.samples import samples
from models.topology import State
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of
from tests.tui.test_opening_questions import settled
from tests.tui.test_workspace import DB, failover, session_of
from tui.app import AsrnetApp
from tui.screens.choose_network import ChooseNetworkScreen
from tui.screens.help import HelpScreen
from tui.screens.workspace import WorkspaceScreen


async def test_the_start_screen_opens_a_copy_of_a_sample() -> None:
    app = AsrnetApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        for sample in samples():
            assert sample.name in shown
            assert sample.shows in shown
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, WorkspaceScreen)
        assert app.saving is not None
        assert app.saving.document.path.name == "article.toml"
        assert not Path("article.toml").exists()


async def test_leaving_the_start_screen_ends_the_program() -> None:
    app = AsrnetApp()
    async with app.run_test() as pilot:
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_value == 0


async def test_the_palette_finds_a_machine_by_the_address_it_will_have(opened: Open) -> None:
    async with opened() as (_, pilot, screen):
        await pilot.press("ctrl+p", *"10.0.1.10")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.source.pointed == DB


async def test_the_palette_offers_every_action_once(opened: Open) -> None:
    async with opened() as (app, _, screen):
        titles = [command.title for command in app.get_system_commands(screen)]
        assert len(titles) == len(set(titles))
        assert {"Regions", "Map", "Enable", "Pin", "Automatic", "Remove", "Save"} <= set(titles)


async def test_the_help_names_every_key_with_what_it_does(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, _):
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        shown = text_of(app)
        for words in ("On this screen", "F2", "Choose the source and the target region"):
            assert words in shown
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WorkspaceScreen)


async def test_a_network_is_mapped_to_a_copy_that_is_planned_then(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        await pilot.press("home", "d", "ctrl+z")
        await pilot.pause()
        screen.go_to(NetworkSubject("drill-vnet"))
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, ChooseNetworkScreen)
        assert "a copy, to be created" in text_of(app)
        await pilot.press("end", "enter")
        await pilot.pause()
        plan = session_of(app).plan
        copy = plan.network("drill-vnet-asr")
        assert (copy.region, copy.state) == ("eastasia", State.PLANNED)
        assert {"drill-vnet->drill-vnet-asr", "drill-vnet-asr->drill-vnet"} <= {
            str(mapping) for mapping in plan.network_mappings
        }
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "drill-vnet-asr" not in session_of(app).plan.virtual_networks


async def test_a_network_is_mapped_one_way_when_the_way_back_is_not_wanted(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        screen.go_to(NetworkSubject("drill-vnet"))
        await pilot.press("m")
        await pilot.pause()
        assert app.screen.query_one(Checkbox).value
        await pilot.press("tab", "space", "shift+tab", "home", "enter")
        await pilot.pause()
        mappings = {str(mapping) for mapping in session_of(app).plan.network_mappings}
        assert "drill-vnet->contoso-vnet" in mappings
        assert "contoso-vnet->drill-vnet" not in mappings


async def test_everything_can_be_done_with_the_mouse_too(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        lines = [line.split("││")[0] for line in text_of(app).split("\n")]
        row = next(number for number, line in enumerate(lines) if "db-01" in line)
        await pilot.click(offset=(8, row))
        await pilot.pause()
        assert screen.source.pointed == DB
        assert screen.source.has_focus
        column = text_of(app).split("\n")[-1].index("Pin")
        await pilot.click(offset=(column, app.size.height - 1))
        await pilot.pause()
        assert failover(app, DB) == "10.0.1.4"
        assert session_of(app).plan.settings_of(DB).failover.address is not None
        await pilot.click(offset=(8, row), times=2)
        await pilot.pause()
        assert screen.settings.shown_id == DB
        assert screen.settings in (app.focused.ancestors if app.focused else ())


async def test_the_whole_note_of_a_plan_can_be_read(opened: Open) -> None:
    async with opened(size=(80, 24)) as (app, pilot, screen):
        assert "n reads on" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        note = session_of(app).plan.note or ""
        for line in note.strip().split("\n"):
            assert line[:60] in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        assert app.screen is screen


async def test_what_is_still_mapped_back_is_offered_first_for_a_new_mapping(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        screen.go_to(NetworkSubject("contoso-vnet"))
        await pilot.press("d", "m", "enter")
        await pilot.pause()
        mappings = [str(mapping) for mapping in session_of(app).plan.network_mappings]
        assert mappings == ["contoso-vnet-asr->contoso-vnet", "contoso-vnet->contoso-vnet-asr"]
