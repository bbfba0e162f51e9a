"""What is assumed in a what-if, one line for each."""

from rich.text import Text

from models.what_if import Assumption
from tui.labels import text
from tui.signs import QUIET, WRONG
from tui.widgets.line_list import LineList

DAY = " (about the day: no edit)"


class AssumptionList(LineList[Assumption]):
    """The assumptions in the order in which they hold; what does not apply says why."""

    nothing = "nothing is assumed yet"

    def line_of(self, row: Assumption, width: int) -> Text:
        """What is assumed, and whether something is the matter with it."""
        if row.problem:
            return text((" ✗ ", WRONG), row.label, (f"  does not apply: {row.problem}", WRONG))
        return text(" → ", row.label, (DAY if row.about_the_day else "", QUIET))


def assumption_words(row: Assumption) -> Text:
    """One assumption in full."""
    lines = [text((row.label, "bold"))]
    if row.problem:
        lines.append(text((f"✗ It does not apply to the plan as it is now: {row.problem}", WRONG)))
    elif row.about_the_day:
        lines.append(text("It is about the day and not about the plan, so no edit can come of it."))
    else:
        lines.append(text("It can become an edit of the plan, together with the others."))
    return Text("\n").join(lines)
