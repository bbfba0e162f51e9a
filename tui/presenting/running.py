"""Running a presentation, or the notes of one, in this terminal."""

import gc
import os
from dataclasses import replace
from pathlib import Path

from models.training.numbers import FIRST_SEED
from tui.config_directory import config_directory
from tui.configuration import load
from tui.configured_app import environment
from tui.learn_choice import Learn
from tui.presenting.app import PresentingApp
from tui.presenting.notes_app import NotesApp
from tui.presenting.notes_file import NotesFile
from tui.presenting.presentation import Presentation
from tui.state_directory import state_directory
from tui.terminal.running import run_in_terminal
from tui.terminal.variables import settle


def present(first: Path | Learn, given: Presentation) -> int:
    """Present a plan, a copy that may be edited, or a lesson; the exit status.

    Raises :class:`models.errors.PlanError` where the file cannot be used.
    """
    settle(os.environ)
    gc.disable()  # as for any plan: what is made until it is open stays
    state, directory = state_directory(), config_directory()
    app = PresentingApp(
        first,
        replace(given, notes=NotesFile(state)),
        state=state,
        seed=first.seed if isinstance(first, Learn) else FIRST_SEED,
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
