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
from tests.tui.pictures import LookAt
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
        pytest.param(("down", "down", "down", "3"), id="settings"),
        pytest.param(("enter", *"10.0.0.2"), id="impossible-address"),
    ],
)
def test_a_narrow_pane(snap_compare: Compare, article: AsrnetApp, pressed: tuple[str, ...]) -> None:
    assert snap_compare(article, terminal_size=SIZES["80x24"], run_before=keys(*pressed))


async def test_a_narrow_terminal(look_at: LookAt, article: AsrnetApp) -> None:
    async with look_at(article, SIZES["80x24"]) as look:
        await look("target", "2")
        await look("change-mapping", "1", "m", "down", "enter")
        await look("note", "escape", "escape", "n")
        await look("findings", "escape", "f6", "down")
        await look("leaving", "1", "home", "d", "ctrl+q")


def test_the_picture_of_the_readme_is_the_real_screen() -> None:
    pictures = Path(__file__).parent / "__snapshots__" / "test_snapshots"
    real = (pictures / "test_the_workspace[120x40].svg").read_text(encoding="utf-8")
    assert (DOCS / "workspace.svg").read_text(encoding="utf-8") == real
