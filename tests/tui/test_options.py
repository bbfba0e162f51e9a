"""The options, changed inside: they hold at once and at the next start."""

from pathlib import Path

import pytest
from textual.widgets import Input

from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of, text_of, words_of
from tui.app import AsrnetApp
from tui.configuration import Configuration, Loaded, load
from tui.key_map import keys_of, refusal, usable_keys
from tui.screens.mappings import MappingsScreen
from tui.screens.options import KeyScreen, OptionsScreen


@pytest.fixture
def app(plan_file: Path, tmp_path: Path) -> AsrnetApp:
    """An app that keeps its configuration."""
    return AsrnetApp(Opened(*open_document(plan_file)), preferred_in=tmp_path / "config")


async def test_an_option_that_is_changed_holds_at_once_and_is_kept(
    app: AsrnetApp, tmp_path: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "enter", "down", "enter")
        await pilot.pause()
        assert (app.theme, app.has_class("-compact")) == ("light", True)
        assert "* Theme       light" in text_of(app)
    wanted = Configuration(theme="light", density="compact")
    assert load(tmp_path / "config") == (wanted, ())


async def test_every_option_goes_through_all_its_values(app: AsrnetApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        for name, presses in (("theme", 5), ("mouse", 2), ("ascii", 3), ("clipboard", 4)):
            field = app.screen.query_one(Input)
            field.value = f"{name} "
            await pilot.pause()
            seen = set()
            for _ in range(presses):
                await pilot.press("enter")
                await pilot.pause()
                seen.add(getattr(app.configuration, name))
            assert len(seen) == presses
        assert app.configuration == Configuration()


async def test_a_key_is_changed_by_pressing_the_new_one(app: AsrnetApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("comma", *"open.mappings", "enter")
        await pilot.pause()
        assert isinstance(app.screen, KeyScreen)
        await pilot.press("M")
        await pilot.pause()
        assert app.configuration.keys == {"open.mappings": "M"}
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "M Mappings" in lines_of(app)[-1]
        await pilot.press("M")
        await pilot.pause()
        assert isinstance(app.screen, MappingsScreen)
    assert load(tmp_path / "config").configuration.keys == {"open.mappings": "M"}


async def test_a_key_that_is_taken_is_refused_with_who_has_it(app: AsrnetApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", *"tree.map", "enter", "r")
        await pilot.pause()
        assert "r is taken: Enable replication" in words_of(app, "#about")
        assert app.configuration.keys == {}
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, OptionsScreen)
        assert app.configuration.keys == {}


async def test_a_key_and_an_option_go_back_to_their_defaults(app: AsrnetApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "enter", *"tree.map", "enter", "M", "f2")
        await pilot.pause()
        assert app.configuration == Configuration(theme="light")
        await pilot.press("enter", "M", "f8")
        await pilot.pause()
        assert app.configuration == Configuration()
        assert app.theme == "dark"


async def test_two_actions_can_exchange_their_keys(opened: Open, plan_file: Path) -> None:
    keys, faults = usable_keys({"tree.map": "r", "tree.replicate": "m"})
    assert (keys, faults) == ({"tree.map": "r", "tree.replicate": "m"}, [])
    app = AsrnetApp(Opened(*open_document(plan_file)), preferred=Loaded(Configuration(keys=keys)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "r Map m Replicate" in lines_of(app)[-1]


def test_a_default_key_that_another_action_has_meanwhile_is_told() -> None:
    why = refusal("tree.map", "m", {"tree.pin": "m"})
    assert why == "m is taken: Set the addresses that are only forecast"


@pytest.mark.parametrize(
    ("id", "key", "expected"),
    [
        ("tree.map", "M", None),
        ("tree.map", "ctrl+f5", None),
        ("tree.map", "f1", "F1 is taken: Find a key, and press it"),
        ("tree.map", "j", "j is taken: Down"),
        ("tree.map", "w", "w is taken: Why this address: the rules one by one, and a replay"),
        ("undo", "x", "x could not be typed any more: this works in fields too"),
        ("undo", "up", "↑ moves or answers everywhere"),
        ("undo", "hyper+nothing", "there is no key hyper+nothing"),
        ("undo", "", "there is no key "),
    ],
)
def test_which_keys_can_be_had(id: str, key: str, expected: str | None) -> None:
    assert refusal(id, key, {}) == expected


def test_the_keys_of_an_action_are_those_it_has_now() -> None:
    assert keys_of("tree.remove", {}) == ("d", "delete")
    assert keys_of("tree.remove", {"tree.remove": "D"}) == ("D",)
