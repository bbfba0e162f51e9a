"""``asrnet`` and ``asrnet PLAN``: the start screen, or a plan, in the terminal interface."""

from pathlib import Path

import click

from models.errors import PlanError
from tui.commands.arguments import FileName
from tui.commands.failures import Options
from tui.commands.terminal import HEADLESS, open_interface, require_terminal


class OpenPlan(click.Command):
    """A command that is called without a name."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it is called."""
        formatter.write_usage(
            ctx.find_root().command_path, " ".join(self.collect_usage_pieces(ctx))
        )


@click.command(name="", cls=OpenPlan)
@click.argument("plan", type=FileName(), metavar="PLAN", required=False)
@click.option("--read-only", is_flag=True, help="Open the plan without changing it.")
@click.pass_context
def command(ctx: click.Context, plan: str | None = None, read_only: bool = False) -> int:
    """Open PLAN in the terminal interface, or the start screen."""
    from models.storage.reading import (  # not for --help
        STANDARD_INPUT,
        check_readable,
        is_nothing,
        read_text,
    )

    options = ctx.find_object(Options) or Options()
    if plan == STANDARD_INPUT:
        raise PlanError(
            f"the terminal interface cannot read a plan from standard input; {HEADLESS}"
        )
    try:
        require_terminal()
    except PlanError:
        if plan is not None:
            read_text(plan)  # what is wrong with the file comes first
        raise
    if plan is not None and not is_nothing(Path(plan)):
        check_readable(plan)
    return open_interface(Path(plan) if plan else None, read_only or options.read_only)
