"""How the findings with their fixes look; see ``test_snapshots.py``."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.pictures import LookAt
from tests.tui.test_snapshots import SIZES
from tui.app import AsrnetApp


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The sample with every error, in a file whose name is the same on every machine."""
    next(sample for sample in samples() if "broken" in sample.name).copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("broken.toml"))))


@pytest.mark.parametrize("size", ["80x24", "120x40"])
async def test_findings(look_at: LookAt, broken: AsrnetApp, size: str) -> None:
    async with look_at(broken, SIZES[size]) as look:
        await look("fix-named", "f6", "down", "down", "down")
        await look("ways", "down", "down", "down", "f")
        await look("effect", "enter")
        await look("errors-only", "escape", "escape", "home", "c")
        await look("words", "c", "c", "home", "slash", *"web-0")
