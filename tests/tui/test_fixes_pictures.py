"""How the findings with their fixes look; see ``test_snapshots.py``."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.test_snapshots import SIZES, Compare, keys
from tui.app import AsrnetApp

SHOWN = {
    "fix-named": ("f6", "down", "down", "down"),
    "ways": ("f6", *["down"] * 6, "f"),
    "effect": ("f6", *["down"] * 6, "f", "enter"),
    "errors-only": ("f6", "c"),
    "words": ("f6", "slash", *"web-0"),
}


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The sample with every error, in a file whose name is the same on every machine."""
    next(sample for sample in samples() if "broken" in sample.name).copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("broken.toml"))))


@pytest.mark.parametrize("size", ["80x24", "120x40"])
@pytest.mark.parametrize("pressed", SHOWN.values(), ids=SHOWN)
def test_findings(
    snap_compare: Compare, broken: AsrnetApp, size: str, pressed: tuple[str, ...]
) -> None:
    assert snap_compare(broken, terminal_size=SIZES[size], run_before=keys(*pressed))
