"""A field of the network settings that is typed in."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from models.assign import Assignments
from models.edits import Together
from models.fields.field import TextField
from tui.messages import EditRequested
from tui.shown import shown
from tui.widgets.why import Why

NOTHING = Together("nothing to change", ())
"""The edit where the plan says already what was asked for."""
LONGEST = 100_000
"""How much of what is set is shown in a field, in characters."""


class TextEntry(Input, inherit_bindings=False):
    """Shows what is set, checks what is typed as it is typed, and asks for the edit.

    What is impossible stays in it, marked, and is asked of nobody. It has the keys that edit a
    line, and leaves those that scroll to what is around it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*Input.BINDINGS]

    @dataclass
    class Checked(Message):
        """What is typed was checked: ``entry.problem`` says what is wrong with it."""

        entry: "TextEntry"

    def __init__(self, name: str, words: str) -> None:
        """``words`` are what the field is called where something is said of it."""
        super().__init__(compact=True, id=name)
        self.cursor_blink = False
        self.words = words
        self.why = Why(id=f"{name}-why")
        self.problem: str | None = None
        self._bound: tuple[Assignments, TextField] | None = None
        self._standing = ""

    @property
    def typing(self) -> bool:
        """Whether it says something else than the plan."""
        return self.value != self._standing

    def show(self, results: Assignments, field: TextField) -> None:
        """Show a field as the plan has it; what is being typed in it stays."""
        another = self._bound is None or field != self._bound[1]
        self._bound = results, field
        now = field.shown(results)
        before, self._standing = self._standing, shown(now.text, LONGEST)
        self.why.say(now.locked)
        self.display = now.locked is None
        self.placeholder = shown(now.otherwise)
        if another or self._standing != before:
            self.give_up()
        else:
            self.check()

    def give_up(self) -> None:
        """Show what is set instead of what is being typed."""
        with self.prevent(Input.Changed):
            self.value = self._standing
        if self.has_focus:
            self.action_select_all()  # as on coming in: the next letter replaces it
        self.check()

    def check(self) -> None:
        """Say whether what is typed can be."""
        self.problem = None
        if self.typing and self._bound is not None:
            results, field = self._bound
            self.problem = field.problem(results, self.value.strip())
        self.set_class(self.problem is not None, "-wrong")
        self.post_message(self.Checked(self))

    def take(self) -> None:
        """Ask for what is typed, unless it is impossible or there already."""
        if self._bound is None or not self.typing or self.problem is not None:
            return
        (results, field), typed = self._bound, self.value.strip()
        if field.edit(results, typed) is None:
            self.give_up()
            return
        self.screen.post_message(  # at once, so that it comes before what is asked for next
            EditRequested(lambda session: field.edit(session.assignments, typed) or NOTHING)
        )

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.check()

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.take()

    @on(Input.Blurred)
    def _leave(self, event: Input.Blurred) -> None:
        event.stop()
        self.take()
