"""How the network mappings look."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
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


@pytest.mark.parametrize(
    "pressed",
    [
        pytest.param(("d",), id="which-direction"),
        pytest.param(("d", "enter"), id="delete"),
        pytest.param(("c", "enter"), id="change"),
        pytest.param(("c", "enter", "down", "enter"), id="duplicate"),
        pytest.param(("end", "c", "enter", "home", "enter"), id="steps"),
        pytest.param(("a",), id="add"),
        pytest.param(("c", "enter", "end", "e"), id="customise"),
        pytest.param(("slash", *"mgmt"), id="filter"),
    ],
)
def test_the_dialogs_of_the_mappings(
    snap_compare: Compare, broken: AsrnetApp, pressed: tuple[str, ...]
) -> None:
    drive = keys("f3", "home", *pressed)
    assert snap_compare(broken, terminal_size=SIZES["80x24"], run_before=drive)
