"""Where in a TOML text a value stands, so that a fault can name the line."""

import re
from collections.abc import Iterator

from models.consistency import Path

_STRINGS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL
)
_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\"' -]+?)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")


def line_of(text: str, path: Path) -> int | None:
    """The line, from 1, of the value at ``path`` or of the nearest thing that holds it.

    ``None`` where nothing of the path was found. Values inside an inline table or a list
    have the line of their key.
    """
    best: tuple[int, int] | None = None
    for number, place in places(text):
        if path[: len(place)] == place and (best is None or len(place) > best[0]):
            best = len(place), number
    return best[1] if best else None


def has_comments(text: str) -> bool:
    """Whether a person wrote comments, which saving loses."""
    return "#" in _STRINGS.sub('""', text)


def places(text: str) -> Iterator[tuple[int, Path]]:
    """The path of every table header and key of the text, with its line."""
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(_blank_strings(text).split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _table(header[2], header[1] == "[[", counts)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, key[1])


def _table(name: str, is_array: bool, counts: dict[Path, int]) -> Path:
    """The path of a table header: names, with the index reached in each array of tables."""
    names = [part.strip().strip("\"'") for part in name.split(".")]
    path: Path = ()
    for position, part in enumerate(names):
        path = (*path, part)
        if is_array and position == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _blank_strings(text: str) -> str:
    """The text with multi-line strings emptied, so that no line of one looks like a key."""
    return _STRINGS.sub(
        lambda found: "\n" * found[0].count("\n") if found[0][:3] in ('"""', "'''") else found[0],
        text,
    )
