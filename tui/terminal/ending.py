"""Ending when told to by a signal, or because the terminal is gone: soon, and leaving no trace.

Signals come as numbers through a pipe, which one thread reads: what the main thread does
meanwhile, or waits for, does not matter. The app is asked to leave, as by its key; where it has
not in time, the terminal is restored and the process ends without it.
"""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Self

from tui.terminal.modes import attributes, cut_off, put_back, switch_off

ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
DEADLINE = 2.0
"""How long the app may take to leave, in seconds."""


class Ending:
    """A stretch of the program in which signals end it so; also where they came in ignored."""

    def __init__(
        self, leave: Callable[[int], None], on_ending: Callable[[], None] | None = None
    ) -> None:
        """``leave`` asks the app, from another thread, to end with an exit status.

        ``on_ending`` is called on a thread of its own; it has as long as the app.
        """
        self.number: int | None = None
        """The signal by which the program was told to end."""
        self._leave = leave
        self._last_act = Thread(target=on_ending or _nothing, daemon=True)
        self._waits = Thread(target=self._wait, name="ending", daemon=True)
        self._left = Event()

    def __enter__(self) -> Self:
        self._before = attributes()
        self._told, tell = os.pipe()
        os.set_blocking(tell, False)
        signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        for number in ENDING:
            signal.signal(number, _nothing)
        self._waits.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was; where a signal came, the process ends here."""
        if attributes() != self._before:  # something went wrong while leaving
            switch_off()
            put_back(self._before)
        if self.number is not None:
            self._left.set()
            self._waits.join()  # which it does not outlive

    def _wait(self) -> None:
        while (number := os.read(self._told, 1)[0]) not in ENDING:
            pass
        until = time.monotonic() + DEADLINE
        self.number = number
        self._last_act.start()
        with suppress(RuntimeError):  # the app has left already
            self._leave(128 + number)
        if not self._left.wait(DEADLINE):
            cut_off()
            switch_off()
            put_back(self._before)
        self._last_act.join(max(until - time.monotonic(), 0))
        os._exit(128 + number)


def _nothing(*_: object) -> None:
    """The signal is known by its number, which is in the pipe by now."""
