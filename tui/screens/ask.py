"""Small questions: a choice between a few answers, or one line of text."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from tui.labels import text
from tui.shown import shown
from tui.widgets.path_field import PathField

CANCEL, REPLACE = "Cancel", "Replace"
LONGEST = 4000
"""How much of a question or a note is shown, in characters."""


class AskScreen(ModalScreen[str | None]):
    """Asks one question; the result is the answer chosen, ``None`` if there is none."""

    CSS_PATH = "../styles/ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="ask.cancel"),
        Binding("right,down", "app.focus_next", "Next", show=False, id="ask.next"),
        Binding("left,up", "app.focus_previous", "Previous", show=False, id="ask.previous"),
    ]

    def __init__(self, title: str, question: str, answers: Sequence[str]) -> None:
        """The first answer is the one that Enter gives."""
        super().__init__()
        self._title, self._question, self._answers = title, question, answers

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(id="dialog"):
            yield Static(text((self._title, "bold")), id="title")
            yield Static(shown_lines(self._question), markup=False, id="question")
            with Horizontal(id="answers"):
                for number, answer in enumerate(self._answers):
                    yield Button(text(answer), id=f"answer-{number}", compact=True)

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Give the answer."""
        event.stop()
        number = int((event.button.id or "").removeprefix("answer-"))
        self.dismiss(self._answers[number])


class PathScreen(ModalScreen[str | None]):
    """Asks for a file name; the result is what was typed, ``None`` if nothing was."""

    CSS_PATH = "../styles/ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="path.cancel"),
    ]

    def __init__(self, title: str, path: str, does: str = "writes the file") -> None:
        """``path`` is what the field starts with; ``does`` is what Enter does."""
        super().__init__()
        self._title, self._path, self._does = title, path, does

    def compose(self) -> ComposeResult:
        """A field under its title."""
        hint = f"Enter {self._does} · Tab completes a name · Esc goes back"
        with Vertical(id="dialog"):
            yield Static(text((self._title, "bold")), id="title")
            yield PathField(self._path)
            yield Static(text((hint, "dim")), id="hint")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Give the name."""
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())


def replace_only_if_asked(
    app: App[int],
    path: Path,
    write: Callable[[Path], None],
    give_up: Callable[[], None] = lambda: None,
) -> None:
    """Write a file; one that exists is replaced only when the user says so."""
    if not os.path.lexists(path):
        write(path)
        return

    def answered(answer: str | None) -> None:
        if answer == REPLACE:
            write(path)
        else:
            give_up()

    question = f"{path} exists already. What it holds would be lost."
    app.push_screen(AskScreen("Replace the file", question, (CANCEL, REPLACE)), answered)


def shown_lines(words: str) -> str:
    """Several lines made inert one by one, and not too many of them."""
    return "\n".join(shown(line, LONGEST) for line in words[:LONGEST].split("\n"))
