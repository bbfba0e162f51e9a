"""What the cursor is on in a what-if, in full."""

from rich.text import Text
from textual.widgets import Static

from models.what_if import Assumption, Difference, WhatIf
from tui.labels import text
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES
from tui.widgets.apart_list import Apart
from tui.widgets.assumption_list import assumption_words
from tui.widgets.difference_list import difference_words

LONGEST = 1000
"""How much of a message is shown, in characters."""


class WhatIfDetail(Static):
    """Says all there is to say of an assumption, a difference or a finding."""

    def show(self, what_if: WhatIf, row: Assumption | Difference | Apart | None) -> None:
        """Show a row of one of the lists, or nothing."""
        match row:
            case Assumption():
                self._put(assumption_words(row))
            case Difference():
                self._put(difference_words(what_if, row))
            case Apart():
                self._put(_finding(row))
            case _:
                self._put(Text())

    def _put(self, words: Text) -> None:
        words.no_wrap, words.overflow = False, "fold"
        self.update(words)


def _finding(row: Apart) -> Text:
    finding = row.finding
    sign = SEVERITY_SIGNS[finding.severity], SEVERITY_STYLES[finding.severity]
    way = "new" if row.new else "gone"
    lines = [
        text(sign, " ", (finding.code.value, "bold"), f"  {way}  ", (f"{finding.subject}", "dim")),
        Text(shown(finding.message, LONGEST)),
    ]
    if row.new:
        lines.append(Text(f"→ {shown(finding.fix, LONGEST)}"))
    return Text("\n").join(lines)
