"""How the addresses fare at failover: in the plan, and in a what-if."""

from rich.text import Text
from textual.widgets import Static

from models.what_if import WhatIf
from tui.labels import text
from tui.widgets.preview_list import counts


class WhatIfCounts(Static):
    """Two lines, one under the other, so that counts can be compared."""

    def wait(self) -> None:
        """Say that there is nothing to compare yet."""
        self.update(text(("\u2026 computing the what-if", "bold")))

    def show(self, what_if: WhatIf) -> None:
        """Show both."""
        lines = [
            text((" In the plan  ", "bold"), *counts(what_if.session.summary)),
            text((" What if      ", "bold"), *counts(what_if.scratch.summary)),
        ]
        self.update(Text("\n").join(lines))
