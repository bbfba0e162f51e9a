"""How the list of assignments looks, and the questions of an edit of many rows."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.pictures import LookAt
from tests.tui.test_snapshots import SIZES, Compare, keys
from tui.app import AsrnetApp


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The sample with three spokes, in a file whose name is the same on every machine."""
    next(one for one in samples() if one.name == "hub-and-spoke").copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASRNET_CONFIG_DIR", str(tmp_path))
    return AsrnetApp(Opened(*open_document(Path("hub-and-spoke.toml"))))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_list(snap_compare: Compare, hub: AsrnetApp, size: tuple[int, int]) -> None:
    drive = keys("f5", "down", "down", "space", "space")
    assert snap_compare(hub, terminal_size=size, run_before=drive)


async def test_a_narrow_terminal(look_at: LookAt, hub: AsrnetApp) -> None:
    async with look_at(hub, SIZES["80x24"]) as look:
        await look("menu", "f5", "e")
        await look("subnet", "n")
        await look("series", "escape", "e", "f", "enter", *"10.1")
        await look("saved-filters", "escape", "escape", "escape", "f")
        await look("preview", "escape", "asterisk", "e", "p")
        await look("a-filter", "escape", "asterisk", "slash", *"find")


def test_a_preview_at_120x40(snap_compare: Compare, hub: AsrnetApp) -> None:
    drive = keys("f5", "asterisk", "e", "b", "enter")
    assert snap_compare(hub, terminal_size=SIZES["120x40"], run_before=drive)
