"""Opening the terminal interface, where there is a terminal to open it on."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import PlanError
from tui.terminal.variables import settle

if TYPE_CHECKING:
    from tui.learn_choice import Learn

HEADLESS = (
    "the commands assign, explain, check, import and regions do without one; see asrnet --help"
)


def open_interface(first: "Path | Learn | None", read_only: bool, seed: int = 1) -> int:
    """Open a plan, the lessons, or the start screen; the exit status.

    ``seed`` is that of lessons not begun yet.
    """
    settle(os.environ)
    gc.disable()  # what is made until a plan is open stays; the app enables it then
    from tui.app import run  # here, so that no other command pays for Textual

    return run(first, read_only, seed)


def require_terminal() -> None:
    """Raise :class:`PlanError` where no screen can be drawn, or no key be read."""
    streams = (
        ("standard input", sys.stdin),
        ("standard output", sys.stdout),
        ("standard error", sys.stderr),
    )
    for name, stream in streams:
        if stream is None or not stream.isatty():
            raise PlanError(
                f"the terminal interface needs a terminal, but {name} is none (over SSH: "
                f"ssh -t); {HEADLESS}"
            )
    term = os.environ.get("TERM", "")
    if os.name != "nt" and term in ("", "dumb", "unknown"):
        raise PlanError(
            f"the terminal interface cannot be drawn on a terminal of type {term!r} (TERM); "
            f"{HEADLESS}"
        )
