"""What lets screens under test take less time, and changes nothing of what they do.

Fixtures of every directory that drives screens: its ``conftest.py`` imports them.
"""

import asyncio
import time
from typing import Any

import pytest
from textual.app import ScreenStackError
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.screen import Screen

__all__ = ["one_parsing", "short_waits"]

MOST_TURNS = 100
"""After so many it is waited for a moment each time, and what is painted for ever is not."""
_parse = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look more often whether the screen is idle, and wait only for what has something to do."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 100)
    monkeypatch.setattr(Pilot, "_wait_for_screen", wait_for_screen)


@pytest.fixture(autouse=True)
def one_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse each style sheet once for all apps that give its variables the same values."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_rules)


async def wait_for_screen(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    """Wait until nothing on the screen has a message to process, and all of it is laid out.

    False where an exception ended it. Pilot's own gives every widget one message more and waits
    for those, which is half of what a key costs, and leaves to chance what is laid out by then.
    """
    app: Any = pilot.app  # Any: what Textual caches it types as nothing there can be
    turns, until = 0, time.monotonic() + timeout
    while not app._exception_event.is_set():
        try:
            screen = app.screen
        except ScreenStackError:
            return False
        pumps = [app, *screen.walk_children(with_self=True)]
        if not any(map(_busy, pumps)):
            if turns > MOST_TURNS or not _unpainted(screen):
                return True
            screen._on_timer_update()  # what its timer does a moment later
        if time.monotonic() > until:
            raise WaitForScreenTimeout("Messages are still being processed.")
        turns += 1
        await asyncio.sleep(0 if turns < MOST_TURNS else 0.005)
    return False


def _busy(pump: Any) -> bool:
    """Whether a message waits or is being processed: nobody waits for the next one."""
    if pump._closing or pump._closed:
        return False
    ready = pump._message_queue.ready_event
    return ready.is_set() or not ready._waiters


def _unpainted(screen: Screen[Any]) -> bool:
    """Whether something is to be laid out or painted, or waits for that."""
    if screen.app._batch_count:
        return False
    layout = screen._layout_required or screen._scroll_required or screen._recompose_required
    return layout or screen._repaint_required or bool(screen._dirty_widgets or screen._callbacks)


def parse_rules(sheet: Stylesheet, *arguments: Any, **named: Any) -> list[RuleSet]:
    """The rules of a style sheet, as :meth:`Stylesheet._parse_rules` gives them."""
    variables = tuple(sheet._variables.items())
    key = (variables, arguments, tuple(named.items()))
    if key not in _parsed:
        _parsed[key] = _parse(sheet, *arguments, **named)
    return _parsed[key]
