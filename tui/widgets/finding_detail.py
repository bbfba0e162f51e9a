"""One finding in full: what it is about, what is wrong and what to do."""

from collections.abc import Sequence

from rich.text import Text

from models.findings import Finding
from models.fixes import Fix
from tui.labels import text
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES
from tui.widgets.said import Said

LONGEST = 1000
"""How much of a message is shown, in characters."""


class FindingDetail(Said):
    """Shows the finding that the cursor of the list is on, however long it is."""

    def show(self, finding: Finding | None, ways: Sequence[Fix] = ()) -> None:
        """Show a finding, or that there is none; ``ways`` are what its key would do."""
        if finding is None:
            self.update(text(("Nothing to report.", "dim")))
            return
        sign = (SEVERITY_SIGNS[finding.severity], SEVERITY_STYLES[finding.severity])
        lines = [
            text(sign, " ", (finding.code.value, "bold"), (f"  rule {finding.rule}", "dim")),
            text((str(finding.subject), "italic")),
            Text(shown(finding.message, LONGEST)),
            *_key(ways),
            Text(f"→ {shown(finding.fix, LONGEST)}"),
        ]
        self.update(Text("\n").join(lines))


def _key(ways: Sequence[Fix]) -> list[Text]:
    """What the key for it would do; nothing where nothing in the plan helps."""
    if not ways:
        return []
    more = f"  (or {len(ways) - 1} more)" if len(ways) > 1 else ""
    return [
        Text.assemble(("f", "bold reverse"), f" {shown(ways[0].label, LONGEST)}", (more, "dim"))
    ]
