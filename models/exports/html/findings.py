"""Findings by how grave they are and by code, each with its rule and what to do about it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from models.exports.html.anchors import Anchors
from models.exports.html.parts import (
    Section,
    badge,
    folded,
    link,
    muted,
    row,
    rules,
    section,
    table,
)
from models.exports.html.results import NAMES, SEVERITY_KINDS, SEVERITY_SIGNS, severity_words
from models.exports.markup import Markup, element
from models.findings import Code, Finding, Severity

_HEADING = ("About", "What", "What to do", "Rule")


def finding_list(found: Sequence[Finding], anchors: Anchors) -> Section:
    """The part of the page about findings."""
    if not found:
        return section("findings", "Findings", element("p", "There is nothing to say."))
    graded = sorted(found, key=lambda finding: list(Code).index(finding.code))
    parts = [
        _severity(severity, list(rows), anchors)
        for severity, rows in groupby(graded, key=lambda finding: finding.severity)
    ]
    return section("findings", "Findings", parts)


def _severity(severity: Severity, found: list[Finding], anchors: Anchors) -> Markup:
    """The findings of a severity in one table, those of a code under its name."""
    heading = f"{len(found):,} {severity_words(severity, len(found))}"
    title = badge(heading, SEVERITY_KINDS[severity], SEVERITY_SIGNS[severity])
    codes = (
        _code(code, list(rows), anchors)
        for code, rows in groupby(found, key=lambda finding: finding.code)
    )
    listed = table(heading, _HEADING, codes, "findings")
    return folded(element("h3", title), listed, opened=severity is not Severity.INFORMATION)


def _code(code: Code, found: list[Finding], anchors: Anchors) -> Markup:
    count = muted(f" {len(found):,}") if len(found) > 1 else None
    name = element("th", code.value, count, colspan=len(_HEADING), scope="rowgroup")
    return element("tbody", element("tr", name, class_="group"), _rows(found, anchors))


def _rows(found: list[Finding], anchors: Anchors) -> Iterator[Markup]:
    for finding in found:
        when = muted(", ", NAMES[finding.scenario].lower()) if finding.scenario else None
        yield row(
            (link(anchors.of(finding.subject), str(finding.subject)), when),
            finding.message,
            finding.fix,
            rules(finding.rule),
        )
