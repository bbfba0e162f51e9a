"""How exporting looks."""

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.test_snapshots import SIZES, Compare, article
from tui.app import AsrnetApp

__all__ = ["article"]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_script_before_it_is_written(
    snap_compare: Compare, article: AsrnetApp, size: tuple[int, int]
) -> None:
    async def drive(pilot: "Pilot[Any]") -> None:
        await pilot.pause()
        await pilot.press("X")
        await pilot.pause()
        await article.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(article, terminal_size=size, run_before=drive)
