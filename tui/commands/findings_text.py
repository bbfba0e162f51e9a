"""Findings as text for people."""

from collections import Counter
from collections.abc import Sequence

import click

from models.findings import Finding, Severity
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS

TEXT_LIMIT = 1000
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}
PLURALS = {
    Severity.ERROR: "errors",
    Severity.WARNING: "warnings",
    Severity.INFORMATION: "information",
}


def text_of(findings: Sequence[Finding]) -> str:
    """Every finding in a few lines, and how many there are."""
    return "\n".join([*map(_lines, findings), _summary(findings)])


def _lines(finding: Finding) -> str:
    kind = finding.severity
    head = click.style(f"{SEVERITY_SIGNS[kind]} {kind}", fg=COLOURS[kind])
    where = f" ({finding.scenario})" if finding.scenario else ""
    lines = [
        f"{head}  {finding.code}  {shown(str(finding.subject))}{where}",
        f"    {shown(finding.message, TEXT_LIMIT)} ({shown(finding.rule)})",
    ]
    if finding.fix:
        lines.append(f"    fix: {shown(finding.fix, TEXT_LIMIT)}")
    return "\n".join(lines)


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "✓ no findings"
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{SEVERITY_SIGNS[kind]} {counts[kind]} {kind if counts[kind] == 1 else PLURALS[kind]}"
        for kind in Severity
    ]
    return "  ".join(parts)
