"""What differs between two plans as Markdown, fit for a pull request."""

from collections.abc import Iterator, Sequence

from models.comparison import Comparison, Difference, Findings
from models.findings import Finding
from models.formats import difference_words as words
from models.formats.markdown_text import code, prose, table

SIGNS = {"added": "+", "gone": "−", "changed": "~"}


def dumps(comparison: Comparison, findings: Findings) -> str:
    """Headings and tables; what is the same in both plans is not told."""
    return "\n".join([*_lines(comparison, findings), ""])


def difference_table(rows: Sequence[Difference], before: str, after: str) -> list[str]:
    """The lines of a table of differences; the headings say whose the two values are."""
    cells = [
        [f"{SIGNS[row.way]} {row.way.value}", code(words.what(row)), *_values(row)] for row in rows
    ]
    return table(["", "What", before, after], cells)


def _lines(comparison: Comparison, findings: Findings) -> Iterator[str]:
    yield "## What changes in the plan"
    yield ""
    if not comparison.terms:
        yield "Nothing: the two plans are the same."
        return
    yield _summary(comparison, findings)
    yield ""
    yield "### Plan terms"
    yield ""
    yield from difference_table(comparison.terms, "Before", "After")
    yield ""
    yield "### Resulting addresses"
    yield ""
    yield from _addresses(comparison)
    for heading, found in (("New findings", findings.new), ("Ended findings", findings.ended)):
        if found:
            yield ""
            yield f"### {heading}"
            yield ""
            yield from _findings(found)


def _summary(comparison: Comparison, findings: Findings) -> str:
    counts = (
        words.counted(len(comparison.terms), "difference"),
        words.counted(len(comparison.addresses), "address"),
        words.counted(len(findings.new), "new finding"),
        words.counted(len(findings.ended), "ended finding"),
    )
    return f"{', '.join(counts)}."


def _values(row: Difference) -> list[str]:
    return [code(words.before(row)), code(words.after(row))]


def _addresses(comparison: Comparison) -> Iterator[str]:
    if not comparison.addresses:
        yield "Every address stays what it was."
        return
    cells = []
    for row in comparison.addresses:
        before, after = words.results(comparison, row)
        name = code(words.short_name(comparison, row.id))
        cells.append([words.scenario_words(row.scenario), name, prose(before), prose(after)])
    yield from table(["Scenario", "IP configuration", "Before", "After"], cells)


def _findings(found: Sequence[Finding]) -> list[str]:
    cells = [
        [
            finding.severity.value,
            code(finding.code.value),
            code(str(finding.subject)),
            f"{prose(finding.message)} ({finding.rule})",
        ]
        for finding in found
    ]
    return table(["", "Finding", "About", "What"], cells)
