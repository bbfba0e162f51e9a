"""A walk over every screen and every dialog, by the keys that lead there."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from textual import events
from textual.pilot import Pilot

from tui.app import AsrnetApp
from tui.screens.plan_screen import PlanScreen

Look = Callable[[AsrnetApp, object], None]


class Paste(NamedTuple):
    """Words that are pasted into the field with the focus."""

    words: str


Step = str | Paste
DOWN = "down"
ESCAPE = "escape"
WAYS: dict[str, tuple[Step, ...]] = {
    "panes": ("2", "3", "4"),
    "note": ("n",),
    "regions": ("f2", "ctrl+r"),
    "commands": ("ctrl+p", Paste("¤")),
    "copy": ("y", "Y"),
    "a network to be created": ("f3", "a", "enter", "e", "a"),
    "mapping led elsewhere": ("f3", "c", DOWN, "enter"),
    "replication": ("f4", "space", "ctrl+n", "ctrl+n"),
    "assignments": ("f5", DOWN, "Y", "slash", Paste("name:¤"), "enter", "f", "n"),
    "in bulk": ("f5", "asterisk", "e", "r", DOWN, "enter"),
    "fix": ("f6", DOWN, "f", "enter"),
    "grid": ("f7", "v", ESCAPE, "slash"),
    "assumptions": ("f8", "a", *["enter", ESCAPE, DOWN] * 4, "end", "enter", "space", "enter"),
    "round trip": ("f9", "c", DOWN),
    "history and compare": ("p", "f10", DOWN, "f11", "c"),
    "export": ("X", "end", "up", "up", "t", "o"),
    "why": ("w", DOWN, "o"),
    "settings": ("s", *["tab"] * 2, Paste("¤"), "pagedown"),
}
"""The keys to each place, pressed on the workspace; after each of them somebody looks."""
OWN_WAYS: dict[str, tuple[Step, ...]] = {
    "help": ("f1",),
    "options": ("comma", Paste("open.mappings"), "enter"),
    "save as": ("f12",),
    "leave": ("p", "ctrl+q"),
}
"""The keys to what shows little or nothing of the plan."""
MORE_WAYS: dict[str, tuple[Step, ...]] = {
    "copy more": ("f5", "Y", "f6", "Y", "f3", "Y", "f9", "Y", "f10", "Y"),
    "mapping deleted": ("f3", "d", "enter", "enter"),
    "mapping added": ("m", "enter", "enter"),
    "replication done": ("f4", "space", "ctrl+n", DOWN, "ctrl+n", DOWN, "enter"),
    "replication stopped": ("f4", "r", "space", "ctrl+n"),
    "machine replicated": ("r", "enter"),
    "subnet in bulk": ("f5", "asterisk", "e", "n", "enter", "enter", "enter"),
    "series": ("f5", "asterisk", "e", "f", Paste("10.0.0.40"), "enter", "enter"),
    "pinned in bulk": ("f5", "asterisk", "e", "p", "enter"),
    "filters": ("f5", "slash", Paste("name:¤"), "enter", "f", "n", Paste("¤"), "enter"),
    "findings": ("f6", DOWN, "enter", "f6", "slash", Paste("¤")),
    "scenarios of the grid": ("f7", "right", "c", "b", "n"),
    "turns": ("f7", "v", "right", "right", "c"),
    "round trip mended": ("f9", DOWN, "f", "enter", "enter"),
    "back in the history": ("p", "f10", "home", "enter"),
    "compared": ("p", "f11", "c", "enter", DOWN, "t", "x"),
    "kinds of export": ("X", *[DOWN, "n"] * 12),
    "other scenarios": ("w", "c", "n", "c", "v"),
    "choices": ("s", *["tab"] * 4, "enter", DOWN, "enter"),
    **{f"fix {n}": ("f6", "home", *[DOWN] * n, "f", DOWN, "enter", "enter") for n in range(12)},
    **{
        f"assumption {n}": ("f8", "a", *[DOWN] * n, "enter", DOWN, "enter", "enter", ESCAPE)
        for n in range(7)
    },
}
"""More keys on the same screens, for a walk that has time."""


NAMING_WAYS: dict[str, tuple[Step, ...]] = {
    "tree": ("end", "3"),
    "mappings": ("f3", "end", "slash", Paste("¤")),
    "replication": ("f4", "asterisk", "ctrl+n"),
    "assignments": ("f5", "asterisk", "end", "Y"),
    "findings": ("f6", "end"),
    "round trip": ("f9", "end"),
}
"""The keys to the lists of what has a name, where a tall screen shows many at once."""


async def walk(
    app: AsrnetApp,
    pilot: "Pilot[int]",
    look: Look,
    ways: Mapping[str, tuple[Step, ...]],
) -> None:
    """Take ways from the first IP configuration, and come back; no edit stays."""
    session, home = app.session, cast(PlanScreen, app.screen)
    assert session is not None
    for name, steps in ways.items():
        home.go_to(next(session.assignments.in_order()))
        await pilot.pause()
        await follow(app, pilot, name, steps, look)
        while app.screen is not home:
            app.pop_screen()
        while session.undo_label is not None:
            session.undo()
        session.what_if = None


async def follow(
    app: AsrnetApp, pilot: "Pilot[int]", name: str, steps: tuple[Step, ...], look: Look
) -> None:
    """Take the steps, and look after each."""
    for number, step in enumerate(steps):
        if isinstance(step, Paste):
            assert app.focused is not None, (name, number)
            app.focused.post_message(events.Paste(step.words))
            await pilot.pause()
        else:
            await pilot.press(step)
        if len(app.workers):
            await app.workers.wait_for_complete()
            await pilot.pause()
        look(app, (name, number, step))
