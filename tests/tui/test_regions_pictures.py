"""How the region pickers look."""

import pytest

from tests.tui.test_snapshots import SIZES, Compare, article, keys
from tui.app import AsrnetApp

__all__ = ["article"]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_region_pickers(
    snap_compare: Compare, article: AsrnetApp, size: tuple[int, int]
) -> None:
    drive = keys("f2", "tab", "down", "down", "down", "down")
    assert snap_compare(article, terminal_size=size, run_before=drive)


def test_the_same_region_twice(snap_compare: Compare, article: AsrnetApp) -> None:
    drive = keys("f2", *"eastasia", "enter", *"eastasia", "enter")
    assert snap_compare(article, terminal_size=SIZES["80x24"], run_before=drive)
