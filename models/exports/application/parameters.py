"""What an export has to be told: parameters, and texts that have some in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from models.exports.export import DistinctNames


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that the plan does not say and an export therefore asks for.

    ``name`` is made of lower-case letters, digits and ``_``, begins with a letter and is
    another for each parameter of an application. ``meaning`` says in words what to put
    there; it may hold names from the plan, which are to be quoted or made inert like any.
    """

    name: str
    meaning: str


Text: TypeAlias = tuple[str | Parameter, ...]
"""A text in pieces, some of which are parameters; no two literal pieces in a row."""


def text(*pieces: "str | Parameter | Text") -> Text:
    """The pieces as one text."""
    joined: list[str | Parameter] = []
    for piece in _flat(pieces):
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return tuple(joined)


def known(text: Text) -> str | None:
    """The text where it has no parameter; else ``None``."""
    if all(isinstance(piece, str) for piece in text):
        return "".join(map(str, text))
    return None


def rendered(
    text: Text, literal: Callable[[str], str], parameter: Callable[[Parameter], str]
) -> list[str]:
    """Each piece in a tool's own words: quoted, or as that tool refers to a parameter."""
    return [literal(piece) if isinstance(piece, str) else parameter(piece) for piece in text]


class Parameters:
    """The parameters of an application, each made when something first needs it."""

    def __init__(self) -> None:
        self._names = DistinctNames("_")
        self._made: dict[str, Parameter] = {}

    def of(self, name: str, meaning: str) -> Parameter:
        """The parameter of that name, in any words: the same for the same words."""
        if name not in self._made:
            self._made[name] = Parameter(self._names.of(name), meaning)
        return self._made[name]

    def __iter__(self) -> Iterator[Parameter]:
        """All of them in the order in which they were needed."""
        return iter(self._made.values())


def _flat(pieces: "tuple[str | Parameter | Text, ...]") -> Iterator[str | Parameter]:
    for piece in pieces:
        if isinstance(piece, tuple):
            yield from piece
        else:
            yield piece
