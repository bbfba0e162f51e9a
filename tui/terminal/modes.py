"""What the interface switches on in the terminal, and switching it off from outside the app."""

import os
import signal
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

SWITCHED_OFF = (
    b"\x1b\\"  # an end for what was cut off in the middle
    b"\x1b[?2026l"  # a frame that was begun
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    b"\x1b[?1004l\x1b[?2004l\x1b[?2048l"  # focus, pastes, sizes
    b"\x1b[?7h\x1b[<u\x1b[0m"  # lines are wrapped, keys and colours as usual
    b"\x1b[?1049l\x1b[?25h"  # the shell's own screen, and its cursor
)
PATIENCE = 0.2
"""How long a terminal is tried that takes nothing, in seconds."""

Attributes = list[Any]


def attributes() -> Attributes | None:
    """How the terminal takes what is typed; ``None`` where there is none."""
    try:
        return termios.tcgetattr(0)
    except termios.error:
        return None


def put_back(before: Attributes | None) -> None:
    """Let the terminal take what is typed as before."""
    if before is not None:
        with _although_in_the_background(), suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, before)


def cut_off() -> None:
    """Let nothing that the app writes get to the terminal from now on.

    A thread that waits for the terminal, which nobody else can write to meanwhile, is woken
    by a signal, which it has to have a handler for; it writes the rest to nowhere.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for thread in threading.enumerate():
        if thread.ident is not None:
            with suppress(OSError):
                signal.pthread_kill(thread.ident, signal.SIGTERM)


def switch_off() -> None:
    """Switch everything off, also in a terminal that does not read what is written to it."""
    with suppress(OSError, termios.error):
        terminal = os.open(_name(), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        until = time.monotonic() + PATIENCE
        with _although_in_the_background():
            while time.monotonic() < until:
                termios.tcflush(terminal, termios.TCOFLUSH)  # makes room
                with suppress(BlockingIOError):
                    os.write(terminal, SWITCHED_OFF)
                    return
                time.sleep(0.01)


def _name() -> str:
    try:
        return os.ttyname(0)
    except OSError:
        return "/dev/tty"


@contextmanager
def _although_in_the_background() -> Iterator[None]:
    """A job in the background would be stopped for changing the terminal."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
