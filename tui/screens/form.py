"""Asks for a few values, each in a field of its own, and says at once what is wrong with one."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.labels import text
from tui.signs import WRONG


class Field(NamedTuple):
    """A value that is asked for.

    ``check`` gives what is wrong with what was typed, in words, or ``None``.
    """

    name: str
    label: str
    check: Callable[[str], str | None]
    start: str = ""
    example: str = ""


class FormScreen(ModalScreen[Mapping[str, str] | None]):
    """Fields under a title; the result is what was typed, by field, ``None`` if nothing was."""

    CSS_PATH = "../styles/bulk_edit.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", tooltip="Give nothing", id="form.cancel"),
        Binding("down", "app.focus_next", "Next", show=False, id="form.next"),
        Binding("up", "app.focus_previous", "Previous", show=False, id="form.previous"),
    ]

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        """The first field has the focus."""
        super().__init__()
        self._title, self._fields = title, fields

    def compose(self) -> ComposeResult:
        """The title, the fields, what is wrong."""
        with Vertical(id="dialog"):
            yield Static(text((self._title, "bold")), id="title")
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield Static(text(field.label), classes="label")
                    entry = Input(
                        field.start, placeholder=field.example, compact=True, id=field.name
                    )
                    entry.cursor_blink = False
                    yield entry
            yield Static(id="problem")
            hint = "Enter goes on · Esc goes back"
            yield Static(text((hint, "dim")), id="hint")

    def on_mount(self) -> None:
        """Start in the first field."""
        self.query(Input).first().focus()

    @on(Input.Changed)
    def check(self, event: Input.Changed) -> None:
        """Say what is wrong with what is typed; an empty field is only not done yet."""
        event.stop()
        problem = self._problem(event.input) if event.value.strip() else None
        self._say(event.input, problem)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Give everything where it is right; else go to the first field that is not."""
        event.stop()
        for entry in self.query(Input):
            if problem := self._problem(entry):
                entry.focus()
                self._say(entry, problem)
                return
        self.dismiss({entry.id or "": entry.value.strip() for entry in self.query(Input)})

    def _problem(self, entry: Input) -> str | None:
        check = next(field.check for field in self._fields if field.name == entry.id)
        return check(entry.value.strip())

    def _say(self, entry: Input, problem: str | None) -> None:
        entry.set_class(problem is not None, "-wrong")
        words = text((f"✗ {problem}", WRONG)) if problem else text()
        self.query_one("#problem", Static).update(words)
