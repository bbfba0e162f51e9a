"""``asrnet demo``: a copy of a sample plan in the terminal interface."""

import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from models.storage.reading import plan_from
from tui.commands.arguments import suggestion
from tui.commands.columns import columns
from tui.commands.output import print_text, warn
from tui.commands.terminal import open_interface, require_terminal
from tui.shown import shown

DEFAULT = "article"
"""The sample that the public article of Azure Site Recovery describes."""


def samples() -> dict[str, Traversable]:
    """The sample plans by name, in alphabetical order."""
    found = {
        entry.name.removesuffix(".toml"): entry
        for entry in files("sample_configs").iterdir()
        if entry.name.endswith(".toml")
    }
    return dict(sorted(found.items()))


def _complete(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [CompletionItem(name) for name in samples() if name.startswith(incomplete)]


@click.command()
@click.argument("sample", default=DEFAULT, shell_complete=_complete)
@click.option("--list", "show_list", is_flag=True, help="List the sample plans.")
def command(sample: str, show_list: bool) -> int:
    """Open a copy of a sample plan, by default of the one in the article.

    Whatever is done to the copy, the sample stays what it is.
    """
    known = samples()
    if show_list:
        print_text("\n".join(columns([(name, _note(entry)) for name, entry in known.items()])))
        return 0
    if sample not in known:
        near = suggestion(sample, known) or "; asrnet demo --list lists them"
        raise click.UsageError(
            f"there is no sample plan {sample!r}{near}", click.get_current_context()
        )
    require_terminal()
    copy = Path(tempfile.mkdtemp(prefix="asrnet-demo-")) / f"{sample}.toml"
    copy.write_bytes(known[sample].read_bytes())
    status = open_interface(copy, read_only=False)
    warn(f"Your copy is {copy}")
    return status


def _note(entry: Traversable) -> str:
    """What a sample shows: the first line of its note, else its name."""
    plan = plan_from(entry.read_text(encoding="utf-8"), entry.name)
    return shown((plan.note or plan.name).strip().partition("\n")[0])
