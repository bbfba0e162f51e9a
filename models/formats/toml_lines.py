"""Where in a TOML text a value stands, so that a fault can name the line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import tomli

from models.consistency import Path

_COMMENT = r"(?P<comment>#[^\n]*)"
_STRING = (
    r'(?P<string>"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\n]*')"
)
_STRING_OR_COMMENT = re.compile(f"{_COMMENT}|{_STRING}", re.DOTALL)
_TOKEN = re.compile(rf"{_COMMENT}|{_STRING}|(?P<word>[\w+:-]+)|(?P<sign>[]\[{{}}=,\n])", re.DOTALL)
"""What a TOML text is made of, less blanks and the dots between the parts of a key."""


class Lines:
    """The lines of a TOML text on which its values stand."""

    def __init__(self, text: str) -> None:
        """``text`` is valid TOML."""
        self._lines: dict[Path, int] = {}
        for line, place in places(text):
            self._lines.setdefault(place, line)

    def of(self, path: Path) -> int | None:
        """The line, from 1, of the value at ``path`` or of the nearest thing that holds it.

        ``None`` where nothing of the path was found.
        """
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return None


def has_comments(text: str) -> bool:
    """Whether a person wrote comments, which saving loses."""
    found = _STRING_OR_COMMENT.finditer(text) if "#" in text else ()
    return any(token.lastgroup == "comment" for token in found)


def places(text: str) -> Iterator[tuple[int, Path]]:
    """The path of every table header, key and element of an array, with its line.

    ``text`` is valid TOML.
    """
    reader, line = _Reader(), 1
    for token in _TOKEN.finditer(text):
        kind, written = token.lastgroup, token[0]
        if kind == "comment":
            continue
        read = reader.read_sign if kind == "sign" else reader.read_value
        for place in read(written):
            yield line, place
        line += written.count("\n")
    for place in reader.read_sign("\n"):
        yield line, place


@dataclass(slots=True)
class _Open:
    """A table or, where it has an index, an array that is being read.

    ``key`` is what was read of the present key, ``reached`` whether its value, or the
    present element of the array, has begun.
    """

    path: Path
    index: int | None = None
    key: list[str] = field(default_factory=list)
    reached: bool = False

    @property
    def inner(self) -> Path:
        """The path of the present key or element."""
        return (*self.path, *self.key) if self.index is None else (*self.path, self.index)

    def start(self) -> Iterable[Path]:
        """Begin a value: a place of its own where it is an element of an array."""
        if self.index is None or self.reached:
            return ()
        self.reached = True
        return (self.inner,)

    def go_on(self) -> None:
        """Wait for the next key or element."""
        self.reached = False
        if self.index is None:
            self.key = []
        else:
            self.index += 1


class _Reader:
    """Follows the tokens of a text; each gives the places that begin with it."""

    def __init__(self) -> None:
        self._open = [_Open(())]
        self._counts: dict[Path, int] = {}
        self._tables: set[Path] = set()
        self._header: list[str] | None = None
        self._brackets = 0

    def read_value(self, token: str) -> Iterable[Path]:
        """A string or a word: a part of a header, of a key, or a value."""
        present = self._open[-1]
        if self._header is not None:
            self._header.append(_key_part(token))
        elif present.index is None and not present.reached:
            present.key.append(_key_part(token))
        else:
            return present.start()
        return ()

    def read_sign(self, sign: str) -> Iterable[Path]:
        """A bracket, a brace, a comma, an equals sign or the end of a line."""
        present = self._open[-1]
        if sign == "\n":
            return self._end_line()
        if self._header is not None or (sign == "[" and present.index is None and not present.key):
            return self._read_header(sign)
        if sign == "=":
            present.reached = True
            key = present.key
            return [(*present.path, *key[: length + 1]) for length in range(len(key))]
        if sign in "[{":
            places = present.start()
            self._open.append(_Open(present.inner, 0 if sign == "[" else None))
            return places
        if sign == ",":
            present.go_on()
        elif len(self._open) > 1:
            self._open.pop()
        return ()

    def _read_header(self, sign: str) -> Iterable[Path]:
        if self._header is None:
            self._header, self._brackets = [], 0
        self._brackets += sign == "["
        return ()

    def _end_line(self) -> Iterable[Path]:
        if len(self._open) > 1:
            return ()
        if self._header is None:
            self._open[0].go_on()
            return ()
        paths = self._paths(self._header, is_array=self._brackets > 1)
        self._open, self._header = [_Open(paths[-1])], None
        begun = [path for path in paths if path not in self._tables]
        self._tables.update(begun)
        return begun

    def _paths(self, names: list[str], *, is_array: bool) -> list[Path]:
        """The path of a header and of all that holds it: names, and indexes in arrays."""
        path: Path = ()
        paths = []
        for position, part in enumerate(names, start=1):
            path = (*path, part)
            if is_array and position == len(names):
                self._counts[path] = self._counts.get(path, -1) + 1
            paths.append(path)
            if path in self._counts:
                path = (*path, self._counts[path])
                paths.append(path)
        return paths


def _key_part(token: str) -> str:
    """A part of a key as it is meant: without its quotes."""
    return str(tomli.loads(f"key = {token}")["key"]) if token[0] in "\"'" else token
