"""The demonstrations that ship, played by their keys to the end."""

import asyncio
from pathlib import Path

import pytest

from models.addresses import address_text
from models.demonstrations import DEFAULT, names, script_in, shipped
from models.errors import InvalidInput, StorageError
from models.formats.assignment_rows import assignment_rows
from models.session import Session
from models.storage.document import open_document
from models.storage.opening import Opened
from models.training.demonstration import Demonstration
from tests.tui.screen_text import text_of
from tests.tui.test_workspace import session_of
from tui.key_map import exists
from tui.presenting.app import PresentingApp
from tui.presenting.board import Board
from tui.presenting.player import AT_ONCE
from tui.presenting.presentation import Presentation
from tui.presenting.settling import settled

SHOWS = {
    "tour": {
        3: "decides: 10.0.0.19 belongs to frontend",
        4: "10.0.0.254 is the next available",
        5: "turn 3 of 3",
        7: "10.0.1.4  forecast",
        8: "pin db-01 to 10.0.1.4",
        9: "done again: pin db-01",
        10: "replicate report-01",
        11: "✓ complete",
        12: "10.0.1.20 in backend of contoso-vnet-asr is in use by something else",
        13: "it keeps 10.0.1.4, its address at failover",
        14: "2 of 4",
        15: "apply.ps1",
        16: "replicate report-01",
    },
    "failback": {
        1: "2 of 3 come home",
        2: "it keeps 10.0.1.4",
        3: "No replicated item moves.",
        4: "0 of 3 come home",
        5: "map contoso-vnet-asr to contoso-vnet",
        6: "2 of 3 come home",
    },
}
"""What is to be seen after a step, at 80×24 too."""


def end_of(session: Session) -> tuple[list[str], dict[str, str]]:
    """The edits that stand, and where each machine is at failover."""
    addresses = {
        row.id.virtual_machine: address_text(row.failover.address)
        for row in assignment_rows(session.assignments)
        if row.failover is not None and row.failover.address is not None
    }
    return [entry.label for entry in session.history[: session.point]], addresses


HOME = {"web-01": "10.0.0.4", "app-01": "10.0.0.19", "db-01": "10.0.1.4"}
ENDS = {
    "tour": (
        ["pin db-01 to 10.0.1.4", "replicate report-01 to southeastasia"],
        HOME | {"report-01": "10.0.1.20"},
    ),
    "failback": (
        [
            "delete the mapping from contoso-vnet-asr to contoso-vnet",
            "map contoso-vnet-asr to contoso-vnet",
        ],
        HOME,
    ),
}


def demonstration(name: str) -> Demonstration:
    return shipped(name, exists).demonstration


def test_the_tour_ships_first_and_every_demonstration_has_an_end_that_is_known() -> None:
    assert names()[0] == DEFAULT == "tour"
    assert set(names()) == set(ENDS) == set(SHOWS)


@pytest.mark.parametrize(
    ("name", "size"), [("tour", (80, 24)), ("failback", (120, 40))], ids=["tour", "failback"]
)
async def test_a_demonstration_plays_to_its_end_without_a_refusal(
    name: str, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = shipped(name, exists)
    refused: list[str] = []
    monkeypatch.setattr(PresentingApp, "refuse", lambda _, words: refused.append(words))
    seen: dict[int, str] = {}

    show_board = PresentingApp.show_board

    def look(app: PresentingApp) -> None:
        show_board(app)
        player = app.stage.player
        if player is not None and not player.is_pressing and player.played not in seen:
            seen[player.played] = text_of(app)

    monkeypatch.setattr(PresentingApp, "show_board", look)
    opened = Opened(*open_document(script.copy_plan_to(tmp_path)))
    given = Presentation(script.demonstration, has_keyboard=True, pace=AT_ONCE)
    app = PresentingApp(opened, given)
    async with app.run_test(size=size) as pilot:
        await settled(app)
        await pilot.press("space")
        for _ in range(6000):
            if not app.stage.has_keyboard:
                break
            await asyncio.sleep(0.01)
        session = session_of(app)
        assert refused == []
        assert end_of(session) == ENDS[name]
        for number, words in SHOWS[name].items():
            assert words in seen[number], f"step {number}\n{seen[number]}"


@pytest.mark.parametrize("name", names())
def test_what_a_shipped_demonstration_says_fits_a_terminal_of_80_columns(name: str) -> None:
    board, script = Board(), demonstration(name)
    board.script(script)
    for step in script.steps:
        assert step.notes.strip()
        board.title, board.say = step.title, step.say
        said = board.text(78).split()[1:]
        [line] = said
        assert -(-line.cell_len // 74) <= board.lines(80) - 1 <= 2, "less is left for the plan"


def test_a_script_of_ones_own_runs_on_the_plan_beside_it(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("format = 1\n", encoding="utf-8")
    script = tmp_path / "script.toml"
    step = '[[steps]]\ntitle = "a"\nsay = "b"\n'
    head = 'demonstration = 1\nname = "n"\n'
    script.write_text(f'{head}plan = "own.toml"\n{step}', encoding="utf-8")
    found = script_in(script, exists)
    assert (found.plan_name, found.plan_text) == ("own.toml", "format = 1\n")
    script.write_text(f'{head}plan = "gone.toml"\n{step}', encoding="utf-8")
    with pytest.raises(StorageError, match=r"gone\.toml"):
        script_in(script, exists)
    script.write_text(f"{head}{step}", encoding="utf-8")
    with pytest.raises(InvalidInput, match="a plan is missing"):
        script_in(script, exists)
