"""The lessons that ship with the program, and those of a trainer's own."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import tomli

from models.formats.lesson_toml import LessonText, PlanText, Written
from models.storage.reading import read_bytes, text_of


@cache
def lessons() -> tuple[LessonText, ...]:
    """Every lesson, in the order they are taught: their file names begin with a number."""
    found = [
        LessonText(entry.name.removesuffix(".toml"), entry.name, entry.read_text("utf-8"))
        for entry in (files("sample_configs") / "lessons").iterdir()
        if entry.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda lesson: lesson.name))


def lesson_or_plan_in(path: Path) -> Written:
    """The lesson in a file of a trainer's own; a plan asks for its addresses.

    Raises :class:`models.errors.PlanError` where the file cannot be read.
    """
    text = text_of(read_bytes(path), path)
    kind = PlanText if _is_plan(text) else LessonText
    return kind(path.stem, str(path), text)


def _is_plan(text: str) -> bool:
    """Whether a text begins as a plan file does; one that cannot be read is no plan."""
    try:
        data = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        return False
    return "format" in data and "lesson" not in data
