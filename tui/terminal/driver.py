"""The driver: Textual's, made to bear what comes from a terminal that somebody else holds."""

import codecs
import os
import re
import select
import signal
import sys
from collections.abc import Iterable
from typing import IO, Any

from textual._time import get_time
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal.input_filter import InputFilter
from tui.terminal.parser import TerminalParser

LOOK_UP = 0.1
"""How often the thread that reads keys sees whether the app has ended, in seconds."""
UNASKED_SIZE = re.compile(r"\x1b\[48;[\d:;]*t")
"""What a terminal tells of its size where it was asked to; else somebody typed it."""


class Outlet:
    """Where the screen is written to; a terminal that is gone takes everything."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        """Write a piece of the screen."""
        try:
            self._file.write(text)
        except OSError:
            return

    def flush(self) -> None:
        """Write what is held back."""
        try:
            self._file.flush()
        except OSError:
            return


class TerminalDriver(LinuxDriver):
    """Ends when the terminal is gone, outlives any input, and comes back from any stop."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        out: Any = sys.__stderr__
        out.reconfigure(encoding="utf-8", errors="replace")
        self._file: Any = Outlet(out)

    def run_input_thread(self) -> None:
        """Read keys until the app ends; a terminal that is gone is as SIGHUP."""
        parser, read = TerminalParser(), InputFilter()
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _patience(parser))[0]:
                data = self._typed()
                if not data:
                    signal.raise_signal(signal.SIGHUP)
                    return
                text = decode(data)
                if not self._in_band_window_resize:
                    text = UNASKED_SIZE.sub("", text)  # nobody asked for it
                if passed := read(text):
                    self._tell(parser.feed(passed))
            self._tell(parser.tick())

    def _run_input_thread(self) -> None:
        """Let what goes wrong there be told as in any thread."""
        self.run_input_thread()

    def _typed(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _tell(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, but not in the middle of writing, where the signal may come."""
        self._loop.call_soon_threadsafe(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        """Take the terminal again, which another program had; after SIGSTOP it was not left."""
        if not self._app._running:
            return
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
        super()._sigcont_application()
        self._app.call_later(self._app.refresh, layout=True)


def _patience(parser: TerminalParser) -> float:
    """How long to wait for input: no longer than an Esc that may be the key."""
    if parser._timeout_time is None:
        return LOOK_UP
    return min(max(parser._timeout_time - get_time(), 0), LOOK_UP)
