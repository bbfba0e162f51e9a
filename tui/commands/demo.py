"""``asrnet demo``: a copy of a sample plan in the terminal interface."""

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


def _complete(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [
        CompletionItem(sample.name) for sample in samples() if sample.name.startswith(incomplete)
    ]


@click.command()
@click.argument("name", metavar="SAMPLE", default=DEFAULT, shell_complete=_complete)
@click.option("--list", "show_list", is_flag=True, help="List the sample plans.")
def command(name: str, show_list: bool) -> int:
    """Open a copy of a sample plan, by default of the one in the article.

    Whatever is done to the copy, the sample stays what it is.
    """
    known = {sample.name: sample for sample in samples()}
    if show_list:
        print_text("\n".join(columns([(name, shown(known[name].shows)) for name in known])))
        return 0
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
