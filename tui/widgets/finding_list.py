"""The findings as a list: how grave each is, what it is about and what is wrong."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from models.findings import Finding
from models.topology import IpConfigurationId
from tui.labels import text
from tui.messages import SubjectChosen
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES
from tui.widgets.line_list import LineList

WIDE = 100
"""From how many columns on a line has columns of its own for code and subject."""
CODE_WIDTH, SUBJECT_WIDTH = 31, 30


class FindingList(LineList[Finding]):
    """One line for each finding."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "choose",
            "Go there",
            tooltip="Go to what the finding is about",
            id="findings.go",
        ),
    ]
    nothing = "✓ nothing to report"
    rows_say_all = True

    def action_choose(self) -> None:
        """Go to what the finding under the cursor is about."""
        if self.pointed is not None:
            self.post_message(SubjectChosen(self.pointed.subject))

    def line_of(self, row: Finding, width: int) -> Text:
        """A finding in the width there is: only a wide one has columns for code and subject."""
        sign = (f" {SEVERITY_SIGNS[row.severity]} ", SEVERITY_STYLES[row.severity])
        subject = row.subject
        if width >= WIDE:
            code = (f"{row.code.value:<{CODE_WIDTH}}", "dim")
            named = f"{shown(str(subject), SUBJECT_WIDTH):<{SUBJECT_WIDTH}} "
            return text(sign, code, named, row.message)
        machine = f"{subject.virtual_machine}: " if isinstance(subject, IpConfigurationId) else ""
        return text(sign, f"{machine}{row.message}")
