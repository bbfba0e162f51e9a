"""How a filter is written: terms, words before a colon, quotes, a minus that negates."""

from collections.abc import Iterator
from typing import NamedTuple

from models.errors import PlanError


class InvalidQuery(PlanError):
    """A filter that means nothing: what is wrong, and from where to where it is written."""

    def __init__(self, message: str, start: int, end: int) -> None:
        """``start`` and ``end`` count characters from 0; ``end`` is the one after the last."""
        self.message, self.start, self.end = message, start, end
        super().__init__(message, start, end)

    def __str__(self) -> str:
        return f"at {self.start + 1}: {self.message}"


class Written(NamedTuple):
    """A term as it is written: ``-subnet:"a b"`` has the keyword ``subnet``, the value ``a b``.

    ``quoted`` says whether quotes stand anywhere in it, ``start`` and ``end`` where it stands
    and ``value_start`` where its value begins.
    """

    negated: bool
    keyword: str | None
    value: str
    quoted: bool
    start: int
    value_start: int
    end: int


def terms_of(text: str) -> Iterator[Written]:
    """The terms of a text, whatever they mean. Raises :class:`InvalidQuery` on an open quote."""
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        written = _read(text, place)
        yield written
        place = written.end


def quoted(value: str) -> str:
    """A value as it is written in a filter: in quotes where it needs them."""
    if value and not any(character.isspace() or character in '":' for character in value):
        return value if not value.startswith("-") else f'"{value}"'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _read(text: str, start: int) -> Written:
    """The term that begins at ``start``."""
    negated = text[start] == "-"
    place = value_start = start + negated
    keyword: str | None = None
    value, has_quotes = "", False
    while place < len(text) and not text[place].isspace():
        if text[place] == '"':
            held, place = _quotation(text, place)
            value, has_quotes = value + held, True
        elif text[place] == ":" and keyword is None and not has_quotes and _keyword_like(value):
            keyword, value, place = value.casefold(), "", place + 1
            value_start = place
        else:
            value, place = value + text[place], place + 1
    return Written(negated, keyword, value, has_quotes, start, value_start, place)


def _quotation(text: str, start: int) -> tuple[str, int]:
    """What is in the quotes that open at ``start``, and where it goes on behind them."""
    value, place = "", start + 1
    while place < len(text):
        character = text[place]
        if character == '"':
            return value, place + 1
        if character == "\\" and text[place + 1 : place + 2] in ('"', "\\"):
            place += 1
            character = text[place]
        value, place = value + character, place + 1
    raise InvalidQuery("the quote that opens here is never closed", start, len(text))


def _keyword_like(value: str) -> bool:
    """Whether a colon behind it makes a keyword of it, and not an IPv6 address."""
    return not all(character in "0123456789abcdefABCDEF:" for character in value)
