"""The lessons that ship with the program, and those of a trainer's own."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from models.formats.lesson_toml import LARGEST, LessonText
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


def lesson_in(path: Path) -> LessonText:
    """The lesson in a file of a trainer's own. Raises :class:`models.errors.PlanError`."""
    text = text_of(read_bytes(path, limit=LARGEST), path)
    return LessonText(path.stem, str(path), text)
