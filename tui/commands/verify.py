"""``asrnet verify``: a plan held against what Azure has now."""

import click

from models.formats import verification_json, verification_markdown
from models.storage.reading import STANDARD_INPUT, load_plan
from models.verification import Verification, verify
from tui.commands.arguments import plan_argument
from tui.commands.difference_text import TEXT_LIMIT, difference_lines, part
from tui.commands.estate import Asked, estate_options, files_argument, read_estate
from tui.commands.import_report import report
from tui.commands.output import print_data, print_text, warn
from tui.shown import shown

DRIFTED = 1
"""The exit status where something drifted."""


@click.command()
@plan_argument
@files_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to print the drift.",
)
@estate_options
@click.option("--verbose", is_flag=True, help="Tell what of the files was used and skipped.")
def command(*, plan: str, asked: Asked, form: str, verbose: bool) -> int:
    """Hold a plan against a fresh import, and print what drifted apart.

    Facts that Azure reports otherwise, as far as FILE goes; and decisions that Site
    Recovery has otherwise, by what they come to. What cannot be told from FILE is said and
    is no drift. The exit status is 1 where something drifted.

    PLAN is a plan file; FILE is what asrnet import takes.
    """
    if plan == STANDARD_INPUT and STANDARD_INPUT in asked.files:
        raise click.UsageError("standard input can be read once only; name a file for the other")
    loaded = load_plan(plan)
    estate = read_estate(asked)
    found = verify(loaded, estate.result.plan, estate.skipped)
    if verbose:
        warn(report(estate.files, estate.result.used, estate.result.skipped, verbose, estate.unit))
    if form == "json":
        print_data(verification_json.dumps(found))
    elif form == "markdown":
        print_data(verification_markdown.dumps(found))
    else:
        print_text(_text(found))
    return DRIFTED if found.drift else 0


def _text(found: Verification) -> str:
    lines: list[str] = []
    for title, rows in (
        ("Facts that Azure has otherwise", found.facts),
        ("Decisions that Site Recovery has otherwise", found.decisions),
    ):
        if rows:
            lines += part(title, list(difference_lines(rows)))
    if not found.drift:
        lines.append("✓ no drift")
    if found.created:
        names = [f"network {shown(id)}" for id in found.created]
        lines += part("Planned, and exists now", names)
    if found.not_compared:
        lines += part("Not compared", [shown(text, TEXT_LIMIT) for text in found.not_compared])
    return "\n".join(lines)
