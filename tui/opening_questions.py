"""What has to be asked before a plan is open: who else has it, and what was not saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.edits.imports import take_plan
from models.errors import PlanError, PlanHeld
from models.history import Entry
from models.merging.on_top import put_on_top
from models.session import Session
from models.storage.opening import Access, NotWritable, Opened
from models.storage.reading import is_nothing
from models.storage.recovery import Recovery

READ, TAKE_OVER, CANCEL = "Read only", "Take over", "Cancel"
ELSEWHERE, NEW = "Edit, and save elsewhere", "New plan"
RECOVER, ON_TOP, NOT_NOW = "Recover", "Put them on top", "Not now"
LABEL = "put edits of an earlier session on top"
FITS = "Recovered, they can be undone as before. Not now keeps them in a file of their own."
CHANGED = (
    "The file was changed since, so they can only be put on top of what is in it now, as one"
    " edit that can be undone. Either way they stay in a file of their own."
)
ENDED = "An earlier session, which ended unexpectedly,"
MOST_NAMED = 10
"""How many edits a question names before it counts the others."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answers, the likeliest first.

    An answer leads to another way to open the file, to a session, or with ``None`` nowhere.
    """

    title: str
    words: str
    answers: Mapping[str, Access | Callable[[Opened], Session] | None]


def question_of(error: PlanError, path: Path) -> Question | None:
    """What is asked where a plan could not simply be opened; ``None`` for nothing."""
    if isinstance(error, PlanHeld):
        words = (
            f"{_capital(str(error))}.\n\nYou can look at the plan as it is saved. Taking over"
            " ends editing there, without asking; edits that are not saved there come to you."
        )
        return Question(
            "Somebody has this plan open",
            words,
            {READ: Access.READ, TAKE_OVER: Access.TAKE_OVER, CANCEL: None},
        )
    if isinstance(error, NotWritable):
        answers = {READ: Access.READ, ELSEWHERE: Access.ELSEWHERE, CANCEL: None}
        return Question("This plan cannot be saved", f"{error}.", answers)
    if is_nothing(path):
        words = f"{_sentence(error)}\n\nA new plan begins with regions; importing an estate is `i`."
        return Question("There is no plan yet", words, {NEW: Access.NEW, CANCEL: None})
    return None


def question_about(opened: Opened) -> Question | None:
    """What is asked about the edits that an earlier session left; ``None`` for nothing."""
    found = opened.recovery
    if found is None:
        return None
    if found.fits:
        title, words = "Edits that were not saved", f"{_listed(opened, found)}\n\n{FITS}"
        return Question(title, words, {RECOVER: _recovered, NOT_NOW: _left, CANCEL: None})
    words = f"{_listed(opened, found)}\n\n{CHANGED}"
    answers = {ON_TOP: _on_top, NOT_NOW: _left, CANCEL: None}
    return Question("Edits that were not saved", words, answers)


def session_of(opened: Opened) -> Session:
    """The session over a plan that was opened."""
    return Session(
        opened.plan,
        read_only=opened.read_only,
        file=str(opened.document.path),
        history=opened.history,
        keeper=opened.custody,
    )


def _recovered(opened: Opened) -> Session:
    opened.recover()
    return session_of(opened)


def _left(opened: Opened) -> Session:
    kept = opened.leave()
    if kept is not None:
        opened.cautions += (f"The edits that were not saved are kept in {kept}.",)
    return session_of(opened)


def _on_top(opened: Opened) -> Session:
    """The plan as the file has it, with the edits put on top as one edit."""
    found = opened.recovery
    session = _left(opened)
    if found is not None:
        put = put_on_top(session.plan, found.steps, mine=True)
        session.do(take_plan(session.plan, put.plan, LABEL))
        if put.conflicts:
            named = ", ".join(put.conflicts[:MOST_NAMED])
            opened.cautions += (f"Both changed these; yours were taken: {named}.",)
    return session


def _listed(opened: Opened, found: Recovery) -> str:
    """The edits that would come back, the last ones by name."""
    count = len(found.entries)
    edits = "1 edit" if count == 1 else f"{count} edits"
    undone = f" and {found.undone} undone since the file was saved" if found.undone else ""
    lines = [_line(entry) for entry in found.entries[-MOST_NAMED:]]
    if count > MOST_NAMED:
        lines.insert(0, f"  {count - MOST_NAMED} before, then")
    who = "The session you took over" if opened.taken_over else ENDED
    head = f"{who} had {edits}{undone} that the file lacks"
    return "\n".join([f"{head}:" if lines else f"{head}.", *lines])


def _line(entry: Entry) -> str:
    addresses = f", {entry.addresses} addresses" if entry.addresses else ""
    return f"  {entry.at.astimezone():%Y-%m-%d %H:%M}  {entry.label}{addresses}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(error: PlanError) -> str:
    """What an error says, with an end."""
    words = str(error)
    return words if words.endswith("?") else f"{words}."
