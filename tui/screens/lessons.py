"""The list of lessons: what each is about, and how far the learner has come."""

from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import randbelow
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.errors import PlanError
from models.formats.lesson_toml import LessonText
from models.formats.progress_rows import progress_csv, progress_markdown, progress_rows
from models.lessons import lessons
from models.storage.records import Records
from models.training.lesson import Kind, Lesson
from models.training.numbers import LARGEST_SEED
from models.training.record import Record
from tui.delivery import download, has_files
from tui.labels import text
from tui.learn_choice import Learn
from tui.lesson_words import KINDS, standing
from tui.screens.ask import CANCEL, AskScreen, PathScreen, replace_only_if_asked
from tui.shown import shown
from tui.signs import GOOD, QUIET, ROLE
from tui.widgets.key_bar import KeyBar
from tui.widgets.path_field import path_of

FORGET = "Forget"
HEADINGS = {
    Kind.LESSON: "Lessons",
    Kind.PREDICT: "Lessons",
    Kind.DRILL: "Lessons",
    Kind.BREAK_IT: "Break it: something is wrong; find and mend it, against the time",
}


class LessonsScreen(Screen[Learn | None]):
    """Chooses a lesson; the result is the lesson with its seed."""

    CSS_PATH = "../styles/lesson.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n",
            "fresh",
            "Fresh numbers",
            tooltip="Begin the lesson with numbers that nobody has had",
            id="lessons.fresh",
        ),
        Binding("d", "forget", "Forget", tooltip="Forget how far it was done", id="lessons.forget"),
        Binding(
            "x",
            "export",
            "Export",
            tooltip="Write your progress to a file for the trainer: .csv or .md",
            id="lessons.export",
        ),
        Binding("j", "down", "Down", show=False, id="lessons.down"),
        Binding("k", "up", "Up", show=False, id="lessons.up"),
        Binding(
            "escape,q", "dismiss(None)", "Back", tooltip="Leave the lessons", id="lessons.back"
        ),
    ]

    def __init__(self, records: Records, seed: int, pointed: str | None = None) -> None:
        """``seed`` is that of lessons not begun yet, ``pointed`` the lesson the cursor is on."""
        super().__init__()
        self._records, self._seed, self._pointed = records, seed, pointed
        self._lessons = [(written, written.with_seed(seed)) for written in lessons()]

    def compose(self) -> ComposeResult:
        """The lessons above what there is to say of one."""
        with Vertical(id="lessons"):
            yield Static(text(("Lessons", "bold"), "  on plans that belong to nobody"))
            words = "Enter begins, or goes on · n with fresh numbers"
            yield Static(text((words, "dim")))
            yield OptionList(markup=False)
            yield Static(id="about")
        yield KeyBar()

    def on_mount(self) -> None:
        """Point at the lesson that was open, else at the first that is not done."""
        self._fill()
        options = self.query_one(OptionList)
        options.focus()
        names = [lesson.name for _, lesson in self._lessons]
        undone = (name for name in names if not self._finished(name))
        wanted = self._pointed if self._pointed in names else next(undone, names[0])
        options.highlighted = options.get_option_index(wanted)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Begin a lesson, or go on with the one begun last."""
        event.stop()
        written, record = self._of(event.option_id)
        self.dismiss(Learn(written, record.seed if record else self._seed))

    @on(OptionList.OptionHighlighted)
    def describe(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the lesson under the cursor is about."""
        event.stop()
        for written, lesson in self._lessons:
            if written.name == event.option_id:
                record = self._of(written.name)[1]
                seed = record.seed if record else self._seed
                self.query_one("#about", Static).update(_about(lesson, seed))

    def action_fresh(self) -> None:
        """Begin the lesson under the cursor with a seed of its own."""
        if (id := self._highlighted) is not None:
            self.dismiss(Learn(self._of(id)[0], 1 + randbelow(LARGEST_SEED)))

    def action_forget(self) -> None:
        """Forget how far the lesson under the cursor was done, once the learner is sure."""
        id = self._highlighted
        if id is None or self._of(id)[1] is None:
            return

        def answered(answer: str | None) -> None:
            if answer == FORGET:
                self._try(lambda: self._records.forget(id))
                self._fill()

        question = "How far you have come in this lesson is forgotten, with any numbers."
        self.app.push_screen(AskScreen(f"Forget {id}", question, (CANCEL, FORGET)), answered)

    def action_export(self) -> None:
        """Ask for a file to write the progress to; where none may be named it is downloaded."""
        if not has_files(self.app):
            words = download(self.app, "progress.csv", self._table(".csv"))
            self.notify(words, markup=False)
            return

        def named(name: str | None) -> None:
            if name is not None:
                replace_only_if_asked(self.app, path_of(name), self._write)

        self.app.push_screen(PathScreen("Write your progress", "progress.csv"), named)

    def action_down(self) -> None:
        """Move to the next lesson."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Move to the lesson before."""
        self.query_one(OptionList).action_cursor_up()

    @property
    def _highlighted(self) -> str | None:
        options = self.query_one(OptionList)
        if options.highlighted is None:
            return None
        return options.get_option_at_index(options.highlighted).id

    def _of(self, id: str | None) -> tuple[LessonText, Record | None]:
        """A lesson, and the record of it that was begun last."""
        [written] = [written for written, _ in self._lessons if written.name == id]
        return written, self._records.all().latest(written.name)

    def _finished(self, name: str) -> bool:
        record = self._records.all().latest(name)
        return record is not None and record.finished is not None

    def _table(self, suffix: str) -> bytes:
        """The progress as a table, in the form that goes with the ending of a file name."""
        rows = progress_rows(
            self._records.all(), {lesson.name: lesson for _, lesson in self._lessons}
        )
        form = progress_markdown if suffix == ".md" else progress_csv
        return form(rows).encode()

    def _write(self, path: Path) -> None:
        from models.storage.writing import write_atomic

        if self._try(lambda: write_atomic(path, self._table(path.suffix))):
            self.notify(f"Written to {shown(str(path))}", markup=False)

    def _try(self, step: Callable[[], object]) -> bool:
        """Do something with files, or say why it cannot be done."""
        try:
            step()
        except (PlanError, OSError) as error:
            self.notify(shown(str(error)), severity="error", markup=False)
            return False
        return True

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self._options())

    def _options(self) -> Iterator[Option]:
        heading = ""
        progress = self._records.all()
        for _, lesson in self._lessons:
            if HEADINGS[lesson.kind] != heading:
                heading = HEADINGS[lesson.kind]
                yield Option(text((heading, "bold")), disabled=True)
            yield Option(_line(lesson, progress.latest(lesson.name)), id=lesson.name)


def _about(lesson: Lesson, seed: int) -> Text:
    """What a lesson is about; its rules, and the numbers it has or would begin with."""
    words = " ".join((*lesson.rules, f"· numbers of seed {seed}"))
    return Text("\n").join([text(lesson.summary), text((words, "dim"))])


def _line(lesson: Lesson, record: Record | None) -> Text:
    """Sign, number, title, kind and time of a lesson, and how it stands."""
    number = lesson.name.partition("-")[0]
    begun = ("~", ROLE) if record else ("·", QUIET)
    sign = ("✓", GOOD) if record and record.finished else begun
    kind = f" ({KINDS[lesson.kind]})" if lesson.kind in (Kind.PREDICT, Kind.DRILL) else ""
    head = text(" ", sign, (f" {number} ", "dim"), lesson.title, (kind, "dim"))
    return head.append("  ").append(text((standing(lesson, record), "dim")))
