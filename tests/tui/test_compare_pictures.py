"""How a comparison looks."""

from typing import Any

import pytest
from textual.pilot import Pilot

from models.edits.replication import disable_replication, set_regions
from models.edits.settings import pin
from models.session import Session
from tests.tui.test_snapshots import SIZES, Compare, article
from tui.app import AsrnetApp

__all__ = ["article"]


def edited(session: Session) -> None:
    """Something added, something gone, something changed."""
    ids = list(session.assignments.in_order())
    session.do(pin(session.assignments, ids[0]))
    session.do(disable_replication(session.plan, [ids[1].virtual_machine]))
    session.do(set_regions("eastasia", "japanwest"))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("keys", [("down",), ("t", "down")], ids=["terms", "addresses"])
def test_what_differs(
    snap_compare: Compare, article: AsrnetApp, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async def drive(pilot: "Pilot[Any]") -> None:
        await pilot.pause()
        assert article.session is not None
        edited(article.session)
        await pilot.press("f11")
        await article.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    assert snap_compare(article, terminal_size=size, run_before=drive)
