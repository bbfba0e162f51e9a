"""``asrnet export``: the plan in a form to apply, to read or to draw."""

from pathlib import Path

import click

from models.exports.export import Options
from models.exports.kinds import KINDS, Use
from models.exports.made import Made, make
from models.storage.exporting import write_directory, write_file
from models.storage.reading import STANDARD_INPUT, load_plan
from tui.commands.arguments import FileName, plan_argument, test_network_option
from tui.commands.assign import assigned
from tui.commands.output import print_data, warn
from tui.shown import shown

SHORT = 20
"""How many remarks are printed without ``--verbose``."""


def _kinds_by_use() -> str:
    lines = ["\b"]
    for use in Use:
        lines.append(f"{use.capitalize()}:")
        lines += [
            f"  {name:<12}{kind.about}{' (a directory)' if kind.several_files else ''}"
            for name, kind in KINDS.items()
            if kind.use is use
        ]
    return "\n".join(lines)


@click.command(epilog=_kinds_by_use())
@plan_argument
@click.option(
    "--to", "kind", required=True, type=click.Choice(list(KINDS)), metavar="KIND", help="See below."
)
@click.option(
    "-o",
    "--output",
    type=FileName(),
    metavar="FILE|DIR",
    help="Where to write: a file, or a directory for kinds of several files.",
)
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option(
    "--pin", is_flag=True, help="Set every address that is forecast, not only those decided."
)
@click.option(
    "--terraform-version",
    type=click.Choice(["4", "5"]),
    default="5",
    show_default=True,
    help="The major version of the azurerm provider.",
)
@test_network_option
@click.option("--verbose", is_flag=True, help="Print every remark.")
def command(
    plan: str,
    kind: str,
    output: str | None,
    *,
    force: bool,
    pin: bool,
    terraform_version: str,
    test_network: str | None,
    verbose: bool,
) -> None:
    """Write a plan in a form to apply in Azure, to read, or to draw.

    PLAN is a plan file, or - for standard input. What a kind cannot express, and what is
    left to do, is told on standard error. Nothing in Azure is changed by this.
    """
    _check_target(kind, output)
    options = Options(pin=pin, terraform_version=4 if terraform_version == "4" else 5)
    assignments = assigned(load_plan(plan), test_network)
    made = make(assignments, kind, options)
    _write(made, output, force)
    for remark in made.remarks if verbose else made.remarks[:SHORT]:
        warn(shown(remark, 1000))
    if not verbose and len(made.remarks) > SHORT:
        warn(f"and {len(made.remarks) - SHORT} more (--verbose prints them)")


def _check_target(kind: str, output: str | None) -> None:
    if KINDS[kind].several_files and output in (None, STANDARD_INPUT):
        raise click.UsageError(
            f"{kind} is several files; name a directory with -o DIR", click.get_current_context()
        )


def _write(made: Made, output: str | None, force: bool) -> None:
    files = made.export.files
    if output is None or output == STANDARD_INPUT:
        print_data(files[0].text)
    elif made.kind.several_files:
        write_directory(made.export, Path(output), force=force)
        more = f" and {len(files) - SHORT} more" if len(files) > SHORT else ""
        warn(f"{shown(output)}: {', '.join(file.name for file in files[:SHORT])}{more}")
    else:
        path = write_file(files[0], Path(output), force=force)
        if path != Path(output):
            warn(f"{shown(str(path))} was written.")
