"""How enabling replication looks, step by step."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.test_snapshots import SIZES, Compare, keys
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


STEPS = {
    "machines": (),
    "choices": ("enter", "down"),
    "review": ("enter", "ctrl+n"),
}


@pytest.mark.parametrize("size", ["80x24", "120x40"])
@pytest.mark.parametrize("pressed", STEPS.values(), ids=STEPS)
def test_a_step_of_enabling(
    snap_compare: Compare, spokes: AsrnetApp, pressed: tuple[str, ...], size: str
) -> None:
    drive = keys("f4", *pressed)
    assert snap_compare(spokes, terminal_size=SIZES[size], run_before=drive)


@pytest.mark.parametrize(
    "pressed",
    [
        pytest.param(("enter", "enter"), id="region"),
        pytest.param(("enter", "down", "enter", "end"), id="network"),
        pytest.param(("enter", "down", "down", "enter"), id="subnet"),
        pytest.param(("enter", "down", "e"), id="customise"),
        pytest.param(("r",), id="replicated"),
    ],
)
def test_the_dialogs_of_enabling(
    snap_compare: Compare, spokes: AsrnetApp, pressed: tuple[str, ...]
) -> None:
    drive = keys("f4", *pressed)
    assert snap_compare(spokes, terminal_size=SIZES["80x24"], run_before=drive)
