"""The least that a Textual app can be: what the screens are held against.

``python -m tests.benchmarks.minimal_app`` shows a line, another one after each Down, and a
field to type in, which Tab goes to.
"""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static


class Minimal(App[None]):
    """A line and a field."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "count")]
    pressed = 0

    def compose(self) -> ComposeResult:
        """The line above the field."""
        yield Static("minimal 0")
        yield Input(compact=True)

    def on_mount(self) -> None:
        """No cursor blinks, as that would be bytes for nothing."""
        self.query_one(Input).cursor_blink = False

    def action_count(self) -> None:
        """Another line."""
        self.pressed += 1
        self.query_one(Static).update(f"minimal {self.pressed}")


if __name__ == "__main__":
    Minimal().run()
