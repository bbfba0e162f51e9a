"""The findings as a list of any length: only the lines on the screen are ever made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from models.findings import Finding
from models.topology import IpConfigurationId
from tui.labels import text
from tui.messages import SubjectChosen
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES

WIDE = 100
"""From how many columns on a line has columns of its own for code and subject."""
CODE_WIDTH, SUBJECT_WIDTH = 31, 30


class FindingList(ScrollView, can_focus=True):
    """One line for each finding: how grave, what it is about and what is wrong."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="findings.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="findings.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="findings.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="findings.page-down"),
        Binding("home,g", "jump(0)", "First", show=False, id="findings.first"),
        Binding("end,G", "jump(-1)", "Last", show=False, id="findings.last"),
        Binding(
            "enter",
            "choose",
            "Go there",
            tooltip="Go to what the finding is about",
            id="findings.go",
        ),
    ]

    @dataclass
    class Pointed(Message):
        """The cursor is on another finding, or on none."""

        finding: Finding | None

    findings: reactive[Sequence[Finding]] = reactive((), always_update=True, layout=False)
    """What is listed, in this order."""
    cursor = reactive(0)
    """The line the cursor is on, counted from 0."""

    def watch_findings(self) -> None:
        """Show other findings."""
        self.virtual_size = Size(self.size.width, len(self.findings))
        self.cursor = max(0, min(self.cursor, len(self.findings) - 1))
        self.refresh()
        self.post_message(self.Pointed(self.pointed))

    def watch_cursor(self, before: int, after: int) -> None:
        """Move the mark, and keep it on the screen."""
        self.scroll_to_region(Region(0, after, 1, 1), animate=False, force=True)
        for line in (before, after):
            self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))
        self.post_message(self.Pointed(self.pointed))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show whether the cursor is alive."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def on_resize(self) -> None:
        """Lines are as wide as the widget."""
        self.virtual_size = Size(self.size.width, len(self.findings))

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        width, line = self.size.width, y + self.scroll_offset.y
        base = self.rich_style
        if not self.findings and line == 0:
            return Strip([Segment(" ✓ nothing to report", base)]).adjust_cell_length(width, base)
        if line >= len(self.findings):
            return Strip.blank(width, base)
        segments = list(self._line(self.findings[line], width).render(self.app.console))
        strip = Strip(segments).adjust_cell_length(width).apply_style(base)
        if line == self.cursor and self.has_focus:
            strip = strip.apply_style(Style(reverse=True))
        return strip

    def on_click(self, event: events.Click) -> None:
        """Point at a line; a second click on it goes there."""
        line = event.y + self.scroll_offset.y
        if line < len(self.findings):
            if line == self.cursor and event.chain > 1:
                self.action_choose()
            self.cursor = line

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(self.cursor + lines, len(self.findings) - 1))

    def action_page(self, pages: int) -> None:
        """Move the cursor by what the screen shows."""
        self.action_move(pages * max(1, self.size.height - 1))

    def action_jump(self, line: int) -> None:
        """Move the cursor to a line; negative ones count from the end."""
        count = len(self.findings)
        self.cursor = max(0, count + line if line < 0 else min(line, count - 1))

    def action_choose(self) -> None:
        """Go to what the finding under the cursor is about."""
        if self.findings:
            self.post_message(SubjectChosen(self.findings[self.cursor].subject))

    @property
    def pointed(self) -> Finding | None:
        """The finding under the cursor."""
        return self.findings[self.cursor] if self.findings else None

    def _line(self, finding: Finding, width: int) -> Text:
        """A finding in the width there is: only a wide one has columns for code and subject."""
        sign = (f" {SEVERITY_SIGNS[finding.severity]} ", SEVERITY_STYLES[finding.severity])
        subject = finding.subject
        if width >= WIDE:
            code = (f"{finding.code.value:<{CODE_WIDTH}}", "dim")
            return text(
                sign,
                code,
                f"{shown(str(subject), SUBJECT_WIDTH):<{SUBJECT_WIDTH}} ",
                finding.message,
            )
        machine = f"{subject.virtual_machine}: " if isinstance(subject, IpConfigurationId) else ""
        return text(sign, f"{machine}{finding.message}")
