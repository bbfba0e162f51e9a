"""How enabling replication looks, step by step."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.pictures import LookAt
from tests.tui.test_snapshots import SIZES
from tui.app import AsrnetApp


@pytest.fixture
def spokes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The hub and its spokes with nothing mapped, nothing replicated and a hub still to be made."""
    sample = next(sample for sample in samples() if sample.name == "hub-and-spoke")
    parts = [
        part
        for part in sample.text.split("\n[[")
        if not part.startswith(("network_mappings", "replicated_items"))
    ]
    monkeypatch.chdir(tmp_path)
    Path("spokes.toml").write_text("\n[[".join(parts) + "\n", encoding="utf-8")
    return AsrnetApp(Opened(*open_document(Path("spokes.toml"))))


@pytest.mark.parametrize("size", ["80x24", "120x40"])
async def test_a_step_of_enabling(look_at: LookAt, spokes: AsrnetApp, size: str) -> None:
    async with look_at(spokes, SIZES[size]) as look:
        await look("machines", "f4")
        await look("choices", "enter", "down")
        await look("review", "ctrl+n")


async def test_the_dialogs_of_enabling(look_at: LookAt, spokes: AsrnetApp) -> None:
    async with look_at(spokes, SIZES["80x24"]) as look:
        await look("replicated", "f4", "r")
        await look("region", "r", "enter", "enter")
        await look("network", "escape", "down", "enter", "end")
        await look("subnet", "escape", "down", "enter")
        await look("customise", "escape", "up", "e")
