"""Waiting until the app has done what a key asked for."""

import asyncio
from time import monotonic
from typing import Any

from textual._wait import wait_for_idle
from textual.app import App

PLAYING = "presenting"
"""The group of the worker that plays: nobody waits for it."""
PATIENCE = 30.0
"""For how many seconds is waited at most."""
QUIET = 2
"""How many times in a row there has to be nothing to do."""


async def settled(app: App[Any], patience: float = PATIENCE) -> bool:
    """Wait until everything on the screen was handled and no work beside it goes on.

    The result says whether it came to that within ``patience`` seconds.
    """
    until, quiet = monotonic() + patience, 0
    while quiet < QUIET:
        screen = app.screen
        await _handled(app)
        await wait_for_idle(0)
        quiet = quiet + 1 if app.screen is screen and not _works(app) else 0
        if monotonic() > until or not app.is_running:
            return False
    return True


def _works(app: App[Any]) -> bool:
    """Whether a worker goes on, other than the one that plays."""
    return any(not one.is_finished and one.group != PLAYING for one in app.workers)


async def _handled(app: App[Any]) -> None:
    """Wait until the app and each widget of the screen took what was sent to them so far."""
    done = asyncio.Event()
    left = 0

    def handled() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            done.set()

    for node in (app, *app.screen.walk_children(with_self=True)):
        left += node.call_later(handled)
    if left:
        try:
            await asyncio.wait_for(done.wait(), 1)  # a widget may be gone before it answers
        except TimeoutError:
            return
