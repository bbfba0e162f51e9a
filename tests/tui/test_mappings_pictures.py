"""How the network mappings look."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.pictures import LookAt
from tests.tui.test_snapshots import SIZES, Compare, keys
from tui.app import AsrnetApp


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The sample in which everything is wrong, in a file of the same name everywhere."""
    next(sample for sample in samples() if sample.name == "broken").copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("broken.toml"))))


@pytest.mark.parametrize("size", ["80x24", "120x40", "200x60"])
def test_the_mappings(snap_compare: Compare, broken: AsrnetApp, size: str) -> None:
    drive = keys("f3", "down")
    assert snap_compare(broken, terminal_size=SIZES[size], run_before=drive)


async def test_the_dialogs_of_the_mappings(look_at: LookAt, broken: AsrnetApp) -> None:
    async with look_at(broken, SIZES["80x24"]) as look:
        await look("which-direction", "f3", "home", "d")
        await look("delete", "enter")
        await look("change", "escape", "home", "c", "enter")
        await look("steps", "escape", "end", "c", "enter", "home", "enter")
        await look("add", "escape", "home", "a")
        await look("customise", "escape", "home", "c", "enter", "end", "e")
        await look("filter", "escape", "escape", "home", "slash", *"mgmt")
        await look("duplicate", "ctrl+u", "escape", "home", "c", "enter", "down", "enter")
