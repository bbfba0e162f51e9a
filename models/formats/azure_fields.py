"""The fields of a JSON object as Azure's tools write it, in whichever of their ways.

ARM nests them under ``properties``, ``az`` does not, and both have changed the case of
some (``privateIpAddress``, ``privateIPAddress``). Here they are one.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from models.formats.arm_ids import ArmId
from models.formats.azure_names import clipped

LONGEST_TEXT = 2048
"""The longest text that is taken: an ARM id has room, a payload has not."""

T = TypeVar("T")


class Unusable(ValueError):
    """A value that a plan cannot take; the message says why."""


class Fields:
    """A JSON object whose fields are found without case, at the top or under ``properties``."""

    __slots__ = ("_values",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        own = {key.casefold(): value for key, value in data.items() if value is not None}
        nested = own.pop("properties", None)
        if isinstance(nested, dict):
            own = {key.casefold(): value for key, value in nested.items()} | own
        self._values = own

    def text(self, name: str) -> str | None:
        """A text; ``None`` where it is missing or blank. Raises :class:`Unusable`."""
        value = self._typed(name, str, "text")
        return checked_text(name, value) if value else None

    def flag(self, name: str) -> bool | None:
        """True or false; ``None`` where it is missing. Raises :class:`Unusable`."""
        return self._typed(name, bool, "true or false")

    def number(self, name: str) -> int | None:
        """A whole number; ``None`` where it is missing. Raises :class:`Unusable`."""
        return self._typed(name, int, "a number")

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty where it is missing. Raises :class:`Unusable`."""
        return tuple(
            checked_text(name, value) for value in self._list(name, _is_a(str), "texts") if value
        )

    def rows(self, name: str) -> tuple["Fields", ...]:
        """A list of objects, or one alone; empty where missing. Raises :class:`Unusable`."""
        if isinstance(alone := self._values.get(name.casefold()), dict):
            return (Fields(alone),)
        return tuple(map(Fields, self._list(name, _is_a(dict), "objects")))

    def reference(self, name: str) -> ArmId | None:
        """The id of the object ``name``; ``None`` without one. Raises :class:`Unusable`."""
        value = self._typed(name, dict, "an object")
        id = Fields(value).text("id") if value else None
        return ArmId(id) if id else None

    def references(self, name: str) -> tuple[ArmId, ...]:
        """The ids of a list of objects. Raises :class:`Unusable`."""
        return tuple(ArmId(id) for row in self.rows(name) if (id := row.text("id")))

    def _typed(self, name: str, kind: type[T], expected: str) -> T | None:
        value = self._values.get(name.casefold())
        if value is None or (isinstance(value, kind) and _is_a(kind)(value)):
            return value
        raise Unusable(f"{name}: expected {expected}, got {_kind_of(value)}")

    def _list(self, name: str, fits: Callable[[Any], bool], expected: str) -> list[Any]:
        values = self._typed(name, list, f"a list of {expected}") or []
        for value in values:
            if value is not None and not fits(value):
                raise Unusable(
                    f"{name}: expected a list of {expected}, got {_kind_of(value)} in it"
                )
        return [value for value in values if value is not None]


def checked_text(name: str, text: str) -> str:
    """A text that a plan can hold. Raises :class:`Unusable` with the field's name."""
    if len(text) > LONGEST_TEXT:
        raise Unusable(f"{clipped(name)}: longer than {LONGEST_TEXT} characters")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise Unusable(f"{clipped(name)}: holds half of a UTF-16 character, which is no text")
    if "\0" in text:
        raise Unusable(f"{clipped(name)}: holds a NUL character, which is no text")
    return text


def _is_a(kind: type) -> Callable[[Any], bool]:
    """Whether a JSON value is of a kind: true and false are no numbers."""
    return lambda value: isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _kind_of(value: Any) -> str:
    words = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return words.get(type(value), "a number")
