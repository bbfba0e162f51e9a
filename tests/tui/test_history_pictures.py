"""How the history looks."""

import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from models.edits.replication import disable_replication, set_group
from models.edits.settings import automatic_all, pin
from models.session import Session
from tests.tui.test_snapshots import SIZES, Compare, article
from tui.app import AsrnetApp

__all__ = ["article"]
NINE = datetime(2030, 1, 2, 9, 0, tzinfo=UTC)
Drive = Callable[["Pilot[Any]"], Awaitable[None]]


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times are shown where the user is, which is nowhere in particular."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def edited(session: Session) -> None:
    """A morning's work."""
    minutes = iter(range(0, 100, 7))
    session.clock = lambda: NINE + timedelta(minutes=next(minutes))
    ids = list(session.assignments.in_order())
    session.do(pin(session.assignments, ids[0]))
    session.do(disable_replication(session.plan, [ids[1].virtual_machine]))
    session.saved(session.plan, session.file)
    session.do(automatic_all(session.plan, [ids[0]]))
    session.do(set_group(session.plan, ids[0].virtual_machine, 2))
    session.undo()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_history(snap_compare: Compare, article: AsrnetApp, size: tuple[int, int]) -> None:
    async def drive(pilot: "Pilot[Any]") -> None:
        await pilot.pause()
        assert article.session is not None
        edited(article.session)
        await pilot.press("f10", "up")
        await pilot.pause()

    assert snap_compare(article, terminal_size=size, run_before=drive)
