"""``asrnet demo``: a copy of a sample plan, or a demonstration, in the terminal interface."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from models.errors import PlanError
from models.samples import DEFAULT, samples
from tui.commands.arguments import suggestion
from tui.commands.columns import columns
from tui.commands.output import print_text, warn
from tui.commands.present import SEED_OF_WHAT, lesson_names, lesson_of, script_called, seed_option
from tui.commands.terminal import open_interface, require_terminal
from tui.shown import shown

if TYPE_CHECKING:
    from tui.learn_choice import Learn


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    if ctx.params.get("play") or ctx.params.get("step"):
        from models.demonstrations import names

        known = (*names(), *lesson_names())
    else:
        known = tuple(sample.name for sample in samples())
    return [CompletionItem(name) for name in known if name.startswith(incomplete)]


@click.command()
@click.argument("name", metavar="SAMPLE|SCRIPT|LESSON", required=False, shell_complete=_complete)
@click.option("--play", is_flag=True, help="Play a demonstration by itself.")
@click.option("--step", is_flag=True, help="Play a demonstration, each step when a key is pressed.")
@seed_option
@click.option(
    "--list", "show_list", is_flag=True, help="List the sample plans; with --play the scripts."
)
def command(name: str | None, play: bool, step: bool, seed: int | None, show_list: bool) -> int:
    """Open a copy of a sample plan, by default of the one in the article.

    With --play or --step a demonstration runs on the copy: the tour, or the script that is
    named or in a file, or the solution of a lesson. Whatever is done to the copy, the sample
    stays what it is.
    """
    if play or step:
        return _list_scripts() if show_list else _play(name, seed, by_itself=not step)
    if seed is not None:
        raise click.UsageError(SEED_OF_WHAT, click.get_current_context())
    known = {sample.name: sample for sample in samples()}
    if show_list:
        print_text("\n".join(columns([(name, shown(known[name].shows)) for name in known])))
        return 0
    name = name or DEFAULT
    if name not in known:
        near = suggestion(name, known) or "; asrnet demo --list lists them"
        raise click.UsageError(
            f"there is no sample plan {name!r}{near}", click.get_current_context()
        )
    require_terminal()
    copy = known[name].copy_to(Path(tempfile.mkdtemp(prefix="asrnet-demo-")))
    status = open_interface(copy, read_only=False)
    warn(f"Your copy is {copy}")
    return status


def _list_scripts() -> int:
    from models.demonstrations import names

    rows = [(name, shown(script_called(name).demonstration.name)) for name in names()]
    print_text("\n".join(columns(rows)))
    return 0


def _play(name: str | None, seed: int | None, *, by_itself: bool) -> int:
    from models.demonstrations import DEFAULT as TOUR
    from models.demonstrations import names

    if (lesson := lesson_of(name or TOUR, names(), seed)) is not None:
        return _play_lesson(lesson, by_itself=by_itself)
    if seed is not None:
        raise click.UsageError(SEED_OF_WHAT, click.get_current_context())
    script = script_called(name or TOUR)
    require_terminal()
    from tui.presenting.presentation import Presentation
    from tui.presenting.running import present

    copy = script.copy_plan_to(Path(tempfile.mkdtemp(prefix="asrnet-demo-")))
    given = Presentation(script.demonstration, has_keyboard=True, by_itself=by_itself)
    status = present(copy, given)
    warn(f"Your copy is {copy}")
    return status


def _play_lesson(lesson: "Learn", *, by_itself: bool) -> int:
    """Play the solution of a lesson on its plan."""
    name = lesson.written.name if lesson.written is not None else ""
    if lesson.written is not None and not lesson.written.with_seed(lesson.seed).solution:
        raise PlanError(f"{name} has no solution to play; asrnet present {name} shows it")
    require_terminal()
    from tui.presenting.presentation import Presentation
    from tui.presenting.running import present

    return present(lesson, Presentation(has_keyboard=True, by_itself=by_itself))
