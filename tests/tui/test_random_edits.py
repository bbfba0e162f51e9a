"""Every edit of every screen is an edit of the session: undo takes any sequence of them back."""

import random
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from models.findings.finding import NetworkSubject
from models.session import Session
from models.topology import IpConfigurationId
from tests.tui.conftest import Open
from tests.tui.test_workspace import DB, REPORT, WEB, session_of
from tui.app import AsrnetApp
from tui.screens.plan_screen import PlanScreen


class Way(NamedTuple):
    """Keys that lead to an edit, pressed while something is pointed at in the workspace."""

    at: IpConfigurationId | NetworkSubject
    keys: tuple[str, ...]
    edits: int = 1


CONTOSO = NetworkSubject("contoso-vnet")
WAYS = {
    "pin in the tree": Way(DB, ("p",)),
    "replicate in the tree": Way(REPORT, ("r",)),
    "stop replicating in the tree": Way(WEB, ("d",)),
    "delete a mapping in the tree": Way(CONTOSO, ("d",)),
    "map in the tree": Way(NetworkSubject("drill-vnet"), ("m", "enter")),
    "set an address in the pane": Way(WEB, ("enter", *"10.0.0.77", "enter", "escape")),
    "choose regions": Way(CONTOSO, ("f2", "ctrl+t", "enter", "enter")),
    "delete a mapping": Way(CONTOSO, ("f3", "d", "enter", "enter")),
    "enable replication": Way(REPORT, ("f4", "enter", "ctrl+n", "enter")),
    "pin many": Way(DB, ("f5", "asterisk", "e", "p", "enter")),
    "mend a finding": Way(DB, ("f6", "home", "f", "enter", "enter")),
    "turn a what-if into edits": Way(
        DB, ("f8", "a", *["down"] * 4, "enter", "down", "enter", "ctrl+e", "enter")
    ),
    "pin in the settings": Way(DB, ("s", "ctrl+l")),
    "copy from the source": Way(WEB, ("s", "ctrl+f")),
    "mend on the round trip": Way(
        NetworkSubject("contoso-vnet-asr"), ("d", "f9", "f", "enter", "enter"), edits=2
    ),
    "go back in the history": Way(DB, ("p", "f10", "home", "enter"), edits=0),
}


async def carry_out(app: AsrnetApp, pilot: "Pilot[int]", home: PlanScreen, way: Way) -> None:
    """Point, press, and come back to the workspace, whatever is open then."""
    home.go_to(way.at)
    await pilot.pause()
    for key in way.keys:
        await pilot.press(key)
    await app.workers.wait_for_complete()
    for _ in range(8):
        if app.screen is not home:
            await pilot.press("escape")
            await pilot.pause()
    assert app.screen is home


async def test_each_of_these_ways_leads_to_an_edit(opened: Open) -> None:
    async with opened() as (app, pilot, home):
        session, start = session_of(app), session_of(app).plan
        for name, way in WAYS.items():
            await carry_out(app, pilot, home, way)
            assert session.point == way.edits, name
            assert session.plan_at(0) == start
            while session.undo_label is not None:
                session.undo()
            await pilot.pause()


@pytest.mark.parametrize("seed", range(2))
async def test_any_sequence_of_edits_is_taken_back_by_undo(opened: Open, seed: int) -> None:
    rng = random.Random(seed)  # nothing here is a secret
    async with opened(size=((80, 24), (120, 40))[seed % 2]) as (app, pilot, home):
        session, start = session_of(app), session_of(app).plan
        for name in rng.sample(sorted(WAYS), k=5):
            await carry_out(app, pilot, home, WAYS[name])
        assert session.plan_at(0) == start
        edited, made = session.plan, session.point
        while session.undo_label is not None:
            session.undo()
        assert session.plan == start
        assert session.findings == Session(start).findings
        if made:
            session.go_to(made)
        assert session.plan == edited
