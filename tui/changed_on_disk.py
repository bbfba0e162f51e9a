"""Somebody else saved the plan meanwhile: compare, put the edits on top, or save elsewhere."""

import asyncio
from typing import Protocol

from textual.app import App

from models.edits.difference import Step, between
from models.edits.imports import take_plan
from models.errors import PlanError
from models.merging.on_top import PutOnTop, put_on_top
from models.plan import Plan
from models.session import Session
from models.storage.document import Document, open_document
from tui.counterparts import FILE, Counterpart
from tui.screens.ask import CANCEL, AskScreen
from tui.screens.compare import CompareScreen

COMPARE, ON_TOP, SAVE_AS = "Compare", "Put on top", "Save as…"
MINE, THEIRS = "Mine", "Theirs"
LABEL = "put edits on top of what was saved meanwhile"
MOST_NAMED = 8
"""How many conflicts a question names before it counts the others."""


class File(Protocol):
    """Saves the plan; knows the file it is in."""

    @property
    def document(self) -> Document:
        """The file as it was last read or written by us."""

    def accept(self, document: Document) -> None:
        """Take it that the file is another one by now, and may be written over."""

    def save_as(self) -> None:
        """Save to a file that is asked for."""


class ChangedMeanwhile:
    """Asks what to do, and does it; the file is not touched by any of it."""

    def __init__(self, app: App[int], session: Session, file: File, words: str) -> None:
        """``words`` say what became of the file."""
        self._app, self._session, self._file = app, session, file
        self._words = words

    def ask(self) -> None:
        """Ask what to do."""
        question = (
            f"{self._words}.\n\nYour edits are kept here. Put on top of what is in the file now,"
            " they become one edit, which can be undone; saving comes after that."
        )
        answers = (ON_TOP, COMPARE, SAVE_AS, CANCEL)
        self._app.push_screen(AskScreen("Changed on disk", question, answers), self._answer)

    def _answer(self, answer: str | None) -> None:
        if answer == SAVE_AS:
            self._file.save_as()
        elif answer == COMPARE:
            self._app.run_worker(self._compare(), group="changed")
        elif answer == ON_TOP:
            self._app.run_worker(self._put_on_top(), group="changed")

    async def _compare(self) -> None:
        read = await self._read()
        if read is not None:
            screen = CompareScreen(self._session)
            await self._app.push_screen(screen)
            name = f"{self._file.document.path} as it is now"
            screen.compare_with(Counterpart(FILE, name, read[0]))

    async def _put_on_top(self) -> None:
        read = await self._read()
        if read is None:
            return
        theirs, document = read
        mine = self._session.plan
        try:
            step = await asyncio.to_thread(_edited, self._session.saved_plan, mine)
            both = [
                await asyncio.to_thread(_on_top, theirs, step, mine=who) for who in (True, False)
            ]
        except PlanError as error:
            self._refuse(error)
            return
        mine_first, theirs_first = both
        if not mine_first.conflicts:
            self._take(mine_first.plan, theirs, document)
            return

        def answered(answer: str | None) -> None:
            if answer in (MINE, THEIRS):
                chosen = mine_first if answer == MINE else theirs_first
                self._take(chosen.plan, theirs, document)

        named = "\n".join(f"  {one}" for one in mine_first.conflicts[:MOST_NAMED])
        more = len(mine_first.conflicts) - MOST_NAMED
        others = f"\n  and {more} more" if more > 0 else ""
        question = f"You and the file have these otherwise:\n{named}{others}\nWhose are right?"
        self._app.push_screen(AskScreen("Both changed", question, (MINE, THEIRS, CANCEL)), answered)

    def _take(self, plan: Plan, theirs: Plan, document: Document) -> None:
        """Let the plan be what came of both, as one edit; saving writes over what they wrote."""
        session = self._session
        try:
            if plan != session.plan:
                session.do(take_plan(session.plan, plan, LABEL))
        except PlanError as error:
            self._refuse(error)
            return
        session.saved(theirs, session.file)
        self._file.accept(document)

    async def _read(self) -> tuple[Plan, Document] | None:
        try:
            return await asyncio.to_thread(open_document, self._file.document.path)
        except PlanError as error:
            self._refuse(error)
            return None

    def _refuse(self, error: PlanError) -> None:
        self._app.push_screen(AskScreen("Not put together", str(error), ("Back",)))


def _edited(saved: Plan, mine: Plan) -> list[Step]:
    return [Step(between("", saved, mine), between("", mine, saved))]


def _on_top(theirs: Plan, step: list[Step], *, mine: bool) -> PutOnTop:
    return put_on_top(theirs, step, mine=mine)
