"""The keys that work now, in the last line: read off the bindings, as many as fit."""

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import ActiveBinding
from textual.screen import Screen
from textual.widget import Widget

from tui.keys import action_name, in_order
from tui.labels import text


class KeyBar(Widget):
    """Names the keys of the screen that are to be shown; a click on one presses it.

    Textual's own footer is a widget for each key, which costs a repaint whenever the focus
    moves, and in a narrow terminal lets keys run into each other.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--off"}

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def render(self) -> Text:
        """The keys that fit, function keys first; what is not possible now is dimmed."""
        line = Text(no_wrap=True, end="")
        for active in self._shown():
            piece = self._piece(active)
            if line.cell_len + piece.cell_len > self.size.width:
                break
            line.append(piece).append(" ")
        return line

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked on."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)

    def _follow(self, _: Screen[object]) -> None:
        self.refresh()

    def _shown(self) -> list[ActiveBinding]:
        """The first key of each action that is to be shown."""
        first: dict[str, ActiveBinding] = {}
        for active in in_order(self.screen):
            if active.binding.show:
                first.setdefault(action_name(active.binding), active)
        return list(first.values())

    def _piece(self, active: ActiveBinding) -> Text:
        binding = active.binding
        kind = "key-bar--key" if active.enabled else "key-bar--off"
        key = text(self.app.get_key_display(binding))
        key.stylize(self.get_component_rich_style(kind, partial=True))
        words = text(f" {binding.description}")
        if not active.enabled:
            words.stylize(self.get_component_rich_style(kind, partial=True))
        return Text.assemble(key, words, meta={"key": binding.key})
