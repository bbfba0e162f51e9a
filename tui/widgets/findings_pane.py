"""The findings: the list, what narrows it, and the one under the cursor in full."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.reactive import reactive
from textual.widgets import Input

from models.findings import Finding, Severity
from models.findings.filtering import counts, match, nearest, next_level
from models.fixes import fixes_for_one
from models.session import Session
from tui.gradual import Gradual
from tui.labels import text
from tui.widgets.filter_field import FilterField
from tui.widgets.finding_detail import FindingDetail
from tui.widgets.finding_list import FindingList

ONLY = {
    Severity.ERROR: "errors only",
    Severity.WARNING: "errors and warnings only",
    Severity.INFORMATION: "",
}
COUNTED = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}

KEYS = "f fixes · c severity · / filters · Enter goes there"


class FindingsPane(Horizontal):
    """Shows findings; the screen around it mends the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f", "screen.fix", "Fix", tooltip="Mend it: see the ways, then the effect",
            id="findings.fix",
        ),
        Binding(
            "c", "severity", "Severity", tooltip="Show errors only, with warnings, or everything",
            id="findings.severity",
        ),
        Binding(
            "slash", "filter", "Filter", tooltip="Show only findings with these words",
            id="findings.filter",
        ),
    ]  # fmt: skip

    least: reactive[Severity] = reactive(Severity.INFORMATION, init=False)
    """The least grave finding that is shown."""
    words = reactive("", init=False)
    """What has to stand in a finding that is shown."""

    lines = query_one(FindingList)
    field = query_one(FilterField)
    detail = query_one(FindingDetail)

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        """``session`` holds the plan that the findings are about."""
        super().__init__(id=id)
        self._session = session
        self._all: Sequence[Finding] = ()
        self._entitled = ""
        self._looking = Gradual[Sequence[Finding]](self, session, self._say_how_far)

    def compose(self) -> ComposeResult:
        """The list below its filter, beside the finding in full."""
        with Vertical(id="found"):
            yield FilterField("words, a code or a severity", id="findings-filter")
            yield FindingList(id="findings")
        yield FindingDetail(id="detail")

    def on_mount(self) -> None:
        """There is no filter at first."""
        self.field.display = False
        self.lines.border_subtitle = KEYS

    def show(self, findings: Sequence[Finding]) -> None:
        """Show the findings there are now; the cursor stays near where it was."""
        self._all = findings
        self._narrow()

    def watch_least(self) -> None:
        """Show more or fewer."""
        self._narrow()

    def watch_words(self) -> None:
        """Show more or fewer."""
        self._narrow()

    def action_severity(self) -> None:
        """Go on to the next severity."""
        self.least = next_level(self.least)

    def action_filter(self) -> None:
        """Type words to look for."""
        self.field.display = True
        self.field.focus()

    @on(Input.Changed, "#findings-filter")
    def filter(self, event: Input.Changed) -> None:
        """Narrow the list while words are typed."""
        event.stop()
        self.words = event.value

    @on(FilterField.Left)
    def leave_filter(self, event: FilterField.Left) -> None:
        """Back to the list; a filter without words goes away."""
        event.stop()
        self.lines.focus()
        self.field.display = bool(self.field.value)

    @on(FindingList.Pointed)
    def show_finding(self, event: FindingList.Pointed) -> None:
        """Show the finding under the cursor in full."""
        event.stop()
        self._show_detail()

    def on_descendant_focus(self) -> None:
        """Say what the key does as soon as it does it."""
        self._show_detail()

    def _narrow(self) -> None:
        def found(after: Sequence[Finding]) -> None:
            lines = self.lines
            before, place = lines.rows, lines.cursor
            lines.rows = after
            lines.cursor = nearest(before, place, after)
            self._entitle(self._title(len(after)))

        self._looking.begin(match(self._all, self.least, self.words), found)

    def _say_how_far(self, done: float | None) -> None:
        """Say in the title how far looking for words is."""
        if done is not None:
            self._entitle(f"Findings · looking for “{self.words}”: {done:.0%}")

    def _entitle(self, title: str) -> None:
        """Put a title above the list, which is painted anew where it is another one."""
        if title != self._entitled:
            self._entitled = title
            self.lines.border_title = text(title)

    def _show_detail(self) -> None:
        """The finding in full; what can be done is worked out only where the key works."""
        finding = self.lines.pointed
        here = finding is not None and self.lines.has_focus
        ways = fixes_for_one(self._session, finding) if here and finding is not None else ()
        self.detail.show(finding, ways)

    def _title(self, shown: int) -> str:
        """How many there are of each severity, or what is shown of how many."""
        if shown < len(self._all):
            why = ", ".join(filter(None, (ONLY[self.least], self.words and f"“{self.words}”")))
            return f"Findings · {why}: {shown} of {len(self._all)}"
        parts = []
        counted = counts(self._all)
        for severity, word in COUNTED.items():
            if count := counted[severity]:
                parts.append(f"{count} {word}{'s' if count > 1 else ''}")
        return "Findings · " + (", ".join(parts) or "none")
