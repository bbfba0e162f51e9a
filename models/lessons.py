"""The lessons that ship with the program, and those of a trainer's own."""

from collections.abc import Collection
from functools import cache
from importlib.resources import files
from pathlib import Path

import tomli

from models.errors import PlanError
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


def lesson_called(name: str) -> LessonText | None:
    """The shipped lesson of that name or number, or the only one whose name has it as a part.

    Raises :class:`models.errors.PlanError` where it may be several.
    """
    whole = [each for each in lessons() if name in (each.name, each.name.partition("-")[0])]
    found = whole or [each for each in lessons() if name in each.name]
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise PlanError(f"{name!r} may be {names}; name one of them")
    return found[0] if found else None


def lesson_in(path: Path) -> LessonText | None:
    """The lesson in a file; ``None`` where something else is in it.

    Raises :class:`models.errors.PlanError` where the file cannot be read.
    """
    text = text_of(read_bytes(path), path)
    return LessonText(path.stem, str(path), text) if "lesson" in _top(text) else None


def lesson_or_plan_in(path: Path) -> Written:
    """The lesson in a file of a trainer's own; a plan asks for its addresses.

    Raises :class:`models.errors.PlanError` where the file cannot be read.
    """
    text = text_of(read_bytes(path), path)
    top = _top(text)
    kind = PlanText if "format" in top and "lesson" not in top else LessonText
    return kind(path.stem, str(path), text)


def _top(text: str) -> Collection[str]:
    """The keys at the top of a text in TOML; none where it cannot be read."""
    try:
        return tomli.loads(text).keys()
    except (tomli.TOMLDecodeError, RecursionError):
        return ()
