"""Every key that works now, read off the bindings."""

from collections.abc import Callable
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.keys import action_name, in_order
from tui.labels import text

SIGN_LINE = "✓ kept   ~ changed   = set by hand   ✗ unassigned   · not replicated   ! finding"


class HelpScreen(ModalScreen[None]):
    """Lists the keys of the screen below it, with what each does."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1", "dismiss(None)", "Close", id="help.close"),
    ]

    def __init__(self, screen: Screen[Any]) -> None:
        """``screen`` is the one whose keys are listed."""
        super().__init__()
        self._actions, self._moves = actions_of(screen), moves_of(screen)

    def compose(self) -> ComposeResult:
        """What can be done, how to move, and what the signs mean."""
        lines = [text(("What can be done", "bold underline"))]
        lines += [text((f"{key:>14}  ", "bold"), what) for key, what in self._actions]
        lines.append(text(("Moving", "bold underline")))
        lines.append(text("  ".join(f"{key} {what.lower()}" for key, what in self._moves)))
        lines[-1].no_wrap = False
        lines += [text(("Signs", "bold underline")), text(SIGN_LINE)]
        with VerticalScroll(id="dialog"):
            yield Static(Text("\n").join(lines))


def actions_of(screen: Screen[Any]) -> list[tuple[str, str]]:
    """The keys of what can be done on a screen now, each with what it does."""
    return _keys(screen, wanted=lambda binding: bool(binding.tooltip))


def moves_of(screen: Screen[Any]) -> list[tuple[str, str]]:
    """The keys that move within the widget that has the focus."""
    done = {action_name(one.binding) for one in in_order(screen) if one.binding.tooltip}
    return _keys(
        screen,
        wanted=lambda binding: (
            bool(binding.id) and not binding.tooltip and action_name(binding) not in done
        ),
    )


def _keys(screen: Screen[Any], wanted: Callable[[Binding], bool]) -> list[tuple[str, str]]:
    """Keys by action, in their order; a key that another widget has for it counts too."""
    bindings = [active.binding for active in in_order(screen)]
    keys: dict[str, list[str]] = {}
    for binding in bindings:
        shown = screen.app.get_key_display(binding)
        if shown not in keys.setdefault(action_name(binding), []):
            keys[action_name(binding)].append(shown)
    chosen = {action_name(binding): binding for binding in bindings if wanted(binding)}
    return [
        (" ".join(keys[name]), binding.tooltip or binding.description)
        for name, binding in chosen.items()
    ]
