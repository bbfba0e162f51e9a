"""Running a presentation, or the notes of one, in this terminal."""

import gc
import os
from dataclasses import replace
from pathlib import Path

from tui.config_directory import config_directory
from tui.configuration import load
from tui.configured_app import environment
from tui.presenting.app import PresentingApp
from tui.presenting.notes_app import NotesApp
from tui.presenting.notes_file import NotesFile
from tui.presenting.presentation import Presentation
from tui.state_directory import state_directory
from tui.terminal.running import run_in_terminal
from tui.terminal.variables import settle


def present(plan: Path, given: Presentation) -> int:
    """Present a plan, a copy that may be edited; the exit status.

    Raises :class:`models.errors.PlanError` where the file cannot be used.
    """
    settle(os.environ)
    gc.disable()  # as for any plan: what is made until it is open stays
    state, directory = state_directory(), config_directory()
    app = PresentingApp(
        plan,
        replace(given, notes=NotesFile(state)),
        state=state,
        preferred=load(directory),
        preferred_in=directory,
        environment=environment(),
    )
    status = run_in_terminal(
        app,
        state=state,
        about_edits=app.about_edits,
        mouse=app.configuration.mouse,
        on_ending=app.stage.leave,
    )
    if app.failure is not None:
        raise app.failure
    return status


def follow() -> int:
    """Show the notes of the presentation that runs; the exit status."""
    settle(os.environ)
    state = state_directory()
    app = NotesApp(NotesFile(state), load(config_directory()).configuration.theme)
    return run_in_terminal(app, state=state, about_edits=lambda: "There is no edit here.")
