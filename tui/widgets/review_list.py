"""Every address that replicating machines leads to, and what else it changes."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from models.assignment import AddressRule, Assignment, SubnetRule
from models.changes import Effect, result_address
from models.explain import reason_text
from models.findings import Finding
from models.plan import Plan
from models.replication_review import Review, ReviewRow
from models.status import status
from tui.labels import text
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES
from tui.widgets.line_list import LineList
from tui.widgets.preview_list import AT, counts

ADDRESS_WIDTH = 15
INDENT = "      "


class ReviewList(LineList[Text]):
    """A review, however long it is."""

    def line_of(self, row: Text, width: int) -> Text:
        """Lines are made beforehand."""
        return row

    def show_review(self, review: Review, plan: Plan, width: int) -> None:
        """Show what would be; ``plan`` is the plan as it is."""
        lines = review_lines(review, plan, width)
        self.show_rows([piece for line in lines for piece in self._pieces(line, width - 1)])

    def _pieces(self, line: Text, width: int) -> Iterator[Text]:
        """A line in as many as it takes; those after the first are indented."""
        if line.cell_len <= width:
            yield line
            return
        first, *others = line.wrap(self.app.console, max(20, width - len(INDENT)), no_wrap=False)
        yield first
        yield from (text(INDENT).append_text(piece) for piece in others)


def review_lines(review: Review, plan: Plan, width: int) -> Iterator[Text]:
    """What is created, every address, what changes elsewhere, and the findings."""
    yield text(("Then", "bold"), "  ", *counts(review.preview.after))
    yield text((f"Created first: {len(review.created) or 'nothing'}", "bold"))
    yield from (text(f"  + {step}") for step in review.created)
    yield text((f"Addresses: {len(review.rows)}", "bold"))
    sources = [str(row.ip.address or "dynamic") for row in review.rows]
    longest = max(map(len, sources), default=0)
    room = max(12, width - longest - ADDRESS_WIDTH - len("  ✓   → "))
    names = [shown(plan.short_name(row.id), room) for row in review.rows]
    widest = max(map(len, names), default=0)
    for name, source, row in zip(names, sources, review.rows, strict=True):
        head = f"{name:<{widest}} {source:>{longest}}"
        yield from _result_lines(head, row, row.failover, width)
        if row.test_failover is not None:
            yield from _result_lines(f"{'test':>{len(head)}}", row, row.test_failover, width)
    if review.others:
        yield text((f"Changes elsewhere: {len(review.others)}", "bold"))
        yield from (_other_line(effect, plan) for effect in review.others)
    yield from _finding_lines("New findings", review.preview.come)
    yield from _finding_lines("Findings gone", review.preview.gone)


def _finding_lines(words: str, found: Sequence[Finding]) -> Iterator[Text]:
    yield text((f"{words}: {len(found) or 'none'}", "bold"))
    for finding in found:
        sign = (f"  {SEVERITY_SIGNS[finding.severity]} ", SEVERITY_STYLES[finding.severity])
        yield text(sign, (f"{finding.code.value}  ", "dim"), finding.message)


def _result_lines(
    head: str, row: ReviewRow, result: Assignment | None, width: int
) -> Iterator[Text]:
    """An address with its sign, where it is and why; in two lines where one is too short."""
    kind = status(row.ip, result)
    line = text(
        (f"  {SIGNS[kind]} ", STYLES[kind]),
        f"{head} → ",
        (result_address(result) or "none", STYLES[kind]),
    )
    why = text((_why(result), "dim"))
    if 4 + len(head) + 3 + ADDRESS_WIDTH + 1 + why.cell_len < width:
        line.pad_right(4 + len(head) + 3 + ADDRESS_WIDTH + 1 - line.cell_len)
        yield line.append_text(why)
    else:
        yield line
        yield text(INDENT).append_text(why)


def _why(result: Assignment | None) -> str:
    """Where an address is, and by which rule it is that one."""
    if result is None:
        return ""
    why = reason_text(result.reason, result.taken_by)
    if result.rule is AddressRule.RETAINED:
        why = "kept"
    elif result.rule is AddressRule.CONFIGURED:
        why = "set by hand"
    elif result.forecast:
        why = f"a forecast, {why}"
    if result.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        why = f"first subnet by name; {why}"
    return f"{result.subnet or '?'} of {result.network}: {why}" if result.network else why


def _other_line(effect: Effect, plan: Plan) -> Text:
    way = f"  {effect.before or '—':>{ADDRESS_WIDTH}} → {effect.after or '—':<{ADDRESS_WIDTH}} "
    return text(way, plan.short_name(effect.id), (AT[effect.scenario], "dim"))
