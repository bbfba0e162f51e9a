"""``asrnet present``: a plan for a class, and the speaker's notes in a second terminal."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.errors import PlanError
from models.samples import DEFAULT, samples
from tui.commands.arguments import FileName, suggestion
from tui.commands.output import warn
from tui.commands.terminal import require_terminal

if TYPE_CHECKING:
    from models.demonstrations import Script

TOUR_OF = DEFAULT
"""The sample that the default demonstration is about."""


@click.command()
@click.argument("plan", type=FileName(), metavar="PLAN|SAMPLE", required=False)
@click.option(
    "--script",
    type=FileName(),
    metavar="FILE|NAME",
    help="The demonstration that a key plays step by step; see asrnet demo --play --list.",
)
@click.option(
    "--hand-out", type=FileName(), metavar="DIR", help="Write a hand-out with pictures there."
)
@click.option("--air", is_flag=True, help="Begin with more air around everything.")
@click.option("--notes", is_flag=True, help="Follow the presentation that runs: speaker notes.")
def command(
    plan: str | None, script: str | None, hand_out: str | None, air: bool, notes: bool
) -> int:
    """Present a copy of a plan to a class, by default of the sample in the article.

    Keys that are pressed are shown, Ctrl-D plays the next step of a demonstration, Ctrl-U
    starts over. Whatever is done to the copy, the plan stays what it is.
    """
    if notes:
        if plan or script or hand_out or air:
            raise click.UsageError(
                "--notes follows the presentation that runs, and takes nothing else",
                click.get_current_context(),
            )
        require_terminal()
        from tui.presenting.running import follow  # here, so that no help waits for Textual

        return follow()
    found = _script(plan, script)
    name, text = _plan(plan, found)
    require_terminal()
    from tui.presenting.hand_out import HandOut
    from tui.presenting.presentation import Presentation
    from tui.presenting.running import present

    pages = None if hand_out is None else HandOut(Path(hand_out))
    demonstration = None if found is None else found.demonstration
    copy = Path(tempfile.mkdtemp(prefix="asrnet-present-")) / name
    copy.write_text(text, encoding="utf-8")
    status = present(copy, Presentation(demonstration, airy=air, hand_out=pages))
    warn(f"Your copy is {copy}")
    if hand_out is not None:
        warn(f"The hand-out is in {hand_out}")
    return status


def script_called(name: str) -> "Script":
    """The demonstration of that name, or in that file. Raises :class:`PlanError`."""
    from models.demonstrations import names, script_in, shipped
    from tui.key_map import exists  # here, as it loads every screen

    if name in names() and not os.path.lexists(name):
        return shipped(name, exists)
    if not os.path.lexists(name) and not name.endswith(".toml"):
        near = suggestion(name, names()) or "; asrnet demo --play --list lists them"
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
    from models.storage.reading import STANDARD_INPUT, load_plan, read_text

    if name == STANDARD_INPUT:
        raise PlanError("a presentation cannot read its plan from standard input; name a file")
    if not os.path.lexists(name) and not name.endswith(".toml"):
        near = suggestion(name, known) or "; asrnet demo --list lists the samples"
        raise PlanError(f"there is neither a sample plan nor a file {name!r}{near}")
    text = read_text(name)
    load_plan(name)  # what is wrong with it is told of the file that was named
    return Path(name).name, text
