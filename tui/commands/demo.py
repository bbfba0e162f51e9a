"""``asrnet demo``: a copy of a sample plan, or a demonstration, in the terminal interface."""

import tempfile
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from models.samples import DEFAULT, samples
from tui.commands.arguments import suggestion
from tui.commands.columns import columns
from tui.commands.output import print_text, warn
from tui.commands.terminal import open_interface, require_terminal
from tui.shown import shown


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    if ctx.params.get("play") or ctx.params.get("step"):
        from models.demonstrations import names

        known = names()
    else:
        known = tuple(sample.name for sample in samples())
    return [CompletionItem(name) for name in known if name.startswith(incomplete)]


@click.command()
@click.argument("name", metavar="SAMPLE|SCRIPT", required=False, shell_complete=_complete)
@click.option("--play", is_flag=True, help="Play a demonstration by itself.")
@click.option("--step", is_flag=True, help="Play a demonstration, each step when a key is pressed.")
@click.option(
    "--list", "show_list", is_flag=True, help="List the sample plans; with --play the scripts."
)
def command(name: str | None, play: bool, step: bool, show_list: bool) -> int:
    """Open a copy of a sample plan, by default of the one in the article.

    With --play or --step a demonstration runs on the copy: the tour, or the script that is
    named or in a file. Whatever is done to the copy, the sample stays what it is.
    """
    if play or step:
        return _list_scripts() if show_list else _play(name, by_itself=not step)
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
    from tui.commands.present import script_called

    rows = [(name, shown(script_called(name).demonstration.name)) for name in names()]
    print_text("\n".join(columns(rows)))
    return 0


def _play(name: str | None, *, by_itself: bool) -> int:
    from models.demonstrations import DEFAULT as TOUR
    from tui.commands.present import script_called

    script = script_called(name or TOUR)
    require_terminal()
    from tui.presenting.presentation import Presentation
    from tui.presenting.running import present

    copy = script.copy_plan_to(Path(tempfile.mkdtemp(prefix="asrnet-demo-")))
    given = Presentation(script.demonstration, has_keyboard=True, by_itself=by_itself)
    status = present(copy, given)
    warn(f"Your copy is {copy}")
    return status
