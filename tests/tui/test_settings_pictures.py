"""Pictures of the network settings on the full screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tui.app import AsrnetApp

Compare = Callable[..., bool]
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """A plan with NICs of several IP configurations, in a file that is called the same anywhere."""
    sample = next(one for one in samples() if one.name == "hub-and-spoke")
    sample.copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("hub-and-spoke.toml"))))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_settings_of_a_machine(
    snap_compare: Compare, hub: AsrnetApp, size: tuple[int, int]
) -> None:
    async def go_to_the_second_address(pilot: Pilot[int]) -> None:
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("down", "down", "down", "down", "down")
        await pilot.pause()

    assert snap_compare(hub, terminal_size=size, run_before=go_to_the_second_address)


def test_an_impossible_address(snap_compare: Compare, hub: AsrnetApp) -> None:
    async def type_it(pilot: Pilot[int]) -> None:
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("ctrl+u", *"10.40.1.2")
        await pilot.pause()

    assert snap_compare(hub, terminal_size=SIZES["80x24"], run_before=type_it)


def test_a_machine_that_is_not_replicated(snap_compare: Compare, hub: AsrnetApp) -> None:
    async def go_there(pilot: Pilot[int]) -> None:
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("ctrl+pagedown", "ctrl+pagedown", "ctrl+pagedown")
        await pilot.pause()

    assert snap_compare(hub, terminal_size=SIZES["80x24"], run_before=go_there)
