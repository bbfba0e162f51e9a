"""How a comparison looks."""

import pytest

from models.edits.replication import disable_replication, set_regions
from models.edits.settings import pin
from models.session import Session
from tests.tui.pictures import LookAt
from tests.tui.test_snapshots import SIZES, article
from tui.app import AsrnetApp

__all__ = ["article"]


def edited(session: Session) -> None:
    """Something added, something gone, something changed."""
    ids = list(session.assignments.in_order())
    session.do(pin(session.assignments, ids[0]))
    session.do(disable_replication(session.plan, [ids[1].virtual_machine]))
    session.do(set_regions("eastasia", "japanwest"))


@pytest.mark.parametrize("size", SIZES)
async def test_what_differs(look_at: LookAt, article: AsrnetApp, size: str) -> None:
    async with look_at(article, SIZES[size]) as look:
        assert article.session is not None
        edited(article.session)
        await look("terms", "f11", "down")
        await look("addresses", "t", "home", "down")
