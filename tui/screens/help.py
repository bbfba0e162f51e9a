"""Every key that works now, read off the bindings."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.labels import text

SIGN_LINE = "✓ kept   ~ changed   = set by hand   ✗ unassigned   · not replicated"


class HelpScreen(ModalScreen[None]):
    """Lists the keys of the screen below it, with what each does."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1", "dismiss(None)", "Close", id="help.close"),
    ]

    def __init__(self, screen: Screen[object]) -> None:
        """``screen`` is the one whose keys are listed."""
        super().__init__()
        self._keys = keys_of(screen)

    def compose(self) -> ComposeResult:
        """The keys, then the signs."""
        lines = [text((f"{key:>16}  ", "bold"), what) for key, what in self._keys]
        with VerticalScroll(id="dialog"):
            yield Static(Text("\n").join(lines))
            yield Static(text((f"\n{SIGN_LINE}", "dim")))


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """The keys that work on a screen now, each with what it does, in their order."""
    found: dict[str, tuple[list[str], str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not binding.description or binding.system:
            continue
        keys, _ = found.setdefault(binding.action, ([], binding.tooltip or binding.description))
        shown = screen.app.get_key_display(binding)
        if shown not in keys:
            keys.append(shown)
    return [(" ".join(keys), what) for keys, what in found.values()]
