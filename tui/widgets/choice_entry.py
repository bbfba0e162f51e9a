"""A field of the network settings in which one thing is chosen."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Select

from models.assign import Assignments
from models.edits import Edit
from models.fields.field import ChoiceField, Option
from models.session import Session
from tui.labels import text
from tui.messages import EditRequested
from tui.widgets.text_entry import NOTHING
from tui.widgets.why import Why

AUTOMATIC = "\0"
"""How the value of an option begins that lets the rules decide; its label follows, so that
the field sees another value where the rules decide otherwise."""


class ChoiceEntry(Select[str], inherit_bindings=False):
    """Shows what is chosen and asks for the edit of another choice.

    Up and Down go to other fields while the list is shut; Enter opens it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "show_overlay", "Choose", show=False, id="choice.open"),
    ]

    def __init__(self, name: str) -> None:
        super().__init__([("", AUTOMATIC)], allow_blank=False, compact=True, id=name)
        self.why = Why(id=f"{name}-why")
        self._bound: tuple[Assignments, ChoiceField] | None = None
        self._standing: tuple[tuple[Option, ...], str | None] | None = None

    def show(self, results: Assignments, field: ChoiceField) -> None:
        """Show a field as the plan has it."""
        self._bound = results, field
        options, chosen, locked = field.choices(results)
        self.why.say(locked)
        self.display = locked is None
        values = {option.value: _value(option) for option in options}
        standing, self._standing = self._standing, (options, chosen)
        if standing == self._standing and self.value == values[chosen]:
            return
        with self.prevent(Select.Changed):
            self.set_options([(text(option.label), _value(option)) for option in options])
            self.value = values[chosen]

    @on(Select.Changed)
    def _choose(self, event: Select.Changed) -> None:
        event.stop()
        value = event.value
        if self._bound is None or value != self.value or not isinstance(value, str):
            return
        results, field = self._bound
        chosen = None if value.startswith(AUTOMATIC) else value

        def make(session: Session) -> Edit:
            self.call_later(self.show, results, field)  # as it was, where the edit is refused
            return field.edit(session.assignments, chosen) or NOTHING

        if field.edit(results, chosen) is not None:
            self.post_message(EditRequested(make))


def _value(option: Option) -> str:
    return f"{AUTOMATIC}{option.label}" if option.value is None else option.value
