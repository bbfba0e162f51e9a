"""The command line: its commands, and how everything that goes wrong is told.

Commands are imported when they are called; Textual only when a screen is opened.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from tui.commands import failures
from tui.commands.arguments import complete_plans, meant
from tui.commands.failures import Options

COMMANDS = {
    "assign": "Print the subnet and the address of every IP configuration.",
    "explain": "Say in words how a result came about.",
    "check": "Print the findings: what is wrong or worth a look.",
    "import": "Build or renew a plan from what Azure and its tools write.",
    "export": "Write the plan in a form to apply, to read or to draw.",
    "verify": "Hold a plan against a fresh import: what drifted.",
    "diff": "Print what differs between two plans.",
    "regions": "Print the region catalogue.",
    "demo": "Open a copy of a sample plan, or play a demonstration.",
    "learn": "Learn it: lessons on plans that belong to nobody.",
    "present": "Present a plan to a class: keys shown, notes, a hand-out.",
    "serve": "Open lessons and sample plans in browsers, for a class.",
    "completion": "Print the completion script of a shell.",
}
"""The commands in the order of the help; each is ``command`` in ``tui.commands.NAME``."""
EXIT_STATUS = """\b
Exit status:
  0      done
  1      check, verify or diff found what it was asked to fail on
  2      wrong usage, or input that cannot be used: the message says how to mend it
  3      the plan is held by another session
  4      the plan changed on disk meanwhile
  70     a mistake in asrnet itself: --debug or ASRNET_DEBUG=1 shows where
  128+n  ended by signal n
"""
OPEN = "open_plan"
"""The module of what ``asrnet`` and ``asrnet PLAN`` do, which is no command by name."""


class PlanOrCommand(click.Group):
    """A group whose first argument, where it is no command, is a plan to open."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context of the arguments; quiet where nobody reads the help any more."""
        with failures.quiet_pipe():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; quiet where nobody reads what it prints any more."""
        with failures.quiet_pipe():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        return _load("import_" if cmd_name == "import" else cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments call: without one they are for opening a plan."""
        name, *rest = args
        if command := self.get_command(ctx, name):
            return name, command, rest
        if not ctx.resilient_parsing and (command_name := meant(name, COMMANDS)):
            raise click.UsageError(
                f"there is neither a command nor a file {name!r}; did you mean {command_name!r}?",
                ctx,
            )
        if name.startswith("-") and name != "-":
            return "", _load(OPEN), [*rest, "--", name]
        return "", _load(OPEN), args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and the plan files that may be meant."""
        commands = (
            CompletionItem(name, help=line)
            for name, line in COMMANDS.items()
            if name.startswith(incomplete)
        )
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*commands, *complete_plans(incomplete), *options]


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from tui.commands.about import version  # here, as it is slow to load

        click.echo(f"asrnet {version()}")
        ctx.exit()


@click.group(
    cls=PlanOrCommand,
    name="asrnet",
    invoke_without_command=True,
    subcommand_metavar="[PLAN | COMMAND [ARGS]...]",
    epilog=EXIT_STATUS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
@click.option("--read-only", is_flag=True, help="Open the plan without changing it.")
@click.option("--debug", is_flag=True, help="Show where in the program it went wrong.")
@click.pass_context
def asrnet(ctx: click.Context, *, read_only: bool, debug: bool) -> int | None:
    """Plan the networks of Azure Site Recovery.

    Which subnet and which IP address will every NIC have after a failover, and why?

    asrnet PLAN opens a plan file in the terminal interface, asrnet alone its start screen.
    A plan that is called like a command is opened by ./NAME, one that begins with a dash
    after --; where a plan is read, - is standard input.

    Results go to standard output, all else to standard error. There is no colour where
    that is not a terminal, or where NO_COLOR is set.
    """
    options = ctx.ensure_object(Options)
    options.debug = options.debug or debug
    options.read_only = read_only
    if ctx.invoked_subcommand is None:
        status: int | None = ctx.invoke(_load(OPEN))
        return status
    return None


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; its exit status."""
    options = Options()
    given = None if arguments is None else list(arguments)
    try:
        status = asrnet.main(given, "asrnet", standalone_mode=False, obj=options)
        return status if isinstance(status, int) else 0
    except (Exception, SystemExit) as error:
        return failures.tell(error, options)


def _load(module: str) -> click.Command:
    command: click.Command = import_module(f"tui.commands.{module}").command
    return command


if __name__ == "__main__":
    sys.exit(run())
