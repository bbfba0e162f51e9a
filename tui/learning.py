"""Lessons in the app: opening one, following it, and remembering how far the learner has come.

A lesson is worked on in a plan file of its own in the user's state directory. So its edits
are in a journal, it can be left at any time, and it is gone on with where it was left.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import PlanError
from models.formats.lesson_toml import Written
from models.session import Session
from models.training.lesson import Goal, Lesson
from models.training.numbers import LARGEST_SEED
from models.training.record import Record
from models.training.run import LessonRun
from models.training.watch import Watch
from tui.learn_choice import Learn
from tui.learning_places import FOLDER, plan_path, put_plan, records_in
from tui.screens.lesson import Answer, LessonScreen
from tui.screens.lessons import LessonsScreen
from tui.widgets.lesson_line import LessonLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.opening_app import OpeningApp


class Learning:
    """The lessons of an app: one is open at most, and :attr:`run` follows it."""

    def __init__(self, app: "OpeningApp", state: Path | None, seed: int) -> None:
        """``state`` is the user's own directory, ``seed`` that of lessons not begun yet."""
        self.records = records_in(state)
        self.run: LessonRun | None = None
        self.lesson: Lesson | None = None
        """The lesson that is open, or was last."""
        self._app, self._seed = app, seed
        self._written: Written | None = None
        self._folder = state / FOLDER if state else Path(tempfile.mkdtemp(prefix="asrnet-learn-"))
        self._path = self._folder
        """Where the plan of the lesson is worked on."""
        self._record: Record | None = None
        self._guessing: Watch | None = None
        """Counts the time while addresses are guessed; then :attr:`run` does."""
        self._anew = True
        """Whether the lesson begins with its own plan, and not with one worked on before."""
        self._warned = False

    def show_lessons(self) -> None:
        """Let the learner choose a lesson; who chooses none goes back to where this began."""
        pointed = None if self.lesson is None else self.lesson.name
        screen = LessonsScreen(self.records, self._seed, pointed)
        self._app.push_screen(screen, self._chosen)
        if self.records.damaged:
            words = "Your progress could not be read in whole; the file is kept with .bak."
            self._app.notify(words, severity="warning", markup=False)

    def begin(self, written: Written, seed: int) -> None:
        """Show what a lesson is about, and open it then, or say why it cannot be used."""
        if (taken := self._take(written, seed)) is not None:
            self._app.push_screen(LessonScreen(*taken), self._begun)

    def begin_at_once(self, written: Written, seed: int) -> None:
        """Open the plan of a lesson with nothing read or guessed before."""
        if (taken := self._take(written, seed)) is not None:
            self._open(taken[0])

    def opened(self, session: Session) -> None:
        """Follow the session of the lesson's plan, which is open now."""
        if self.lesson is None or self._record is None:
            return
        self.run = LessonRun(self.lesson, session, self._record)
        self.run.listeners.append(self._went_on)

    def show_sheet(self) -> None:
        """Show the lesson that is open: goals, hints and, once it is solved, the explanation."""
        if self.run is not None:
            screen = LessonScreen(self.run.lesson, self.run.record, self.run, self.keep_record)
            self._app.push_screen(screen, self._answered)

    def key_pressed(self) -> None:
        """Let the time go on that is seen; while nothing is pressed, nothing is painted."""
        if self._guessing is not None:
            self._guessing.count()
        for line in self._app.screen.query(LessonLine):
            line.tick()

    def leave(self, then: "Callable[[], None]") -> None:
        """Keep the plan and the record as they are, and do something else then."""
        if self.run is not None:
            self.run.stop()
            self.run = None
        self.keep_record()
        if self._app.saving is not None:
            self._app.saving.keep(then)

    def keep_record(self) -> None:
        """Write down how the lesson stands; where that cannot be, say so once and go on."""
        if self._record is None:
            return
        try:
            self.records.put(self._record)
        except PlanError as error:
            if not self._warned:
                self._app.notify(str(error), severity="warning", markup=False)
            self._warned = True

    def _take(self, written: Written, seed: int) -> tuple[Lesson, Record] | None:
        """Have a lesson in hand with its record; the list is shown where it cannot be used."""
        try:
            self.lesson = lesson = written.with_seed(seed)
        except PlanError as error:
            self._app.refuse(str(error))
            self.show_lessons()
            return None
        self._written = written
        known = self.records.all().of(lesson.name, seed)
        self._path = plan_path(self._folder, written, lesson)
        self._anew = known is None or not self._path.exists()
        self._record = Record(lesson.name, seed) if known is None or self._anew else known
        return lesson, self._record

    def _chosen(self, choice: Learn | None) -> None:
        if choice is None or choice.written is None:
            self._app.leave_lessons()
        else:
            self.begin(choice.written, choice.seed)

    def _begun(self, answer: Answer | None) -> None:
        """The learner has read what it is about."""
        lesson, record = self.lesson, self._record
        if answer is None or lesson is None or record is None:
            self.show_lessons()
        elif answer is not Answer.GO_ON or (record.finished and not lesson.goals):
            self._answered(answer)
        elif lesson.predict is not None and not record.predicted:
            from tui.screens.predict import PredictScreen

            self._guessing = Watch(record)
            self._app.push_screen(PredictScreen(lesson, record, self.keep_record), self._predicted)
        else:
            self._open(lesson)

    def _predicted(self, done: bool | None) -> None:
        lesson, record, self._guessing = self.lesson, self._record, None
        if lesson is None or record is None:
            return
        if not done:
            self.show_lessons()
            return
        record.predicted = True
        if lesson.goals:
            self._open(lesson)
            return
        record.finish()
        self._put_plan(lesson)  # which says that this text was guessed, and not another one
        self._app.push_screen(LessonScreen(lesson, record), self._answered)

    def _open(self, lesson: Lesson) -> None:
        if self._put_plan(lesson):
            self._app.open_lesson(self._path)
        else:
            self.show_lessons()

    def _put_plan(self, lesson: Lesson) -> bool:
        """Have the plan of a lesson in its file, and remember how it stands; or say why not."""
        self.keep_record()
        try:
            if self._anew:
                put_plan(self._folder, self._path, lesson)
        except (PlanError, OSError) as error:
            self._app.refuse(f"The lesson cannot be kept in {self._path}: {error}")
            return False
        self._anew = False
        return True

    def _went_on(self, reached: Sequence[Goal]) -> None:
        """Something was edited: remember it, and say so where the lesson is solved by it."""
        self.keep_record()
        if self.run is not None and self.run.solved and reached:
            self._app.call_after_refresh(self.show_sheet)  # a screen may end with its edit

    def _answered(self, answer: Answer | None) -> None:
        """What was asked for on the sheet of a lesson that is open, or was predicted."""
        if answer is Answer.NEXT:
            self._leave_for(self._next())
        elif answer is Answer.AGAIN and self._written is not None and self.lesson is not None:
            self._leave_for(Learn(self._written, 1 + self.lesson.seed % LARGEST_SEED))
        elif answer is Answer.LESSONS:
            self._leave_for(Learn())
        elif self.run is None:
            self.show_lessons()

    def _next(self) -> Learn:
        """The lesson after the one that is open; the list where it is the last, or one's own."""
        from models.lessons import lessons

        shipped = lessons()
        if self._written in shipped[:-1] and self.lesson is not None:
            return Learn(shipped[shipped.index(self._written) + 1], self._seed)
        return Learn()

    def _leave_for(self, choice: Learn) -> None:
        def then() -> None:
            self._app.close_plan()
            if choice.written is None:
                self.show_lessons()
            else:
                self.begin(choice.written, choice.seed)

        if self.run is None:
            then()
        else:
            self.leave(then)
