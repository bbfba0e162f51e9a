"""Saving where there is no way to the file system: the plan is downloaded."""

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from models.formats.plan_toml import dumps
from models.session import Session
from models.storage.opening import Opened
from tui.delivery import download
from tui.saving import Saving
from tui.screens.ask import CANCEL, AskScreen
from tui.screens.plan_screen import PlanScreen

DOWNLOAD, LEAVE = "Download", "Leave"


class Downloading(Saving):
    """Gives the plan to the browser; the copy in the class ends with the visit."""

    def __init__(
        self, app: App[int], session: Session, opened: Opened, state: Path | None = None
    ) -> None:
        """``opened`` is the copy that is worked on, of which nobody needs to know the place."""
        super().__init__(app, session, opened, state)
        session.file = opened.document.path.name

    def save(self) -> None:
        """Download the plan as it is now."""
        session = self._session
        words = download(self._app, session.file, dumps(session.plan).encode())
        session.saved(session.plan, session.file)
        for screen in self._app.screen_stack:
            if isinstance(screen, PlanScreen):
                screen.show_state()
                screen.change_line.say(words)

    def save_as(self) -> None:
        """The same; the browser asks where to, or does not."""
        self.save()

    def leave(self, title: str, then: Callable[[], None]) -> None:
        """Leave the plan; what was not downloaded is asked about."""
        if not self._session.modified:
            self._left(then)
            return

        def answered(answer: str | None) -> None:
            if answer == DOWNLOAD:
                self.save()
            elif answer == LEAVE:
                self._left(then)

        question = "What you changed in this plan ends with it, unless you download it first."
        self._app.push_screen(AskScreen(title, question, (DOWNLOAD, LEAVE, CANCEL)), answered)
