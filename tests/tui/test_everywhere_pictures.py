"""How help, options and faults look, and the workspace in every theme and in ASCII."""

from pathlib import Path

import pytest

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.test_snapshots import SIZES, Compare, keys
from tui.app import AsrnetApp
from tui.configuration import Configuration, Loaded, read
from tui.themes import LOOKS

TWO = {name: SIZES[name] for name in ("80x24", "120x40")}


def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, preferred: Loaded) -> AsrnetApp:
    samples()[0].copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("article.toml"))), preferred=preferred)


DEFAULTS = Loaded(Configuration())


@pytest.mark.parametrize("size", TWO.values(), ids=TWO)
@pytest.mark.parametrize(
    "pressed",
    [
        pytest.param(("f1",), id="help"),
        pytest.param(("f1", *"subnet"), id="help-search"),
        pytest.param(("comma", "down"), id="options"),
        pytest.param(("comma", *"tree.map", "enter"), id="new-key"),
        pytest.param(("comma", *"tree.map", "enter", "r"), id="taken-key"),
        pytest.param(("down", "y"), id="copied"),
    ],
)
def test_what_is_everywhere(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pressed: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    app = article(tmp_path, monkeypatch, DEFAULTS)
    assert snap_compare(app, terminal_size=size, run_before=keys(*pressed))


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
