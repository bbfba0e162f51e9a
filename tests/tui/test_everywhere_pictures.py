"""How help, options and faults look, and the workspace in every theme and in ASCII."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.pictures import LookAt
from tests.tui.test_snapshots import SIZES, Compare, keys
from tui.app import AsrnetApp
from tui.configuration import Configuration, Loaded, read
from tui.themes import LOOKS


def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, preferred: Loaded) -> AsrnetApp:
    samples()[0].copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("article.toml"))), preferred=preferred)


DEFAULTS = Loaded(Configuration())


@pytest.mark.parametrize("size", ["80x24", "120x40"])
async def test_what_is_everywhere(
    look_at: LookAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    app = article(tmp_path, monkeypatch, DEFAULTS)
    async with look_at(app, SIZES[size]) as look:
        await look("options", "comma", "down")
        await look("new-key", *"tree.map", "enter")
        await look("taken-key", "r")
        await look("help", "escape", "escape", "escape", "f1")
        await look("help-search", *"subnet")
        await look("copied", "escape", "escape", "down", "y")


def test_faults(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = read({"theme": "drak", "colour": 1, "keys": {"tree.map": "r", "tree.mep": "x"}})
    app = article(tmp_path, monkeypatch, faulty)
    assert snap_compare(app, terminal_size=SIZES["80x24"], run_before=keys())


@pytest.mark.parametrize("theme", LOOKS)
def test_themes(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    app = article(tmp_path, monkeypatch, read({"theme": theme}))
    assert snap_compare(app, terminal_size=SIZES["120x40"], run_before=keys("down", "down"))


@pytest.mark.parametrize(
    "option", [{"ascii": True}, {"density": "compact"}], ids=["ascii", "compact"]
)
def test_options(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: dict[str, object],
) -> None:
    app = article(tmp_path, monkeypatch, read(option))
    assert snap_compare(app, terminal_size=SIZES["120x40"], run_before=keys("down", "down"))
