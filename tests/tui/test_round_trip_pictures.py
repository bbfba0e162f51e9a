"""How the round trip looks; see ``test_snapshots.py``."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.test_snapshots import SIZES, Compare, keys
from tui.app import AsrnetApp

SHOWN = {
    "80x24": ("f9", "home", "down", "down", "down"),
    "120x40": ("f9", "end"),
    "200x60": ("f9", "c", "down"),
}


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The sample with every error, in a file whose name is the same on every machine."""
    next(sample for sample in samples() if "broken" in sample.name).copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("broken.toml"))))


@pytest.mark.parametrize("size", SHOWN)
def test_the_round_trip(snap_compare: Compare, broken: AsrnetApp, size: str) -> None:
    assert snap_compare(broken, terminal_size=SIZES[size], run_before=keys(*SHOWN[size]))
