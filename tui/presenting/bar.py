"""The lines at the foot of every screen that show the class what is pressed and said."""

from typing import Any, ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from tui.presenting.board import Board


class PresentingBar(Widget):
    """Shows the board; it takes its own lines, so that it hides nothing.

    Its keys steer a demonstration that has the keyboard to itself; the app looks them up, as
    the bar never has the focus.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "app.play_or_pause",
            "Pause",
            tooltip="Let the demonstration go on by itself, or pause",
            id="playing.pause",
            show=False,
        ),
        Binding(
            "right,n",
            "app.next_step",
            "Next step",
            tooltip="Play the next step now",
            id="playing.next",
            show=False,
        ),
        Binding(
            "escape,q",
            "app.end_playing",
            "End",
            tooltip="End the demonstration, and have the plan in hand",
            id="playing.end",
            show=False,
        ),
    ]

    def __init__(self, board: Board) -> None:
        """``board`` is what the bars of all screens share."""
        super().__init__()
        self._board = board

    def on_mount(self) -> None:
        """Have the lines that are needed."""
        self.show()

    def on_resize(self) -> None:
        """Have the lines that are needed in another width."""
        self.show()

    def show(self) -> None:
        """Show the board as it is now."""
        self.styles.height = self._board.lines(self.app.size.width)
        self.refresh()

    def render(self) -> Text:
        """The lines of the board."""
        return self._board.text(self.size.width)


def bar_of(screen: Screen[Any], board: Board) -> PresentingBar:
    """The bar of a screen, which gets one where it has none."""
    for child in screen.children:
        if isinstance(child, PresentingBar):
            return child
    bar = PresentingBar(board)
    screen.mount(bar)
    return bar


def steering(app: App[Any], key: str) -> Binding | None:
    """What a key asks of a demonstration that has the keyboard to itself."""
    bindings = next(iter(app.screen.query(PresentingBar)))._bindings.copy()
    bindings.apply_keymap(app._keymap)
    return next(iter(bindings.key_to_bindings.get(key, ())), None)
