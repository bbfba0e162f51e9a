"""A field of the network settings that is switched on and off."""

from textual import on
from textual.widgets import Checkbox

from models.assign import Assignments
from models.edits import Edit
from models.fields.field import SwitchField
from models.session import Session
from tui.messages import EditRequested
from tui.widgets.text_entry import NOTHING
from tui.widgets.why import Why


class SwitchEntry(Checkbox):
    """Shows whether something is so and asks for the edit that changes it.

    What is off has no cross: Textual's own shows one in another colour.
    """

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words, compact=True, id=name)
        self.BUTTON_INNER = " "
        self.why = Why(id=f"{name}-why")
        self._bound: tuple[Assignments, SwitchField] | None = None

    def show(self, results: Assignments, field: SwitchField) -> None:
        """Show a field as the plan has it."""
        self._bound = results, field
        on, locked = field.switch(results)
        self.why.say(locked)
        self.display = locked is None
        with self.prevent(Checkbox.Changed):
            self.value = on

    def watch_value(self) -> None:
        """Show a cross, or none."""
        self.BUTTON_INNER = "X" if self.value else " "
        super().watch_value()

    @on(Checkbox.Changed)
    def _switch(self, event: Checkbox.Changed) -> None:
        event.stop()
        value = event.value
        if self._bound is None or value != self.value:
            return
        results, field = self._bound

        def make(session: Session) -> Edit:
            self.call_later(self.show, results, field)  # as it was, where the edit is refused
            return field.edit(session.assignments, value) or NOTHING

        if field.edit(results, value) is not None:
            self.post_message(EditRequested(make))
