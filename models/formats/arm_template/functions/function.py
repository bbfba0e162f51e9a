"""A function of ARM templates, and what it may be given."""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import Any, NamedTuple

from models.formats.arm_template.unresolved import CannotResolve

LONGEST_TEXT = 65_536
LONGEST_LIST = 10_000


class Sees(Enum):
    """How much of its arguments a function has to know."""

    ALL = auto()
    OUTSIDE = auto()
    """Of lists and objects how many and which, but not what is in them."""
    NOTHING = auto()
    """It puts them together as they are."""


class Function(NamedTuple):
    """What is called, with how many arguments, and how much of them it has to know."""

    call: Callable[..., Any]
    least: int
    most: int | None
    sees: Sees = Sees.ALL

    def takes(self, count: int) -> bool:
        """Whether that is a number of arguments it can have."""
        return self.least <= count and (self.most is None or count <= self.most)


def text(value: Any) -> str:
    """An argument that has to be a text. Raises :class:`CannotResolve`."""
    if not isinstance(value, str):
        raise CannotResolve("a function is given something else than a text")
    return value


def whole(value: Any) -> int:
    """An argument that has to be a whole number. Raises :class:`CannotResolve`."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise CannotResolve("a function is given something else than a whole number")
    return value


def elements(value: Any) -> list[Any]:
    """An argument that has to be an array. Raises :class:`CannotResolve`."""
    if not isinstance(value, list):
        raise CannotResolve("a function is given something else than an array")
    return value


def fields(value: Any) -> dict[str, Any]:
    """An argument that has to be an object. Raises :class:`CannotResolve`."""
    if not isinstance(value, dict):
        raise CannotResolve("a function is given something else than an object")
    return value


def spelled(value: Any) -> str:
    """A text, a number or a truth value within a text. Raises :class:`CannotResolve`."""
    if isinstance(value, bool):
        return "True" if value else "False"
    return value if isinstance(value, str) else str(whole(value))


def joined(parts: Iterable[str]) -> str:
    """Texts put together. Raises :class:`CannotResolve` where that becomes too long."""
    found, length = [], 0
    for part in parts:
        length += len(part)
        if length > LONGEST_TEXT:
            raise CannotResolve(f"a text becomes longer than {LONGEST_TEXT} characters")
        found.append(part)
    return "".join(found)
