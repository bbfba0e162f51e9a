"""One finding in full: what it is about, what is wrong and what to do."""

from rich.text import Text
from textual.widgets import Static

from models.findings import Finding
from tui.labels import text
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES

LONGEST = 1000
"""How much of a message is shown, in characters."""


class FindingDetail(Static):
    """Shows the finding that the cursor of the list is on, however long it is."""

    def show(self, finding: Finding | None) -> None:
        """Show a finding, or that there is none."""
        if finding is None:
            self.update(text(("Nothing to report.", "dim")))
            return
        sign = (SEVERITY_SIGNS[finding.severity], SEVERITY_STYLES[finding.severity])
        lines = [
            text(sign, " ", (finding.code.value, "bold"), (f"  rule {finding.rule}", "dim")),
            text((str(finding.subject), "italic")),
            Text(shown(finding.message, LONGEST)),
            Text(f"→ {shown(finding.fix, LONGEST)}"),
        ]
        self.update(Text("\n").join(lines))
