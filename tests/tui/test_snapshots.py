"""How every screen looks. After a wanted change: ``pytest tests/tui/test_snapshots.py
--snapshot-update``, look at the pictures, and copy that of the README to ``docs/``."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tui.app import AsrnetApp

Compare = Callable[..., bool]
Drive = Callable[["Pilot[Any]"], Awaitable[None]]
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsrnetApp:
    """The article's example, in a file whose name is the same on every machine."""
    samples()[0].copy_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return AsrnetApp(Opened(*open_document(Path("article.toml"))))


def keys(*pressed: str) -> Drive:
    async def drive(pilot: "Pilot[Any]") -> None:
        await pilot.pause()
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()
        await pilot.app.workers.wait_for_complete()

    return drive


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_workspace(snap_compare: Compare, article: AsrnetApp, size: tuple[int, int]) -> None:
    drive = keys("down", "down", "down")
    assert snap_compare(article, terminal_size=size, run_before=drive)


@pytest.mark.parametrize(
    "pressed",
    [
        pytest.param(("2",), id="target"),
        pytest.param(("down", "down", "down", "3"), id="settings"),
        pytest.param(("f6", "down"), id="findings"),
        pytest.param(("enter", *"10.0.0.2"), id="impossible-address"),
        pytest.param(("m", "down", "enter"), id="change-mapping"),
        pytest.param(("n",), id="note"),
        pytest.param(("home", "d", "ctrl+q"), id="leaving"),
    ],
)
def test_a_narrow_terminal(
    snap_compare: Compare, article: AsrnetApp, pressed: tuple[str, ...]
) -> None:
    assert snap_compare(article, terminal_size=SIZES["80x24"], run_before=keys(*pressed))


def test_the_picture_of_the_readme_is_the_real_screen() -> None:
    pictures = Path(__file__).parent / "__snapshots__" / "test_snapshots"
    real = (pictures / "test_the_workspace[120x40].svg").read_text(encoding="utf-8")
    assert (DOCS / "workspace.svg").read_text(encoding="utf-8") == real
