"""Reading a long TOML text piece by piece.

tomli reads a text in one go: it lets no other thread run meanwhile, for seconds where there are
100,000 NICs, and holds all of it before anything is made of it.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import tomli

PIECE = 2**17
"""About how many characters are read in one go: some milliseconds."""
_HEADER = re.compile(r"^\[\[[\w-]+\]\]", re.MULTILINE | re.ASCII)


class Piece(NamedTuple):
    """A part of a TOML text, and where in it the part begins: from 0 to 1.

    An array of tables may go on in later pieces; nothing else does.
    """

    data: dict[str, Any]
    begins: float


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text that is read in pieces as it is in one go.

    Raises ``ValueError`` or ``RecursionError`` once it is not such a text, or no TOML. A text
    is cut before headers of arrays of tables. A cut inside a string or an array leaves a piece
    that is no TOML; what can be read means the same in the whole if it only lengthens arrays.
    """
    seen: set[str] = set()
    arrays: set[str] = set()
    for start, end in _cuts(text):
        data = tomli.loads(text[start:end])
        if not seen.isdisjoint(data.keys() - arrays):
            raise ValueError("a table goes on in another piece")
        here = {key for key, value in data.items() if start and isinstance(value, list)}
        if not arrays.isdisjoint(data.keys() - here):
            raise ValueError("an array goes on as something else")
        seen |= data.keys()
        arrays |= here
        yield Piece(data, start / (len(text) or 1))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where pieces begin and end; all but the first begin with a header of an array."""
    start, least = 0, 0
    while found := _HEADER.search(text, least):
        if found.start() > start:
            yield start, found.start()
        start = found.start()
        least = start + PIECE
    yield start, len(text)
