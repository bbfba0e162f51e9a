"""Running the interface in this terminal, to an end that is told and leaves no trace."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from tui.commands.failures import MISTAKE
from tui.terminal.terminal_app import TerminalApp


def run_in_terminal(
    app: TerminalApp,
    *,
    state: Path,
    about_edits: Callable[[], str],
    mouse: bool = True,
    on_ending: Callable[[], None] | None = None,
) -> int:
    """Run an app until it ends; the exit status. A signal ends the process in here.

    ``about_edits`` says in a sentence what becomes of the edits that are not saved,
    ``on_ending`` is called when a signal came, on a thread of its own, and has two seconds.
    Raises :class:`tui.commands.failures.Crashed` where something unforeseen was raised.
    """
    threading.excepthook = app.take_from_thread
    status, error = None, None
    try:
        status = _run(app, mouse, on_ending)
    except Exception as escaped:
        error = escaped
    mistake = app.mistake or error
    if mistake is not None:
        from tui.terminal.crash import crashed  # here, as few ever need it
        from tui.terminal.crash_report import write_report

        raise crashed(mistake, about_edits(), write_report(mistake, state))
    return MISTAKE if status is None else status


def _run(app: TerminalApp, mouse: bool, on_ending: Callable[[], None] | None) -> int | None:
    if os.name == "nt":
        return app.run(mouse=mouse)
    from tui.terminal.ending import Ending  # which other systems do not have

    with Ending(app.ask_to_leave, on_ending):
        return app.run(mouse=mouse)
