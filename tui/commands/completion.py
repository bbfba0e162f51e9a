"""``asrnet completion``: the script by which a shell completes the command line."""

import click
from click.shell_completion import get_completion_class

from tui.commands.output import print_data

SHELLS = ("bash", "zsh", "fish")
HOW = """\b
Once, to have it from then on:
  bash  echo 'eval "$(asrnet completion bash)"' >> ~/.bashrc
  zsh   echo 'eval "$(asrnet completion zsh)"' >> ~/.zshrc
  fish  asrnet completion fish > ~/.config/fish/completions/asrnet.fish
"""


@click.command(epilog=HOW)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script by which a shell completes the command line.

    It completes commands, options, plan files and the names of machines.
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"there is no completion for {shell}")
    script = completion(ctx.find_root().command, {}, "asrnet", "_ASRNET_COMPLETE").source()
    print_data(script.strip() + "\n")
