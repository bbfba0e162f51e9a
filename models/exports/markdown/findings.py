"""Findings as tables, the gravest first."""

from collections.abc import Iterator, Sequence

from models.findings import Code, Finding, Severity
from models.formats.markdown_text import code, prose, table

_HEADING = ["Finding", "About", "What", "What to do", "Rule"]
_TITLES = {
    Severity.ERROR: "Errors",
    Severity.WARNING: "Warnings",
    Severity.INFORMATION: "Information",
}


def finding_list(found: Sequence[Finding]) -> Iterator[str]:
    """A table for every severity that there is."""
    yield from ("## Findings", "")
    if not found:
        yield from ("There is nothing to say.", "")
    for severity, title in _TITLES.items():
        those = [finding for finding in found if finding.severity is severity]
        if those:
            yield from (f"### {title} ({len(those):,})", "", *table(_HEADING, _rows(those)), "")


def _rows(found: list[Finding]) -> list[list[str]]:
    return [
        [
            finding.code.value,
            code(str(finding.subject)) + (f", {finding.scenario}" if finding.scenario else ""),
            prose(finding.message),
            prose(finding.fix),
            finding.rule,
        ]
        for finding in sorted(found, key=lambda finding: list(Code).index(finding.code))
    ]
