"""A plan edited step by step while something goes wrong, and what must be there afterwards.

Each story begins with a directory as it is prepared by ``prepare`` and goes on in ``go_on``,
which is where calls fail, or where the power is cut.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from models.errors import PlanError
from models.formats.plan_toml import dumps
from models.plan import Plan
from models.session import Session
from models.storage.opening import Access, Opened, open_plan
from models.storage.writing import write_atomic
from tests.support.kept import Kept, crash, kept, session_of
from tests.support.random_edits import SIMPLE, random_edit, small_plan

TRIES = 2
"""How often somebody tries to open a plan who is told that it failed."""


class Story:
    """One plan; ``told`` are the messages, ``acknowledged`` is called after each step that went."""

    def __init__(self, directory: Path, seed: int = 1) -> None:
        self.path = directory / "plan.toml"
        self.random = Random(seed)
        self.told: list[str] = []
        self.opened: Opened | None = None
        self.session: Session | None = None
        self.others: list[Opened] = []
        self.possible: list[Plan] = []
        """The plan that was acknowledged last, and those that steps would have led to since."""
        self.exactly: Kept | None = None
        self.acknowledged: Callable[[Path, Plan], None] = lambda path, plan: None

    def begin(self) -> None:
        """Write the plan file, which nobody has open."""
        plan = small_plan()
        write_atomic(self.path, dumps(plan).encode())
        self.possible = [plan]
        self.acknowledged(self.path, plan)

    def open(self, access: Access = Access.EDIT, *, recover: bool = True) -> bool:
        """Open the plan and let its edits come back; somebody tries again where it fails."""
        for _ in range(TRIES):
            opened: Opened | None = None
            try:
                opened = open_plan(self.path, None, access)
                if recover:
                    opened.recover()
                else:
                    self.possible.append(opened.plan)
                    opened.leave()
            except PlanError as error:
                self.told.append(str(error))
                if opened is not None:
                    opened.give_up()
                continue
            self.opened, self.session = opened, session_of(opened)
            self.exactly = kept(self.session)
            if not recover:
                self.possible = [self.session.plan]
            assert self.session.plan in self.possible, "another plan came back"
            self._went()
            return True
        return False

    def edit(self, times: int = 1) -> None:
        """Make edits at random; those that are refused are remembered."""
        for _ in range(times):
            if session := self.session:
                edit = random_edit(self.random, session, SIMPLE)
                self._try(partial(session.do, edit), edit.apply(session.plan))

    def undo(self) -> None:
        """Take the last edit back."""
        if (session := self.session) and session.point:
            self._try(session.undo, session.plan_at(session.point - 1))

    def redo(self) -> None:
        """Make the undone edit again."""
        if (session := self.session) and session.redo_label:
            self._try(session.redo, session.plan_at(session.point + 1))

    def save(self) -> bool:
        """Save; what is refused changes nothing."""
        session, opened = self.session, self.opened
        if session is None or opened is None or opened.custody is None:
            return False
        custody, file = opened.custody, str(self.path)
        if self._try(lambda: custody.save(session.plan), session.plan):
            session.saved(session.plan, file)
            self.exactly = kept(session)
            return True
        return False

    def save_as(self, name: str) -> None:
        """Save to another file, and go on there."""
        session, opened = self.session, self.opened
        if session is None or opened is None or opened.custody is None:
            return
        custody, path = opened.custody, self.path.with_name(name)
        before = self.path

        def move() -> None:
            custody.save_as(session.plan, path)
            self.path = path

        if not self._try(move, session.plan):
            self.path = before

    def crash(self) -> None:
        """End without anything."""
        for opened in (self.opened, *self.others):
            if opened is not None:
                crash(opened)
        self.opened, self.session, self.others = None, None, []

    def close(self) -> None:
        """Close the plan as the program does after it was saved."""
        if self.opened is not None and self.opened.custody is not None:
            self.opened.custody.close()
        self.opened, self.session = None, None

    def hand_over(self) -> Session | None:
        """Let the session live on while another one begins; the session."""
        session = self.session
        if self.opened is not None:
            self.others.append(self.opened)
        self.opened, self.session = None, None
        return session

    def _try(self, step: Callable[[], object], wanted: Plan) -> bool:
        try:
            step()
        except PlanError as error:
            self.told.append(str(error))
            self.possible.append(wanted)
            self.exactly = None
            return False
        assert self.session is not None
        self.possible = [self.session.plan]
        assert self.session.plan == wanted
        if self.exactly is not None:
            self.exactly = kept(self.session)
        self._went()
        return True

    def _went(self) -> None:
        assert self.session is not None
        self.acknowledged(self.path, self.session.plan)


# What is prepared: nothing of it fails


def closed(story: Story) -> None:
    """Nobody has the plan open."""
    story.begin()


def killed(story: Story) -> None:
    """A session was killed that had edited, saved, and edited again."""
    story.begin()
    story.open()
    story.edit(2)
    story.save()
    story.edit(2)
    story.undo()
    story.crash()


def damaged(story: Story) -> None:
    """The journal of a killed session has a line that cannot be read, and one behind it."""
    killed(story)
    journal = story.path.with_name(f".{story.path.name}.journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    write_atomic(journal, b"".join(lines) + b"0" + lines[1] + lines[2], mode=0o600)


def held(story: Story) -> None:
    """A session has the plan open, with edits that are not saved."""
    killed(story)
    story.open()
    story.edit()


# How it goes on


def edits_and_saves(story: Story) -> None:
    """Open, edit, undo, redo, save, edit."""
    story.open()
    story.edit(2)
    story.undo()
    story.redo()
    story.save()
    story.edit()
    story.undo()
    story.edit()
    story.save()
    story.edit()


def saves_and_closes(story: Story) -> None:
    """Open, edit, save and leave."""
    story.open()
    story.edit()
    if story.save():
        story.close()


def goes_elsewhere(story: Story) -> None:
    """Edit, save to another file, edit there, save there."""
    story.open()
    story.edit()
    story.save_as("other.toml")
    story.edit()
    story.save()
    story.edit()


def is_declined(story: Story) -> None:
    """The edits of the session that was killed are not wanted."""
    if story.open(recover=False):
        story.edit()
        story.save()
        story.edit()


def is_taken_over(story: Story) -> None:
    """A second session takes the plan over; the first one cannot edit it any more."""
    first = story.hand_over()
    assert first is not None
    taken = story.open(Access.TAKE_OVER)
    story.edit()
    story.save()
    edit = random_edit(story.random, first, SIMPLE)
    before = first.plan
    try:
        first.do(edit)
    except PlanError:
        assert first.plan is before
    else:
        assert not taken, "both sessions could edit the plan"
        story.possible = [first.plan]
        story.exactly = None
    story.edit()


def begins(story: Story) -> None:
    """A plan is begun where there is no file."""
    if story.open(Access.NEW):
        story.edit(2)
        story.save()
        story.edit()


def nothing(story: Story) -> None:
    """There is no file yet."""
    story.possible = [Plan(name="plan")]
    story.acknowledged(story.path, story.possible[0])


STORIES: dict[str, tuple[Callable[[Story], None], Callable[[Story], None]]] = {
    "edited and saved": (closed, edits_and_saves),
    "closed": (closed, saves_and_closes),
    "saved elsewhere": (closed, goes_elsewhere),
    "recovered": (killed, edits_and_saves),
    "recovered from a damaged journal": (damaged, edits_and_saves),
    "recovered and saved elsewhere": (killed, goes_elsewhere),
    "not recovered": (killed, is_declined),
    "taken over": (held, is_taken_over),
    "begun": (nothing, begins),
}
