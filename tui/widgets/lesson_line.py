"""The line of a lesson: what is to be reached next, or what just went wrong."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text
from textual.app import App

from models.training.lesson import Goal, Kind
from models.training.run import LessonRun
from tui.labels import text
from tui.lesson_words import time_text
from tui.signs import ATTENTION, GOOD, ROLE
from tui.widgets.said import Said

KEY = " ^K"


class LessonLine(Said):
    """Says how a lesson stands; painted again with each edit, never while nothing is done."""

    def __init__(self, run: LessonRun) -> None:
        """``run`` is the lesson that is on."""
        super().__init__()
        self._run = run

    def on_mount(self) -> None:
        """Listen."""
        self._run.listeners.append(self.tell)
        self.tell(())

    def on_unmount(self) -> None:
        """Listen no more."""
        self._run.listeners.remove(self.tell)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.tell(())

    def tick(self) -> None:
        """Say how much time has passed, where that counts: against it, nobody waits for it."""
        if self._run.lesson.kind is Kind.BREAK_IT:
            self._run.count_time()
            self.tell(())

    def tell(self, reached: Sequence[Goal]) -> None:
        """Say how the lesson stands after an edit that reached some goals."""
        if not (width := self.size.width):
            return  # said once there is room
        words = self._words(reached)
        words.truncate(max(width - len(KEY) - 1, 1), overflow="ellipsis", pad=True)
        self.update(words.append(text((KEY, "bold"))))

    def _words(self, reached: Sequence[Goal]) -> Text:
        run = self._run
        if (wrong := run.mistake) is not None:
            return text((" ! ", ATTENTION), wrong)
        if broken := run.broken:
            return text((" ! ", ATTENTION), broken[0].hint)
        if run.solved:
            return text((" ✓ Solved ", GOOD), f"in {time_text(run.record.seconds)}: why, and next")
        open_goals = [goal for goal, done in run.goals if not done]
        count = len(run.goals)
        time = f"{time_text(run.record.seconds)} · " if run.lesson.kind is Kind.BREAK_IT else ""
        done = "✓ reached · next " if reached else ""
        where = f"goal {_place(open_goals[0], run)} of {count}: " if count > 1 else "goal: "
        return text((f" {done}", GOOD), (f"{time}{where}", ROLE), open_goals[0].text)


def _place(goal: Goal, run: LessonRun) -> int:
    """Where a goal stands on the sheet, from 1."""
    return 1 + run.lesson.goals.index(goal)


def lesson_line(app: App[Any]) -> LessonLine | None:
    """The line for the lesson that is on in an app; ``None`` where none is."""
    learning = getattr(app, "learning", None)
    return LessonLine(learning.run) if learning is not None and learning.run else None
