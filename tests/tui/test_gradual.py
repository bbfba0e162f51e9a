"""Long work on the screen's thread: bit by bit, told how far, given up for what is newer."""

import asyncio

import pytest
from textual.app import App

from models.edits.edit import PutField
from models.plan import Plan
from models.session import Session
from models.steps import Steps
from tui import gradual
from tui.gradual import Gradual


class Told:
    """What came of some work, and what was said meanwhile."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.how_far: list[float | None] = []

    async def over(self) -> None:
        """Wait until nothing is being done any more."""
        while not self.how_far or self.how_far[-1] is not None:
            await asyncio.sleep(0.001)


def counting(count: int, result: str) -> Steps[str]:
    for number in range(count):
        yield number / count
    return result


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step takes as long as there is at a time."""
    monkeypatch.setattr(gradual, "AT_ONCE", 0)
    monkeypatch.setattr(gradual, "SLICE", 1e-9)
    monkeypatch.setattr(gradual, "TELL_EVERY", 0)


async def test_what_is_quick_is_done_at_once_and_nothing_is_told() -> None:
    app, told = App[None](), Told()
    async with app.run_test():
        work = Gradual[str](app.screen, Session(Plan()), told.how_far.append)
        work.begin(counting(3, "done"), told.found.append)
        assert (told.found, told.how_far) == (["done"], [])


async def test_what_takes_long_tells_how_far_it_is_while_others_have_their_turn(slow: None) -> None:
    app, told, turns = App[None](), Told(), 0
    async with app.run_test():
        work = Gradual[str](app.screen, Session(Plan()), told.how_far.append)
        work.begin(counting(9, "done"), told.found.append)
        assert not told.found
        while work.busy:
            turns += 1
            await asyncio.sleep(0)
        assert told.found == ["done"]
        assert turns > 1
        shares = [share for share in told.how_far if share is not None]
        assert len(shares) > 1
        assert shares == sorted(shares)
        assert told.how_far[-1] is None


async def test_newer_work_takes_the_place_of_older(slow: None) -> None:
    app, told = App[None](), Told()
    async with app.run_test():
        work = Gradual[str](app.screen, Session(Plan()), told.how_far.append)
        work.begin(counting(9, "older"), told.found.append)
        work.begin(counting(9, "newer"), told.found.append)
        while work.busy:
            await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        assert told.found == ["newer"]


async def test_work_about_a_plan_that_was_edited_meanwhile_is_given_up(slow: None) -> None:
    app, told, session = App[None](), Told(), Session(Plan())
    async with app.run_test():
        work = Gradual[str](app.screen, session, told.how_far.append)
        work.begin(counting(9, "stale"), told.found.append)
        session.do(PutField("name it", "name", "another plan"))
        await told.over()
        assert not work.busy
        assert told.found == []
