"""Pictures of the start screen and of the import."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui.app import AsrnetApp

FIXTURES = Path(__file__).parents[1] / "fixtures"
Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40)]
NAMES = [f"{width}x{height}" for width, height in SIZES]


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_the_start_screen(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(AsrnetApp(), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_the_preview_of_an_import(
    snap_compare: Compare, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FIXTURES)

    async def read_a_directory(pilot: Pilot[int]) -> None:
        await pilot.press("i", *"azure", "enter")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.press("f3", "down")
        await pilot.pause()

    assert snap_compare(AsrnetApp(), terminal_size=size, run_before=read_a_directory)
