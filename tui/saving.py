"""Saving the plan, and leaving: nothing that somebody wrote is lost unasked."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import App

from models.errors import ChangedOnDisk, PlanError, TakenOver
from models.plan import Plan
from models.session import Session
from models.storage.custody import copied_to
from models.storage.document import Document
from models.storage.opening import Opened
from tui.changed_on_disk import ChangedMeanwhile
from tui.screens.ask import CANCEL, AskScreen, PathScreen, replace_only_if_asked
from tui.screens.plan_screen import PlanScreen
from tui.widgets.path_field import path_of

SAVE, SAVE_AS, DISCARD = "Save", "Save as…", "Discard"


class Saving:
    """Saves the plan of a session to its file or to another, and asks what has to be asked."""

    def __init__(
        self, app: App[int], session: Session, opened: Opened, state: Path | None = None
    ) -> None:
        """``opened`` is what the plan was read from; ``state`` the user's own directory."""
        self._app = app
        self._session = session
        self._custody, self._document = opened.custody, opened.document
        self._state = state
        self._then: Callable[[], None] | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def document(self) -> Document:
        """The file that the plan is in."""
        return self._document if self._custody is None else self._custody.document

    @property
    def edits_are(self) -> str | None:
        """Where the edits are that are not saved; ``None`` where they are nowhere but here."""
        return None if self._custody is None else str(self._custody.journal_path)

    def save(self) -> None:
        """Save to the plan's own file; comments in it, which saving loses, are asked about."""
        if not self.document.commented:
            self._write(None)
            return
        question = (
            f"{self.document.path} has comments, which saving loses. Fields called `note`"
            " are kept: move there what should stay."
        )
        self._ask("Comments", question, (SAVE, SAVE_AS, CANCEL))

    def save_as(self) -> None:
        """Save to a file that is asked for."""
        screen = PathScreen("Save the plan as", str(self.document.path))
        self._app.push_screen(screen, self._named)

    def leave(self, title: str, then: Callable[[], None]) -> None:
        """Leave the plan and do something else then; what is not saved is asked about."""
        if not self._session.modified:
            self._left(then)
            return
        question = "The plan has changes that are not saved."
        screen = AskScreen(title, question, (SAVE, DISCARD, CANCEL))
        self._app.push_screen(screen, partial(self._answer_leaving, then))

    def keep(self, then: Callable[[], None]) -> None:
        """Write the plan to its own file as it is, asking nothing, and do something else then."""
        self._then = then
        self._write(None)

    def close(self) -> None:
        """Have the plan open no more; what is not saved is given up."""
        if self._custody is not None:
            self._custody.close()
            self._custody = None

    def accept(self, document: Document) -> None:
        """Take it that the file is another one by now, and may be written over."""
        if self._custody is not None:
            self._custody.document = document
        self._document = document

    def _left(self, then: Callable[[], None]) -> None:
        self.close()
        then()

    def _ask(self, title: str, question: str, answers: tuple[str, ...]) -> None:
        self._app.push_screen(AskScreen(title, question, answers), self._answer)

    def _answer(self, answer: str | None) -> None:
        if answer == SAVE:
            self._write(None)
        elif answer == SAVE_AS:
            self.save_as()
        else:
            self._then = None

    def _answer_leaving(self, then: Callable[[], None], answer: str | None) -> None:
        if answer == DISCARD:
            self._left(then)
        elif answer == SAVE:
            self._then = then
            self.save()

    def _named(self, name: str | None) -> None:
        """Save to the file that was named; one that exists is replaced only when asked."""
        if name is None:
            self._then = None
            return
        replace_only_if_asked(self._app, path_of(name), self._write, self._stay)

    def _stay(self) -> None:
        """Do not go on to what was to come after saving."""
        self._then = None

    def _write(self, path: Path | None) -> None:
        """Write beside the screen, to the plan's own file or another."""
        self._app.run_worker(self._written(path), group="saving")

    async def _written(self, path: Path | None) -> None:
        async with self._one_at_a_time:
            plan = self._session.plan
            covers = None if self._custody is None else self._custody.last_line
            try:
                await asyncio.to_thread(self._to_file, plan, path, covers)
            except PlanError as error:
                self._tell(error)
                return
            self._session.saved(plan, str(self.document.path))
            if self._custody is not None:
                self._session.read_only = False
                self._session.keeper = self._custody
        if self._then is not None:
            self._left(self._then)
            return
        for screen in self._app.screen_stack:
            if isinstance(screen, PlanScreen):
                screen.saved()

    def _to_file(self, plan: Plan, path: Path | None, covers: int | None) -> None:
        if self._custody is not None:
            if path is None:
                self._custody.save(plan, covers)
            else:
                self._custody.save_as(plan, path, self._state, covers)
        elif path is None:
            self._document = self._document.save(plan)
        elif self._session.read_only:
            self._custody = copied_to(self._document, plan, path, self._state)
        else:
            self._document = self._document.save_as(plan, path)

    def _tell(self, error: PlanError) -> None:
        """Say why nothing was written, and offer what can be done."""
        self._then = None
        if isinstance(error, ChangedOnDisk):
            ChangedMeanwhile(self._app, self._session, self, str(error)).ask()
            return
        if isinstance(error, TakenOver):
            self._session.read_only = True
        self._ask("Not saved", f"{error}.\n\nYour edits are kept here.", (SAVE_AS, CANCEL))
