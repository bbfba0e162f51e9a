"""What drifted between a plan and Azure as Markdown."""

from collections.abc import Iterator

from models.formats import difference_words as words
from models.formats.comparison_markdown import difference_table
from models.formats.markdown_text import code, prose, table
from models.verification import Verification


def dumps(verification: Verification) -> str:
    """Headings and tables; what agrees is not told."""
    return "\n".join([*_lines(verification), ""])


def _lines(verification: Verification) -> Iterator[str]:
    yield "## Drift from the plan"
    yield ""
    facts, decisions = verification.facts, verification.decisions
    if verification.drift:
        yield f"{words.counted(len(verification.drift), 'difference')}."
    else:
        yield "None: what was compared agrees."
    for heading, rows in (("Facts", facts), ("Decisions", decisions)):
        if rows:
            yield from ("", f"### {heading}", "")
            yield from difference_table(rows, "Plan", "Azure")
    if verification.created:
        yield from ("", "### Planned networks that exist now", "")
        yield from table(["Network"], [[code(id)] for id in verification.created])
    if verification.not_compared:
        yield from ("", "### Not compared", "")
        yield from table(["What"], [[prose(text)] for text in verification.not_compared])
