"""``asrnet diff``: what differs between two plans."""

import click

from models.comparison import compare_with_findings
from models.formats import comparison_json, comparison_markdown
from models.storage.reading import load_plan
from tui.commands.arguments import FileName
from tui.commands.comparison_text import text_of
from tui.commands.output import print_data, print_text

DIFFERENT = 1
"""The exit status where something differs that it was asked to fail on."""


@click.command()
@click.argument("old", type=FileName(), metavar="OLD")
@click.argument("new", type=FileName(), metavar="NEW")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to print the differences.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["changes", "addresses", "never"]),
    default="never",
    show_default=True,
    help="What makes the exit status 1: any change, or a resulting address that is another one.",
)
def command(old: str, new: str, form: str, fail_on: str) -> int:
    """Print what differs between two plans: in their own terms, and in what results.

    Every IP configuration that gets another address, subnet or network is told with the
    reason before and after; then the findings that are new and those that ended.

    OLD and NEW are plan files; one of them may be - for standard input.
    """
    if old == new == "-":
        raise click.UsageError("standard input can be read once only; name a file for the other")
    comparison, findings = compare_with_findings(load_plan(old), load_plan(new))
    if form == "json":
        print_data(comparison_json.dumps(comparison, findings))
    elif form == "markdown":
        print_data(comparison_markdown.dumps(comparison, findings))
    else:
        print_text(text_of(comparison, findings))
    fails = {
        "changes": bool(comparison.terms),
        "addresses": bool(comparison.addresses),
        "never": False,
    }
    return DIFFERENT if fails[fail_on] else 0
