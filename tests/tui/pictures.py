"""Pictures of one app in several states: it is opened once, and each picture follows the last."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeAlias

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion

from tui.app import AsrnetApp

Look: TypeAlias = Callable[..., Awaitable[None]]
"""Presses keys, from the state of the picture before, and compares the picture of a name."""
LookAt: TypeAlias = Callable[[AsrnetApp, tuple[int, int]], AbstractAsyncContextManager[Look]]


@pytest.fixture
def look_at(snapshot: SnapshotAssertion) -> LookAt:
    """Opens an app at a size; the pictures are those of ``snap_compare``, without its report."""

    @asynccontextmanager
    async def opened(app: AsrnetApp, size: tuple[int, int]) -> AsyncIterator[Look]:
        async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
            await pilot.pause()

            async def look(name: str, *pressed: str) -> None:
                for key in pressed:
                    await pilot.press(key)
                    await pilot.pause()
                await app.workers.wait_for_complete()
                await pilot.wait_for_scheduled_animations()
                picture = app.export_screenshot(title=app.title, simplify=True)
                assert picture == snapshot(name=name, extension_class=SVGImageExtension), name

            yield look

    return opened
