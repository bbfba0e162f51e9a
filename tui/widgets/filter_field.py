"""A field above a list: what is typed there narrows the list at once."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class FilterField(Input):
    """A line to type a filter in; Enter and Down go to the list, Esc empties it first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "leave", "To the list", show=False, id="filter.list"),
        Binding("escape", "clear_or_leave", "Clear", show=False, id="filter.clear"),
    ]

    @dataclass
    class Left(Message):
        """The user is done with the filter and wants to be in the list."""

        field: "FilterField"

    def __init__(self, placeholder: str, *, id: str = "filter") -> None:
        """``placeholder`` says what can be typed."""
        super().__init__(placeholder=placeholder, compact=True, id=id)
        self.cursor_blink = False

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()

    def action_leave(self) -> None:
        """Go to the list."""
        self.post_message(self.Left(self))

    def action_clear_or_leave(self) -> None:
        """Take the filter away; where there is none, go to the list."""
        if self.value:
            self.value = ""
        else:
            self.action_leave()
