"""What of the configuration could not be used, all of it on one screen."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.configuration import Fault
from tui.labels import text
from tui.signs import ATTENTION


class FaultsScreen(ModalScreen[None]):
    """Lists what is wrong with the configuration: where, what, and how to mend it."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "Close", tooltip="Go on", id="faults.close"),
    ]

    def __init__(self, faults: Sequence[Fault]) -> None:
        """There is at least one fault."""
        super().__init__()
        self._faults = faults

    def compose(self) -> ComposeResult:
        """The faults under what they mean for the person in front."""
        lines = []
        for fault in self._faults:
            lines += [
                text(("! ", ATTENTION), (fault.where, "bold")),
                text(f"  {fault.what}"),
                text((f"  {fault.mend}", "dim")),
            ]
        for line in lines:
            line.no_wrap = False
        with Vertical(id="dialog"):
            yield Static(text(("What could not be used of the configuration", "bold")))
            with VerticalScroll():
                yield Static(Text("\n").join(lines))
            yield Static(text(("Defaults hold in its place. Enter goes on", "dim")))
