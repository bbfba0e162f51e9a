"""What the tests of the screens start from."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.samples import samples
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.support.quick_screens import one_parsing, short_waits
from tests.tui.pictures import look_at
from tui.app import AsrnetApp
from tui.screens.workspace import WorkspaceScreen

__all__ = ["look_at", "one_parsing", "short_waits"]

Running = tuple[AsrnetApp, "Pilot[int]", WorkspaceScreen]
Open = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture(autouse=True)
def nothing_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a test made be collected: it does not stay as a plan that is open does."""
    monkeypatch.setattr("tui.screens.opening.lasting", lambda: None)


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A copy of the article's example."""
    return samples()[0].copy_to(tmp_path)


@pytest.fixture
def opened(plan_file: Path) -> Open:
    """Opens a plan file in the workspace, at the size of a terminal."""

    @asynccontextmanager
    async def open_it(
        path: Path = plan_file, size: tuple[int, int] = (120, 40), read_only: bool = False
    ) -> AsyncIterator[Running]:
        app = AsrnetApp(Opened(*open_document(path)), read_only=read_only)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, WorkspaceScreen)
            yield app, pilot, screen

    return open_it
