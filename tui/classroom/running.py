"""Running the app of a visitor, and telling of a mistake in it to whoever runs the server."""

import sys
import threading
from collections.abc import Sequence

from models.training.numbers import FIRST_SEED
from tui.classroom.app import ClassroomApp
from tui.commands.failures import MISTAKE
from tui.config_directory import config_directory
from tui.configuration import load
from tui.configured_app import environment
from tui.state_directory import state_directory
from tui.terminal.crash import outline, what_and_where

SEED = "--seed"
"""Before the seed of the lessons, among the arguments of the process."""


def run(arguments: Sequence[str]) -> int:
    """Run until the visitor leaves; the exit status. ``arguments`` may be :data:`SEED` and one.

    What goes wrong is told on standard error, without anything of a plan.
    """
    status, mistake = None, None
    try:
        app = app_of_visitor(arguments)
        threading.excepthook = app.take_from_thread
        status, mistake = app.run(mouse=app.configuration.mouse), app.mistake
    except Exception as error:
        mistake = error
    if mistake is not None:
        lines = (f"{what_and_where(mistake)}:", *outline(mistake))
        sys.stderr.write("\n".join(lines) + "\n")
        return MISTAKE
    return MISTAKE if status is None else status


def app_of_visitor(arguments: Sequence[str]) -> ClassroomApp:
    """The app, which keeps what it remembers in the visitor's own directories."""
    directory = config_directory()
    seed = int(arguments[1]) if arguments[:1] == [SEED] else FIRST_SEED
    return ClassroomApp(
        seed=seed,
        state=state_directory(),
        preferred=load(directory),
        preferred_in=directory,
        environment=environment(),
    )
