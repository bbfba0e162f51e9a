"""A mistake in the program that ends the interface: told in a few lines, without a plan's contents.

The message of an exception may quote names and addresses, so it is left out of both what is
shown and what is kept; ``ASRNET_DEBUG=1`` shows it.
"""

import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from tui.commands.about import where_to_report
from tui.commands.failures import Crashed
from tui.shown import shown

PROGRAM = Path(__file__).parents[2]
"""The directory that our packages are in."""
_OURS = (PROGRAM / "tui", PROGRAM / "models")
MOST_FRAMES = 60
"""How much of a traceback is kept, from its end: a recursion has a thousand frames."""


def crashed(error: BaseException, edits: str, report: Path | None) -> Crashed:
    """What to raise once the terminal is as it was before.

    ``edits`` says in a sentence what became of the edits, ``report`` is the file for whoever
    mends it, ``None`` where none could be written.
    """
    kept = f"What is known is in {shown(str(report))}; nothing of your plan is in it."
    lines = [
        f"asrnet: a mistake in the program, not in your plan: {what_and_where(error)}.",
        edits,
        *([kept] if report else []),
        f"Please report it{where_to_report()}, with {'that file and ' if report else ''}what you"
        " did; ASRNET_DEBUG=1 shows the details.",
    ]
    result = Crashed("\n".join(lines))
    result.__cause__ = error
    return result


def what_and_where(error: BaseException) -> str:
    """What kind of exception it is, and where in our code it came up."""
    kind = shown(type(error).__name__, 80)
    for frame in reversed(_frames(error.__traceback__)):
        if any(Path(frame.filename).is_relative_to(package) for package in _OURS):
            return f"{kind} in {_short(frame.filename)}, line {frame.lineno}"
    return kind


def outline(error: BaseException) -> Iterator[str]:
    """The lines of a traceback without messages and without variables, and of what led to it."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield f"{shown(type(cause).__name__, 80)}, most recent call last:"
        for frame in _frames(cause.__traceback__):
            yield f"  {_short(frame.filename)}, line {frame.lineno}, {frame.name}"
        cause = cause.__cause__ or cause.__context__


def _frames(trace: TracebackType | None) -> traceback.StackSummary:
    walked = traceback.walk_tb(trace)
    return traceback.StackSummary.extract(walked, limit=-MOST_FRAMES, lookup_lines=False)


def _short(path: str) -> str:
    """A path without the user's own directories."""
    here = Path(path)
    if here.is_relative_to(PROGRAM):
        return shown(here.relative_to(PROGRAM).as_posix())
    return shown("/".join(here.parts[-3:]))
