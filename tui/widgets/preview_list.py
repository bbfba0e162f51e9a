"""What an edit would change, as lines: its steps, the addresses, the findings."""

from collections.abc import Iterator
from textwrap import wrap

from rich.text import Text

from models.assignment import Scenario
from models.changes import Effect
from models.edits.bulk_settling import Reasons
from models.findings import Finding
from models.plan import Plan
from models.preview import Preview
from models.status import Status, Summary
from tui.labels import text
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES
from tui.widgets.line_list import LineList

NARROWEST = 74
"""How many columns there are at least."""
AT = {
    Scenario.FAILOVER: "",
    Scenario.TEST_FAILOVER: "  at test failover",
    Scenario.FAILBACK: "  at failback",
}


class PreviewList(LineList[Text]):
    """A preview, however long it is."""

    nothing = "nothing would change"

    def line_of(self, row: Text, width: int) -> Text:
        """Lines are made beforehand."""
        return row

    def show_preview(self, preview: Preview, plan: Plan, left_out: Reasons | None = None) -> None:
        """Show what would change; ``plan`` is the plan as it is."""
        self.show_rows(list(preview_lines(preview, plan, left_out)))


def preview_lines(preview: Preview, plan: Plan, left_out: Reasons | None = None) -> Iterator[Text]:
    """The steps, the addresses that change, the findings that come and go, and the counts.

    An edit of many says first whom it leaves out, and its steps, which are many, come last.
    """
    if left_out is None:
        yield from _steps(preview)
    elif left_out:
        yield text((f"Left out: {len(left_out)}", "bold"))
        for id, reason in left_out.items():
            words = shown(f"{plan.short_name(id)}: {reason}", 4 * NARROWEST)
            lines = wrap(words, NARROWEST, initial_indent=" ", subsequent_indent="   ")
            yield from map(text, lines)
    yield text((f"Addresses: {_count(preview.effects)}", "bold"))
    yield from (_effect(effect, plan) for effect in preview.effects)
    for words, found in (
        ("New findings", preview.new_findings),
        ("Findings gone", preview.ended_findings),
    ):
        yield text((f"{words}: {_count(found)}", "bold"))
        yield from map(_finding, found)
    yield text(("Then", "bold"), "  ", *counts(preview.after))
    if left_out is not None:
        yield from _steps(preview)


def counts(summary: Summary) -> list[tuple[str, str]]:
    """How many addresses fare how, each with its sign."""
    return [
        (f"{SIGNS[status]} {summary[status]} {status.value}  ", STYLES[status])
        for status in Status
        if summary.get(status)
    ]


def _steps(preview: Preview) -> Iterator[Text]:
    if len(preview.steps) > 1:
        yield text(("Steps", "bold"))
        for number, step in enumerate(preview.steps, start=1):
            yield text(f" {number}. {step}")


def _count(rows: tuple[object, ...]) -> str:
    return str(len(rows)) if rows else "none"


def _effect(effect: Effect, plan: Plan) -> Text:
    way = f" {effect.before or '—':<15} → {effect.after or '—':<15} "
    return text(way, plan.short_name(effect.id), (AT[effect.scenario], "dim"))


def _finding(finding: Finding) -> Text:
    sign = (f" {SEVERITY_SIGNS[finding.severity]} ", SEVERITY_STYLES[finding.severity])
    return text(sign, (f"{finding.code.value}  ", "dim"), f"{finding.subject}  ", finding.message)
