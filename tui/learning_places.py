"""Where lessons that were begun, and the progress in them, are kept."""

from pathlib import Path

from models.storage.records import Records

FOLDER = "learning"
"""The directory of the lessons in the user's state directory."""


def records_in(state: Path | None) -> Records:
    """The progress that is kept in a state directory; without one nothing is kept."""
    return Records(None if state is None else state / FOLDER / "progress.toml")
