"""The note of a plan: what whoever made it wants to be known."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from models.plan import Plan
from tui.labels import text
from tui.screens.ask import shown_lines


class NoteScreen(ModalScreen[None]):
    """Shows the name of a plan and its whole note."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,n,enter", "dismiss(None)", "Close", id="note.close"),
    ]

    def __init__(self, plan: Plan) -> None:
        """``plan`` is the one whose note is shown."""
        super().__init__()
        self._plan = plan

    def compose(self) -> ComposeResult:
        """The name above the note."""
        with VerticalScroll(id="dialog"):
            yield Static(text((self._plan.name or "Unnamed plan", "bold")))
            yield Static(shown_lines(self._plan.note or "It has no note."), markup=False)
