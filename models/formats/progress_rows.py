"""The progress of a learner as a table, for the trainer: what both of its forms print."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime

from models.formats.assignments_csv import cell
from models.formats.markdown_text import prose, table
from models.training.lesson import Lesson
from models.training.record import Progress, Record

COLUMNS = (
    "name", "lesson", "title", "seed", "started", "finished", "minutes", "goals", "hints",
    "starts", "guesses",
)  # fmt: skip
"""The columns, in their order."""


def progress_rows(progress: Progress, lessons: Mapping[str, Lesson]) -> list[list[str]]:
    """A row of texts for each record, in the order of :data:`COLUMNS`.

    ``lessons`` are those that are known, by name. Times are in UTC, ``goals`` and each of the
    ``guesses`` are so many of so many, ``hints`` counts those that were given.
    """
    return [_row(progress.name, record, lessons.get(record.lesson)) for record in progress.records]


def progress_csv(rows: Iterable[list[str]]) -> str:
    """The table as CSV, no cell of which a spreadsheet takes for a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(text) for text in row] for row in rows)
    return written.getvalue()


def progress_markdown(rows: Iterable[list[str]]) -> str:
    """The table as Markdown."""
    cells = [[prose(text) for text in row] for row in rows]
    return "\n".join(table(list(COLUMNS), cells)) + "\n"


def _row(name: str, record: Record, lesson: Lesson | None) -> list[str]:
    goals = len(lesson.goals) if lesson else "?"  # a lesson of somebody's own
    return [
        name,
        record.lesson,
        lesson.title if lesson else "",
        str(record.seed),
        _time(record.started),
        _time(record.finished),
        f"{record.seconds / 60:.1f}",
        f"{len(record.reached)} of {goals}",  # with a stroke a spreadsheet makes a date of it
        str(sum(record.hints.values())),
        str(record.starts),
        " ".join(
            f"{rule} {right}/{asked}" for rule, (right, asked) in sorted(record.guesses.items())
        ),
    ]


def _time(time: datetime | None) -> str:
    return "" if time is None else time.strftime("%Y-%m-%d %H:%M")
