"""One edit of the history in full: its steps, and the addresses that it changed."""

from collections.abc import Iterator

from rich.text import Text

from models.plan import Plan
from tui.labels import text
from tui.widgets.history_list import Row, finding_counts
from tui.widgets.line_list import LineList
from tui.widgets.preview_list import AT

MOST_STEPS = 50
"""How many steps of an edit are shown."""


class HistoryDetail(LineList[Text]):
    """What an edit did, however much it was."""

    nothing = ""

    def line_of(self, row: Text, width: int) -> Text:
        """Lines are made beforehand."""
        return row

    def show(self, row: Row | None, plan: Plan, file: str) -> None:
        """Show a point of the history; ``plan`` is the one that stands now."""
        self.rows = [] if row is None else list(_lines(row, plan, file))
        self.cursor = 0


def _lines(row: Row, plan: Plan, file: str) -> Iterator[Text]:
    entry = row.entry
    if entry is None:
        yield text((f" {file or 'The plan'} as it was opened", "bold"))
        yield _way(row)
        return
    yield text((f" {entry.number}. {entry.label}", "bold"))
    yield text(
        (f" {entry.at.astimezone():%Y-%m-%d %H:%M:%S} · findings {finding_counts(entry)}", "")
    )
    yield _way(row)
    if len(entry.steps) > 1:
        yield text((f" Steps: {len(entry.steps)}", "bold"))
        for number, step in enumerate(entry.steps[:MOST_STEPS], start=1):
            yield text(f"  {number}. {step}")
        yield from _more(len(entry.steps) - MOST_STEPS)
    yield text((f" Addresses: {entry.addresses or 'none'}", "bold"))
    for effect in entry.effects:
        way = f"  {effect.before or '—':<15} → {effect.after or '—':<15} "
        yield text(way, plan.short_name(effect.id), (AT[effect.scenario], "dim"))
    yield from _more(entry.more)


def _way(row: Row) -> Text:
    """What Enter does there."""
    if row.standing:
        return text((" The plan stands here.", "dim"))
    back = "undoes" if not row.undone else "does again"
    what = "everything up to and with this edit" if row.undone else "every edit after this point"
    return text((f" Enter {back} {what}.", "dim"))


def _more(count: int) -> Iterator[Text]:
    if count > 0:
        yield text((f"  and {count} more", "dim"))
