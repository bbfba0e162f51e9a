"""Pictures of presenting: the lines at the foot, the spotlight, the speaker's own terminal."""

from pathlib import Path
from time import time

import pytest
from textual.pilot import Pilot

from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.test_presenting import SCRIPT, next_step
from tests.tui.test_snapshots import Compare
from tui.presenting.app import PresentingApp
from tui.presenting.notes_app import NotesApp
from tui.presenting.notes_file import NotesFile
from tui.presenting.player import AT_ONCE
from tui.presenting.presentation import Presentation
from tui.presenting.settling import settled
from tui.presenting.speaking import notes_of

WHOLE = SCRIPT.model_copy(update={"notes": "Let them guess,\nthen go on.\n\n 1. Look\n 2. Pin"})


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((80, 24), ("ctrl+d",), id="step"),
        pytest.param((120, 40), ("ctrl+w", "f6"), id="spotlight"),
    ],
)
def test_a_presentation(
    snap_compare: Compare, plan_file: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    app = PresentingApp(Opened(*open_document(plan_file)), Presentation(WHOLE, pace=AT_ONCE))

    async def drive(pilot: Pilot[int]) -> None:
        await settled(app)
        for key in keys:
            await (next_step(app, pilot) if key == "ctrl+d" else pilot.press(key))
            await settled(app)

    assert snap_compare(app, terminal_size=size, run_before=drive)


def test_the_notes_of_the_speaker(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, since = NotesFile(tmp_path), time()
    monkeypatch.setattr("tui.presenting.notes_app.time", lambda: since + 754)
    file.write(notes_of("article.toml", since, WHOLE, 1))
    assert snap_compare(NotesApp(file, "dark"), terminal_size=(80, 24))
