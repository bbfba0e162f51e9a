"""The speaker's own terminal: the notes of the present step, the next one, and the time."""

from time import time
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widgets import Static

from models.training.speaker_notes import SpeakerNotes
from tui.inert_filter import INERT
from tui.labels import text
from tui.lesson_words import paragraphs
from tui.presenting.notes_file import NotesFile, is_running
from tui.shown import shown
from tui.terminal.terminal_app import TerminalApp
from tui.themes import offer_themes, show_theme
from tui.widgets.prose import Prose

EVERY = 0.5
"""How often is looked where the presentation stands, in seconds."""
LONGEST = 20_000
"""How much of the notes is shown, in characters."""
WAITS = "No presentation runs. Start one in another terminal: asrnet present"
STOPPED = "The presentation ended without saying so."
NO_SCRIPT = "This presentation has no script, so there are no notes."
NO_STEPS = "No steps are played"


class NotesApp(TerminalApp):
    """Follows the presentation of the same person, and the next one after it."""

    TITLE = "asrnet"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[CSSPathType | None] = "../styles/speaker_notes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+q", "leave", "Quit", tooltip="Leave the notes", id="notes.quit"),
    ]

    def __init__(self, file: NotesFile, theme: str) -> None:
        """``file`` says where the presentation stands."""
        super().__init__()
        self._file = file
        self._now: SpeakerNotes | None = None
        self._seconds = -1
        offer_themes(self, theme)

    def watch_theme(self) -> None:
        """Let what is named by a style look as the theme wants."""
        show_theme(self)

    def get_line_filters(self) -> Any:
        """What each line passes through last."""
        return [*super().get_line_filters(), INERT]

    def compose(self) -> ComposeResult:
        """Where it stands, the notes, what comes next."""
        yield Static(id="stands", markup=False)
        with VerticalScroll(id="body"):
            yield Static(id="said", markup=False)
            yield Prose(id="notes")
        yield Static(id="next", markup=False)
        yield Static(text(("q leaves · ↑ ↓ scroll", "dim")), id="keys")

    def on_mount(self) -> None:
        """Begin to follow."""
        self.query_one("#body").focus()
        self._show(None)
        self.look()
        self.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Show where the presentation stands, where that is another place than before."""
        now = self._file.read()
        running = now is not None and is_running(now)
        seconds = int(time() - now.since) if now is not None and running else -1
        if (now, seconds >= 0) != (self._now, self._seconds >= 0):
            self._now = now
            self._show(now, running=running)
        if seconds != self._seconds:
            self._seconds = seconds
            if now is not None and running:
                self.query_one("#stands", Static).update(_stands(now, seconds))

    def action_leave(self) -> None:
        """Leave."""
        self.exit(0)

    def _show(self, now: SpeakerNotes | None, *, running: bool = True) -> None:
        parts = {"stands": text((WAITS, "bold")), "said": text(), "next": text()}
        notes = now.notes if now is not None and running else ""
        if now is not None and not running:
            parts["said"] = text(STOPPED)
        elif now is not None:
            parts["stands"] = _stands(now, int(time() - now.since))
            parts["said"] = _said(now)
            parts["next"] = _next(now)
        for name, words in parts.items():
            self.query_one(f"#{name}", Static).update(words)
        self.query_one(Prose).tell(list(paragraphs(notes, LONGEST)))
        self.query_one("#body").scroll_home(animate=False)


def _stands(now: SpeakerNotes, seconds: int) -> Text:
    hours, rest = divmod(max(0, seconds), 3600)
    clock = f"{hours}:{rest // 60:02}:{rest % 60:02}"
    step = f"step {now.number} of {now.count}" if now.count else "no steps"
    return text((clock, "bold"), f"  {step}  ", (now.script or now.plan, "dim"))


def _said(now: SpeakerNotes) -> Text:
    if not now.script:
        return text(NO_SCRIPT)
    title = text((now.title or ("Not begun yet" if now.count else NO_STEPS), "bold"))
    return Text("\n").join([title, Text(shown(now.say, LONGEST))])


def _next(now: SpeakerNotes) -> Text:
    if not now.count:
        return text()
    if not now.next_title:
        return text(("Next  ", "dim"), "nothing: this was the last step")
    return text(("Next  ", "dim"), (now.next_title, "bold"), (f"  {now.next_keys}", "dim"))
