"""Mending a finding: the ways there are, then what the chosen one would change."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from models.findings import Finding
from models.fixes import Fix, fixes
from models.session import Session
from tui.labels import text
from tui.screens.plan_screen import PlanScreen
from tui.screens.preview import preview_then_do
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES, WRONG
from tui.widgets.line_list import LineList

LONGEST = 600
"""How much of a message or a label is shown, in characters."""
MOST_LINES = 10
"""How many ways are seen at once."""


class FixList(LineList[Fix]):
    """The ways to mend a finding, a line each."""

    def line_of(self, row: Fix, width: int) -> Text:
        """What would be done, and whether it brings an error elsewhere."""
        sign = (" ✗ ", WRONG) if row.new_errors else "   "
        return text(sign, row.label)

    def key_of(self, row: Fix) -> str:
        """No two ways have one label."""
        return row.label


class ChooseFixScreen(ModalScreen[Fix | None]):
    """Lists the ways to mend a finding; the result is the one chosen."""

    CSS_PATH = "../styles/choose_fix.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", tooltip="Change nothing", id="fix.no"),
    ]

    def __init__(self, finding: Finding, offered: Sequence[Fix]) -> None:
        """``finding`` is what is to be mended, ``offered`` the ways, the best first."""
        super().__init__()
        self._finding, self._offered = finding, offered

    def compose(self) -> ComposeResult:
        """What is wrong, the ways, and what the one under the cursor would change."""
        finding = self._finding
        sign = (SEVERITY_SIGNS[finding.severity], SEVERITY_STYLES[finding.severity])
        with Vertical(id="dialog"):
            yield Static(text(sign, " ", (finding.code.value, "bold"), f"  {finding.subject}"))
            yield Static(Text(shown(finding.message, LONGEST)), id="message")
            yield FixList(id="ways")
            yield Static(id="effect")
            yield Static(text(("Enter shows the effect · Esc changes nothing", "dim")), id="hint")

    def on_mount(self) -> None:
        """List the ways."""
        ways = self.query_one(FixList)
        ways.rows = self._offered
        ways.styles.height = min(len(self._offered), MOST_LINES)
        ways.focus()

    @on(LineList.Pointed, "#ways")
    def show_effect(self, event: LineList.Pointed) -> None:
        """Say what the way under the cursor would change."""
        event.stop()
        if event.row is not None:
            self.query_one("#effect", Static).update(effect_of(event.row))

    @on(LineList.Chosen, "#ways")
    def choose(self, event: LineList.Chosen) -> None:
        """Take this way."""
        event.stop()
        self.dismiss(event.row)


def effect_of(fix: Fix) -> Text:
    """The whole label of a fix, and what it would change, counted."""
    seen = fix.preview
    addresses = len({effect.id for effect in seen.effects})
    parts = [
        _counted(addresses, "IP configuration", "changes its address", "change their address"),
        _counted(len(seen.gone), "finding", "goes", "go"),
        _counted(len(seen.come), "finding", "comes", "come"),
    ]
    line = Text(shown(fix.label, LONGEST), style="bold")
    line.append("\n" + ", ".join(part for part in parts if part), "not bold")
    if fix.new_errors:
        errors = _counted(fix.new_errors, "new error", "", "")
        line.append(f"\n✗ {errors}: look at the effect first", WRONG)
    return line


def mend(screen: PlanScreen, findings: Iterable[Finding]) -> None:
    """Let the user mend a finding, or what there is of several that belong together."""
    session = screen.session
    looked_at = list(findings)
    offered = _offered(session, looked_at)
    if not looked_at:
        screen.change_line.say("there is no finding here to mend")
    elif not offered:
        screen.change_line.say(f"no edit of the plan mends this; {looked_at[0].fix}")
    elif len(offered) == 1:
        _preview(screen, *offered[0])
    else:
        by_label = {fix.label: (finding, fix) for finding, fix in offered}

        def chosen(fix: Fix | None) -> None:
            if fix is not None:
                _preview(screen, *by_label[fix.label])

        ways = [fix for _, fix in offered]
        screen.app.push_screen(ChooseFixScreen(offered[0][0], ways), chosen)


def _offered(session: Session, findings: Iterable[Finding]) -> list[tuple[Finding, Fix]]:
    """What can be done about findings, no label twice."""
    found: dict[str, tuple[Finding, Fix]] = {}
    for finding in findings:
        for fix in fixes(session, finding):
            found.setdefault(fix.label, (finding, fix))
    return list(found.values())


def _preview(screen: PlanScreen, finding: Finding, fix: Fix) -> None:
    note = f"{fix.label}\nmends {finding.code.value}: {finding.message}"
    preview_then_do(screen, fix.make, note=note)


def _counted(count: int, noun: str, one: str, more: str) -> str:
    """A count with its noun and verb; nothing for none."""
    if not count:
        return ""
    return f"{count} {noun} {one}".strip() if count == 1 else f"{count} {noun}s {more}".strip()
