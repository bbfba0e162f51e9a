"""``asrnet check``: the findings of a plan."""

import click

from models.assign import assign
from models.findings import Severity, findings
from models.formats import findings_json, junit, sarif
from models.formats.subject_lines import subject_lines
from models.storage.reading import STANDARD_INPUT, plan_from, read_text
from tui.commands.about import version
from tui.commands.arguments import plan_argument
from tui.commands.findings_text import text_of
from tui.commands.output import print_data, print_text

FOUND = 1
"""The exit status where something was found that it was asked to fail on."""
FAILS = {
    "error": {Severity.ERROR},
    "warning": {Severity.ERROR, Severity.WARNING},
    "never": set[Severity](),
}


@click.command()
@plan_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@click.option(
    "--fail-on",
    type=click.Choice(list(FAILS)),
    default="error",
    show_default=True,
    help="The least grave finding that makes the exit status 1.",
)
def command(plan: str, form: str, fail_on: str) -> int:
    """Print the findings of a plan: what is wrong with it, or worth a look.

    Each is told with the rule it follows from and what to do about it.

    PLAN is a plan file, or - for standard input. SARIF is read by code hosts, JUnit by
    build servers; in JUnit an error is a failed test case, all else passes.
    """
    text = read_text(plan)
    loaded = plan_from(text, plan)
    found = findings(assign(loaded))
    if form == "json":
        print_data(findings_json.dumps(loaded.name, found))
    elif form == "sarif":
        path = "stdin" if plan == STANDARD_INPUT else plan
        print_data(sarif.dumps(found, path, subject_lines(loaded, text), version()))
    elif form == "junit":
        print_data(junit.dumps(loaded.name, found))
    else:
        print_text(text_of(found))
    failed = any(finding.severity in FAILS[fail_on] for finding in found)
    return FOUND if failed else 0
