"""``asrnet present``: a plan for a class, and the speaker's notes in a second terminal."""

import os
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.errors import PlanError
from models.samples import DEFAULT, samples
from models.storage.reading import STANDARD_INPUT
from models.training.numbers import FIRST_SEED, LARGEST_SEED
from tui.commands.arguments import FileName, suggestion
from tui.commands.output import warn
from tui.commands.terminal import require_terminal

if TYPE_CHECKING:
    from models.demonstrations import Script
    from tui.learn_choice import Learn

TOUR_OF = DEFAULT
"""The sample that the default demonstration is about."""
SEED_OF_WHAT = "--seed is for a lesson; name one"
seed_option = click.option(
    "--seed",
    type=click.IntRange(FIRST_SEED, LARGEST_SEED),
    help="The numbers of a lesson: those that the class has.",
)


@click.command()
@click.argument("plan", type=FileName(), metavar="PLAN|SAMPLE|LESSON", required=False)
@click.option(
    "--script",
    type=FileName(),
    metavar="FILE|NAME",
    help="The demonstration that a key plays step by step; see asrnet demo --play --list.",
)
@seed_option
@click.option(
    "--hand-out", type=FileName(), metavar="DIR", help="Write a hand-out with pictures there."
)
@click.option("--air", is_flag=True, help="Begin with more air around everything.")
@click.option("--notes", is_flag=True, help="Follow the presentation that runs: speaker notes.")
def command(
    plan: str | None,
    script: str | None,
    seed: int | None,
    hand_out: str | None,
    air: bool,
    notes: bool,
) -> int:
    """Present a copy of a plan to a class, by default of the sample in the article.

    Keys that are pressed are shown, Ctrl-D plays the next step of a demonstration, Ctrl-U
    starts over. Of a lesson, the steps are those of its solution. Whatever is done to the
    copy, the plan stays what it is.
    """
    if notes:
        if plan or script or seed or hand_out or air:
            raise _misused("--notes follows the presentation that runs, and takes nothing else")
        require_terminal()
        from tui.presenting.running import follow  # here, so that no help waits for Textual

        return follow()
    lesson = None if plan is None else lesson_of(plan, [sample.name for sample in samples()], seed)
    if lesson is not None and script is not None:
        raise _misused("a lesson brings its own steps; leave --script out")
    if lesson is None and seed is not None:
        raise _misused(SEED_OF_WHAT)
    found = None if lesson is not None else _script(plan, script)
    name, text = ("", "") if lesson is not None else _plan(plan, found)
    require_terminal()
    from tui.presenting.hand_out import HandOut
    from tui.presenting.presentation import Presentation
    from tui.presenting.running import present

    pages = None if hand_out is None else HandOut(Path(hand_out))
    demonstration = None if found is None else found.demonstration
    given = Presentation(demonstration, airy=air, hand_out=pages)
    if lesson is not None:
        status = present(lesson, given)
    else:
        copy = Path(tempfile.mkdtemp(prefix="asrnet-present-")) / name
        copy.write_text(text, encoding="utf-8")
        status = present(copy, given)
        warn(f"Your copy is {copy}")
    if hand_out is not None:
        warn(f"The hand-out is in {hand_out}")
    return status


def lesson_of(name: str, others: Collection[str], seed: int | None) -> "Learn | None":
    """The lesson of a name that is none of ``others``, or in a file; ``None`` for no lesson.

    Raises :class:`PlanError` where it is not sound, or may be several.
    """
    from models.lessons import lesson_called, lesson_in
    from tui.learn_choice import Learn

    if os.path.lexists(name):
        written = lesson_in(Path(name)) if Path(name).is_file() else None
    else:
        is_other = name in others or name == STANDARD_INPUT or name.endswith(".toml")
        written = None if is_other else lesson_called(name)
    if written is None:
        return None
    written.with_seed(seed or FIRST_SEED)  # what is wrong with it comes first
    return Learn(written, seed or FIRST_SEED)


def lesson_names() -> list[str]:
    """What the lessons that ship are called."""
    from models.lessons import lessons

    return [written.name for written in lessons()]


def script_called(name: str) -> "Script":
    """The demonstration of that name, or in that file. Raises :class:`PlanError`."""
    from models.demonstrations import names, script_in, shipped
    from tui.key_map import exists  # here, as it loads every screen

    if name in names() and not os.path.lexists(name):
        return shipped(name, exists)
    if not os.path.lexists(name) and not name.endswith(".toml"):
        near = (
            suggestion(name, [*names(), *lesson_names()])
            or "; asrnet demo --play --list lists them"
        )
        raise PlanError(f"there is neither a demonstration nor a file {name!r}{near}")
    return script_in(Path(name), exists)


def _script(plan: str | None, script: str | None) -> "Script | None":
    """The demonstration that is played: the tour where the plan is the one it is about."""
    from models.demonstrations import DEFAULT as TOUR

    if script is not None:
        return script_called(script)
    return script_called(TOUR) if plan in (None, TOUR_OF) else None


def _plan(plan: str | None, script: "Script | None") -> tuple[str, str]:
    """What the file of the plan is called, and its text. Raises :class:`PlanError`."""
    if plan is None and script is not None:
        return script.plan_name, script.plan_text
    known = {sample.name: sample for sample in samples()}
    name = plan or TOUR_OF
    if name in known and not os.path.lexists(name):
        return f"{name}.toml", known[name].text
    from models.storage.reading import load_plan, read_text

    if name == STANDARD_INPUT:
        raise PlanError("a presentation cannot read its plan from standard input; name a file")
    if not os.path.lexists(name) and not name.endswith(".toml"):
        near = suggestion(name, [*known, *lesson_names()]) or (
            "; asrnet demo --list lists the samples, asrnet learn --list the lessons"
        )
        raise PlanError(f"there is neither a sample plan, a lesson nor a file {name!r}{near}")
    text = read_text(name)
    load_plan(name)  # what is wrong with it is told of the file that was named
    return Path(name).name, text


def _misused(words: str) -> click.UsageError:
    return click.UsageError(words, click.get_current_context())
