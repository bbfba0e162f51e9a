"""What differs between two plans, as text for people."""

from collections.abc import Iterator, Sequence

import click

from models.comparison import Comparison, Findings
from models.findings import Finding
from models.formats import difference_words as words
from tui.commands.columns import columns
from tui.commands.difference_text import TEXT_LIMIT, difference_lines, part, way_words
from tui.commands.findings_text import COLOURS
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS


def text_of(comparison: Comparison, findings: Findings) -> str:
    """Everything that differs, part by part; what does not differ is not told."""
    if not comparison.terms:
        return "✓ the two plans are the same"
    lines = part("Plan terms", list(difference_lines(comparison.terms)))
    addresses = list(_addresses(comparison))
    if addresses:
        lines += part("Resulting addresses", addresses, len(comparison.addresses))
    else:
        lines.append(click.style("Resulting addresses: all stay what they were", bold=True))
    for title, found in (("New findings", findings.new), ("Ended findings", findings.ended)):
        if found:
            lines += part(title, list(_findings(found)))
    return "\n".join(lines)


def _addresses(comparison: Comparison) -> Iterator[str]:
    names = [
        (
            words.scenario_words(row.scenario),
            shown(words.short_name(comparison, row.id), TEXT_LIMIT),
        )
        for row in comparison.addresses
    ]
    heads = columns(names) if names else []
    for row, head in zip(comparison.addresses, heads, strict=True):
        before, after = words.results(comparison, row)
        yield f"{way_words(row.way)}  {head}"
        yield f"    before  {shown(before, TEXT_LIMIT)}"
        yield f"    after   {shown(after, TEXT_LIMIT)}"


def _findings(found: Sequence[Finding]) -> Iterator[str]:
    for finding in found:
        kind = finding.severity
        head = click.style(f"{SEVERITY_SIGNS[kind]} {kind}", fg=COLOURS[kind])
        about = shown(str(finding.subject))
        message = shown(finding.message, TEXT_LIMIT)
        yield f"{head}  {finding.code}  {about}: {message} ({finding.rule})"
