"""Whatever is pressed on whatever screen: nothing breaks, and undo takes all of it back."""

import random
from collections.abc import Iterator

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from models.samples import samples
from models.session import Session
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.test_workspace import session_of
from tui.app import AsrnetApp
from tui.screens.routes import ROUTES

SPARED = {"quit", "save", "save_as", "open_other", "options", "free_mouse", "command_palette"}
"""Actions that leave the plan, write files or change what is not the plan."""
OPENS = {f"open('{name}')" for name in ROUTES}
EDITING = ("m", "r", "p", "a", "d", "f", "e", "o", "c", "enter", "enter", "space", "ctrl+n")
"""Keys that lead to edits, here or there."""
MOVING = ("down", "down", "up", "tab", "end", "home", "right")
TYPED = ("1", "0", "7", "full_stop", "a", "backspace")
STEPS = 55


def _keys(app: AsrnetApp, rng: random.Random) -> Iterator[str]:
    """The next key: one that works here, mostly one that can lead to an edit."""
    for _ in range(STEPS):
        active = [
            one.binding
            for one in app.screen.active_bindings.values()
            if one.enabled and one.binding.action.removeprefix("app.") not in SPARED
        ]
        own = [one.key for one in active if one.action not in OPENS]
        opening = [one.key for one in active if one.action in OPENS]
        typed = TYPED if isinstance(app.focused, Input) else ()
        editing = [key for key in EDITING if key in own]
        kinds = [(own, 2), (editing, 5), (opening, 1), (MOVING, 2), (typed, 2)]
        there = [(keys, weight) for keys, weight in kinds if keys]
        [keys] = rng.choices([keys for keys, _ in there], [weight for _, weight in there])
        yield rng.choice(keys)


async def _press(app: AsrnetApp, pilot: "Pilot[int]", rng: random.Random) -> list[str]:
    pressed = []
    for key in _keys(app, rng):
        pressed.append(f"{type(app.screen).__name__}:{key}")
        await pilot.press(key)
        assert app.is_running, pressed[-8:]
    return pressed


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_is_pressed_undo_takes_it_back(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rng = random.Random(seed)  # nothing here is a secret
    name = ("article", "broken", "hub-and-spoke")[seed % 3]
    sample = next(sample for sample in samples() if sample.name == name)
    app = AsrnetApp(Opened(*open_document(sample.copy_to(tmp_path_factory.mktemp("plan")))))
    async with app.run_test(size=((80, 24), (120, 40))[seed % 2]) as pilot:
        await pilot.pause()
        session, start = session_of(app), session_of(app).plan
        pressed = await _press(app, pilot, rng)
        await app.workers.wait_for_complete()
        assert session.plan_at(0) == start, pressed[-20:]
        while session.undo_label is not None:
            session.undo()
        assert session.plan == start
        fresh = Session(start)
        assert session.findings == fresh.findings
        assert session.summary == fresh.summary
