"""Where lessons that were begun, and the progress in them, are kept."""

from hashlib import sha256
from pathlib import Path

from models.formats.lesson_toml import Written
from models.formats.plan_toml import dumps
from models.storage.records import Records
from models.storage.writing import write_atomic
from models.training.lesson import Lesson

FOLDER = "learning"
"""The directory of the lessons in the user's state directory."""


def records_in(state: Path | None) -> Records:
    """The progress that is kept in a state directory; without one nothing is kept."""
    return Records(None if state is None else state / FOLDER / "progress.toml")


def plan_path(folder: Path, written: Written, lesson: Lesson) -> Path:
    """Where the plan of a lesson is worked on; another text of it is another lesson."""
    digest = sha256(f"{lesson.seed}\n{written.text}".encode()).hexdigest()[:12]
    return folder / digest / f"{lesson.name}.toml"


def put_plan(folder: Path, path: Path, lesson: Lesson) -> None:
    """Write the plan that a lesson begins with, where nobody else can read it.

    Raises :class:`models.errors.StorageError` or ``OSError`` where it cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # the mode is not for parents
    path.parent.mkdir(mode=0o700, exist_ok=True)
    write_atomic(path, dumps(lesson.plan).encode())
