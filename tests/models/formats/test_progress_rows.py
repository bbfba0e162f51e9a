"""Progress as tables for the trainer: whole, and inert wherever it is opened."""

import csv
import io
from datetime import UTC, datetime

from models.formats.lesson_toml import LessonText
from models.formats.progress_rows import COLUMNS, progress_csv, progress_markdown, progress_rows
from models.training.record import Progress, Record
from tests.models.training.small_lesson import SMALL

START = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
SMALL_LESSON = LessonText("small", "small.toml", SMALL).with_seed(1)


def rows(name: str = "Ada") -> list[list[str]]:
    progress = Progress()
    progress.name = name
    progress.put(
        Record(
            "small",
            7,
            started=START,
            finished=START,
            seconds=90,
            hints={"mapped": 2, "home": 1},
            reached=("mapped",),
            guesses={"S3": (0, 2), "F2": (3, 4)},
        )
    )
    progress.put(Record("gone", 1, started=START))
    return progress_rows(progress, {"small": SMALL_LESSON})


def test_a_row_says_how_far_a_lesson_was_done() -> None:
    time = "2026-01-02 03:04"
    assert rows() == [
        ["Ada", "small", "Small", "7", time, time, "1.5", "1 of 2", "3", "1", "F2 3/4 S3 0/2"],
        ["Ada", "gone", "", "1", time, "", "0.0", "0 of ?", "0", "1", ""],
    ]


def test_the_csv_has_every_row_and_no_formula() -> None:
    text = progress_csv(rows('=cmd|"x"!A1'))
    heading, first, _ = csv.reader(io.StringIO(text))
    assert tuple(heading) == COLUMNS
    assert first[0].startswith("'=")


def test_the_markdown_means_nothing_but_itself() -> None:
    text = progress_markdown(rows("a|b <script> [x](y) @you"))
    assert text.count("\n") == 4
    assert not {"<script>", "[x]", " @you"} & set(text.split(" |")[0].split())
    assert "<script>" not in text
