"""Shows what an edit would change, and makes it when the user says so."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from models.edits import Edit
from models.edits.bulk_settling import Reasons
from models.errors import EditRefused
from models.plan import Plan
from models.preview import Preview
from models.session import Session
from tui.labels import text
from tui.screens.ask import shown_lines
from tui.screens.plan_screen import PlanScreen
from tui.shown import shown
from tui.widgets.line_list import LineList
from tui.widgets.preview_list import PreviewList

MANY = 2000
"""From how many rows on an edit, and its preview, take so long that it is said first."""


class PreviewScreen(ModalScreen[bool]):
    """Shows a preview; the result says whether the edit is to be made."""

    CSS_PATH = "../styles/preview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "Cancel", tooltip="Change nothing", id="preview.no"),
        Binding("enter", "dismiss(True)", "Apply", tooltip="Make the edit", id="preview.yes"),
    ]

    def __init__(
        self, preview: Preview, plan: Plan, note: str = "", left_out: Reasons | None = None
    ) -> None:
        """``plan`` is the plan as it is; ``note`` is what has to be said beside the changes.

        ``left_out`` is for an edit of many: whom it leaves out, and why.
        """
        super().__init__()
        self._preview, self._plan, self._note = preview, plan, note
        self._left_out = left_out

    def compose(self) -> ComposeResult:
        """The label above what would change."""
        with Vertical(id="dialog"):
            yield Static(text((self._preview.label, "bold")), id="title")
            if self._note:
                yield Static(shown_lines(self._note), markup=False, id="note")
            yield PreviewList()
            yield Static(text(("Enter applies · Esc changes nothing", "dim")), id="hint")

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one(PreviewList).show_preview(self._preview, self._plan, self._left_out)

    @on(LineList.Chosen)
    def apply(self, event: LineList.Chosen) -> None:
        """Enter in the list makes the edit, as anywhere here."""
        event.stop()
        self.dismiss(True)


def preview_then_do(
    screen: PlanScreen,
    make: Callable[[Session], Edit],
    then: Callable[[], None] | None = None,
    note: str = "",
    left_out: Reasons | None = None,
) -> None:
    """Show what an edit would change; where the user agrees, ask for it.

    ``then`` is called once it was asked for. An edit that is refused is told in the change
    line instead. ``note`` stands above what would change, ``left_out``
    says whom an edit of many leaves out, and why.
    """
    try:
        preview = screen.session.preview(make(screen.session))
    except EditRefused as refusal:
        refuse(screen, str(refusal))
        return

    def answered(agreed: bool | None) -> None:
        if not agreed:
            return
        if len(preview.effects) < MANY:
            screen.request(make)
        else:
            screen.change_line.say("making the edit …")
            screen.call_after_refresh(screen.request, make)
        if then is not None:
            then()

    shows = PreviewScreen(preview, screen.session.plan, note, left_out)
    screen.app.push_screen(shows, answered)


def refuse(screen: PlanScreen, words: str) -> None:
    """Say why something was not done: in the line for it where that has room."""
    if len(words) < screen.size.width - 3:
        screen.change_line.refuse(words)
    else:
        screen.notify(shown(words, 600), severity="error", markup=False, timeout=10)
