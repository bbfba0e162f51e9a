"""The mouse can be left to the terminal and taken back."""

from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of
from tui.mouse import mouse_is_free


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a driver that can do so was told."""
    said: list[str] = []

    def let(name: str) -> None:
        def tell(driver: Any) -> None:
            said.append(name)

        monkeypatch.setattr(HeadlessDriver, f"_{name}_mouse_support", tell, raising=False)

    let("enable")
    let("disable")
    return said


async def test_a_key_leaves_the_mouse_to_the_terminal_until_it_is_pressed_again(
    opened: Open, told: list[str]
) -> None:
    async with opened() as (app, pilot, _):
        assert not mouse_is_free(app)
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert mouse_is_free(app)
        assert "select text with it; ^G takes it back" in lines_of(app)[-2]
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert not mouse_is_free(app)
        assert told == ["disable", "enable"]


async def test_the_option_leaves_the_mouse_to_the_terminal_at_once(
    opened: Open, told: list[str]
) -> None:
    async with opened() as (app, _, _):
        app.change(mouse=False)
        assert mouse_is_free(app)
        app.change(mouse=True)
        app.change(mouse=True)
        assert told == ["disable", "enable"]
