"""The application: owns the session, is the only place that edits it, and routes."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.worker import Worker, WorkerState

from models.errors import ChangedOnDisk, EditRefused, PlanError
from models.plan import Plan
from models.session import Session
from models.storage.document import Document, open_document
from tui.commands.failures import MISTAKE
from tui.finder import FindInPlan
from tui.messages import EditRequested
from tui.screens.ask import AskScreen, PathScreen
from tui.screens.help import HelpScreen
from tui.screens.start import StartScreen
from tui.screens.workspace import WorkspaceScreen
from tui.shown import shown

SAVE, SAVE_AS, DISCARD, CANCEL = "Save", "Save as…", "Discard", "Cancel"
LONGEST_NOTICE = 500
"""How much of a message is shown, in characters."""
_ON_THE_PLAN = ("undo", "redo", "save", "save_as")
_FUNCTION_KEY = re.compile(r"f\d+")


class AsrnetApp(App[int]):
    """The terminal interface of asrnet."""

    TITLE = "asrnet"
    CSS_PATH = "styles/app.tcss"
    COMMANDS = App.COMMANDS | {FindInPlan}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", tooltip="Show every key", id="help", priority=True),
        Binding(
            "ctrl+z", "undo", "Undo", tooltip="Take the last edit back", id="undo", priority=True
        ),
        Binding(
            "ctrl+y",
            "redo",
            "Redo",
            tooltip="Make the last undone edit again",
            id="redo",
            priority=True,
            show=False,
        ),
        Binding("ctrl+s", "save", "Save", tooltip="Save the plan", id="save", priority=True),
        Binding(
            "f12", "save_as", "Save as", tooltip="Save to another file", id="save-as", show=False
        ),
        Binding("ctrl+q", "quit", "Quit", tooltip="Leave asrnet", id="quit", priority=True),
    ]

    def __init__(
        self, plan: Plan | None = None, document: Document | None = None, *, read_only: bool = False
    ) -> None:
        """Open a plan; without one the start screen is shown."""
        super().__init__()
        self.animation_level = "none"
        self.session: Session | None = None
        self.document = document
        self._read_only = read_only
        self._first = plan

    def on_mount(self) -> None:
        """Show the plan, or what could be opened."""
        if self._first is None:
            self.push_screen(StartScreen(), self._start)
        else:
            self._show(self._first)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every action that has a key in the command palette, each once."""
        yield from super().get_system_commands(screen)
        offered = set()
        for node, binding, enabled, tooltip in screen.active_bindings.values():
            if enabled and binding.id and tooltip and binding.action not in offered:
                offered.add(binding.action)
                run = partial(self.run_action, binding.action, node)
                yield SystemCommand(binding.description, tooltip, run)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Editing and saving need a plan, and no question that is still open."""
        if action not in _ON_THE_PLAN:
            return True
        if self.session is None:
            return False
        if isinstance(self.screen, ModalScreen):
            return None
        labels = {"undo": self.session.undo_label, "redo": self.session.redo_label}
        return True if labels.get(action, "") is not None else None

    def get_key_display(self, binding: Binding) -> str:
        """How a key is called on the screen."""
        shown_key = super().get_key_display(binding)
        return shown_key.upper() if _FUNCTION_KEY.fullmatch(shown_key) else shown_key

    @on(EditRequested)
    def edit(self, event: EditRequested) -> None:
        """Make an edit that was asked for, or say why it cannot be made."""
        if self.session is None:
            return
        try:
            self.session.do(event.make(self.session))
        except EditRefused as refusal:
            self.refuse(str(refusal))

    def action_undo(self) -> None:
        """Take the last edit back."""
        self._move(self.session.undo if self.session else None)

    def action_redo(self) -> None:
        """Make the last undone edit again."""
        self._move(self.session.redo if self.session else None)

    def action_help(self) -> None:
        """Show every key of this screen."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_save(self) -> None:
        """Save the plan to its file; what a person wrote as comments there is asked about."""
        if self.session is None or self.document is None:
            return
        if self._read_only:
            self.refuse("This plan is open for reading only; F12 saves it to another file.")
        elif self.document.commented:
            question = (
                f"{self.document.path} has comments, which saving loses. Fields called `note`"
                " are kept: move there what should stay."
            )
            answers = (SAVE, SAVE_AS, CANCEL)
            self.push_screen(AskScreen("Comments", question, answers), self._answer_comments)
        else:
            self._save()

    def action_save_as(self) -> None:
        """Save the plan to another file."""
        if self.session is None or self.document is None:
            return

        def named(path: str | None) -> None:
            if path is not None:
                self._save(Path(path).expanduser())

        self.push_screen(PathScreen("Save the plan as", str(self.document.path)), named)

    async def action_quit(self) -> None:
        """Leave, unless there is something to save and the user wants to."""
        if self.session is None or not self.session.modified:
            self.exit(0)
            return
        question = "The plan has changes that are not saved."
        self.push_screen(
            AskScreen("Leave asrnet", question, (SAVE, DISCARD, CANCEL)), self._answer_quit
        )

    def refuse(self, words: str) -> None:
        """Say why something was not done: in the line for it where there is one."""
        if isinstance(self.screen, WorkspaceScreen) and "\n" not in words:
            self.screen.change_line.refuse(words)
            return
        self.notify(_lines(words), severity="error", markup=False, timeout=10)

    def _start(self, path: Path | None) -> None:
        if path is None:
            self.exit(0)
            return
        try:
            plan, self.document = open_document(path)
        except PlanError as error:
            self.refuse(str(error))
            self.push_screen(StartScreen(), self._start)
        else:
            self._show(plan)

    def _show(self, plan: Plan) -> None:
        self.session = Session(plan, read_only=self._read_only)
        name = str(self.document.path) if self.document else plan.name
        self.push_screen(WorkspaceScreen(self.session, name))

    def _move(self, step: Any) -> None:
        if step is None:
            return
        try:
            step()
        except EditRefused as refusal:
            self.refuse(str(refusal))

    def _answer_comments(self, answer: str | None) -> None:
        if answer == SAVE:
            self._save()
        elif answer == SAVE_AS:
            self.action_save_as()

    def _answer_quit(self, answer: str | None) -> None:
        if answer == DISCARD:
            self.exit(0)
        elif answer == SAVE:
            self._leaving = True
            self.action_save()

    _leaving = False

    def _save(self, path: Path | None = None) -> None:
        if self.session is not None and self.document is not None:
            self._write(self.document, self.session.plan, path)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _write(self, document: Document, plan: Plan, path: Path | None) -> tuple[Document, Plan]:
        """Write beside the screen; the only way back is the result."""
        written = document.save(plan) if path is None else document.save_as(plan, path)
        return written, plan

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take over what was written, or say why it could not be."""
        if event.worker.name != "_write":
            return
        if event.state is WorkerState.ERROR:
            self._leaving = False
            error = event.worker.error
            if isinstance(error, ChangedOnDisk):
                question = f"{error}"
                self.push_screen(
                    AskScreen("Changed on disk", question, (SAVE_AS, CANCEL)),
                    self._answer_comments,
                )
            elif isinstance(error, PlanError):
                self.refuse(f"{error} Your edits are kept here; F12 saves to another file.")
            elif error is not None:
                raise error
        elif event.state is WorkerState.SUCCESS and event.worker.result and self.session:
            self.document, plan = event.worker.result
            self.session.saved(plan)
            if self._leaving:
                self.exit(0)
            elif isinstance(self.screen, WorkspaceScreen) and self.document is not None:
                self.screen.saved(str(self.document.path))


def run(path: Path | None, read_only: bool) -> int:
    """Open a plan file, or the start screen, in this terminal; the exit status.

    Raises :class:`models.errors.PlanError` where the file cannot be used.
    """
    plan, document = open_document(path) if path is not None else (None, None)
    status = AsrnetApp(plan, document, read_only=read_only).run()
    return MISTAKE if status is None else status


def _lines(words: str) -> str:
    """A message in a few lines, each inert."""
    return "\n".join(shown(line) for line in words[:LONGEST_NOTICE].split("\n"))
