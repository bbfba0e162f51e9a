"""Filters that were saved under a name, in a file of the person's own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tomli
import tomli_w

from models.errors import PlanError, StorageError
from models.storage.reading import read_text
from models.storage.writing import write_atomic
from tui.config_directory import config_directory

FILE = "filters.toml"
LONGEST_NAME, LONGEST_TEXT = 60, 500
"""How long the name and the text of a filter may be, in characters."""


class SavedFilter(NamedTuple):
    """A filter as it is written, and what it is called."""

    name: str
    text: str


COMES_WITH_IT = (
    SavedFilter("no address", "unassigned"),
    SavedFilter("with errors", "finding:error"),
    SavedFilter("only forecast", "forecast"),
    SavedFilter("another address", "changed -set"),
    SavedFilter("tested nowhere", "no-test"),
)
"""Filters that are offered to everybody; they are in no file."""


class Loaded(NamedTuple):
    """What the file holds, and what is wrong with it, in words."""

    filters: tuple[SavedFilter, ...]
    problem: str | None = None


def filters_path() -> Path:
    """The file that holds the filters, which need not exist yet."""
    return config_directory() / FILE


def load_filters() -> Loaded:
    """The filters that were saved, as many as can be read. It never raises."""
    path = filters_path()
    if not path.exists():
        return Loaded(())
    try:
        rows = tomli.loads(read_text(path)).get("filters", [])
    except PlanError as error:
        return Loaded((), str(error))
    except (ValueError, RecursionError) as error:
        return Loaded((), f"{path}: not valid TOML: {error}")
    found = [_filter(row) for row in rows] if isinstance(rows, list) else [None]
    usable = {one.name: one for one in found if one is not None}
    wrong = None if None not in found else f"{path}: every [[filters]] needs a name and a text"
    return Loaded(tuple(usable.values()), wrong)


def save_filter(name: str, text: str) -> None:
    """Save a filter, in place of the one of that name. Raises :class:`StorageError`."""
    others = [one for one in _standing() if one.name != name]
    _write([*others, SavedFilter(name, text)])


def delete_filter(name: str) -> None:
    """Delete the filter of that name. Raises :class:`StorageError`."""
    _write([one for one in _standing() if one.name != name])


def name_problem(name: str) -> str | None:
    """Why a filter cannot be called so, in words; else ``None``."""
    if not name:
        return "type a name"
    if len(name) > LONGEST_NAME:
        return f"a name has at most {LONGEST_NAME} characters"
    if not name.isprintable():
        return "a name has no control characters"
    if name in [one.name for one in COMES_WITH_IT]:
        return "a filter that comes with asrnet is called so"
    return None


def _standing() -> tuple[SavedFilter, ...]:
    """What the file holds; a broken one must not be written over."""
    loaded = load_filters()
    if loaded.problem is not None:
        raise StorageError(f"Nothing was written. {loaded.problem}; mend the file or remove it.")
    return loaded.filters


def _filter(row: Any) -> SavedFilter | None:
    if not isinstance(row, dict):
        return None
    name, text = row.get("name"), row.get("text")
    if not isinstance(name, str) or not isinstance(text, str):
        return None
    usable = 0 < len(name) <= LONGEST_NAME and len(text) <= LONGEST_TEXT
    return SavedFilter(name, text) if usable else None


def _write(filters: Sequence[SavedFilter]) -> None:
    path = filters_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{path.parent} cannot be made: {error.strerror}") from error
    text = tomli_w.dumps({"filters": [one._asdict() for one in filters]})
    write_atomic(path, text.encode("utf-8"))
