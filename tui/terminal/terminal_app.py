"""An app whose mistakes are told by whoever runs it, and not by Textual with every variable."""

import asyncio
import os
import threading
from typing import Any

from textual import events
from textual.app import App
from textual.driver import Driver


class TerminalApp(App[int]):
    """Ends quietly where something unforeseen is raised, anywhere; :attr:`mistake` is that."""

    def get_driver_class(self) -> type[Driver]:
        """The driver that bears what comes from a terminal."""
        if os.name == "nt":
            return super().get_driver_class()
        from tui.terminal.driver import TerminalDriver  # which other systems do not have

        return TerminalDriver

    @property
    def mistake(self) -> BaseException | None:
        """The first exception that nobody foresaw."""
        error = self._exception
        inside = getattr(error, "error", None)  # of what a worker did
        return inside if isinstance(inside, BaseException) else error

    def ask_to_leave(self, status: int) -> None:
        """Have the app end with an exit status; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.exit, status)

    def take_from_thread(self, raised: threading.ExceptHookArgs) -> None:
        """Take what was raised in a thread, as :func:`threading.excepthook` is given it."""
        if self._loop is not None and isinstance(raised.exc_value, Exception):
            self._loop.call_soon_threadsafe(self._handle_exception, raised.exc_value)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let no cursor blink: what is sent while nothing happens hides a dead connection."""
        from textual.widgets import Input  # here, as the first screen has no field

        if isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    async def run_async(self, **options: Any) -> int | None:
        """Run, and lose no exception of a task that nobody waits for."""
        asyncio.get_running_loop().set_exception_handler(self._take_from_task)
        return await super().run_async(**options)

    def panic(self, *renderables: Any) -> None:
        """End without printing."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _take_from_task(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception) and self._running:
            self._handle_exception(error)
        else:
            loop.default_exception_handler(context)
