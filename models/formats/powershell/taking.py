"""Takes the fields of a shape out of an object, and finds where PowerShell cut it off.

What lies deeper than ``-Depth`` becomes text in the output of ``ConvertTo-Json``: the name
of a class, or values with blanks between them.
https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/convertto-json
"""

from collections.abc import Mapping
from typing import Any

from models.formats.powershell.shapes import Leaf, Shape

DEEPEST_WRAPPER = 4
"""How often one value may be wrapped with its count."""


class CutOff(Exception):
    """Something is text that would be an object; the message is the path to it."""


def taken(data: Mapping[str, Any], shape: Shape, place: str = "") -> dict[str, Any]:
    """The fields of that shape, by the shape's names. Raises :class:`CutOff`."""
    found: dict[str, Any] = {}
    own = folded(data, place)
    for name, inside in shape.items():
        value = unwrapped(own.get(name.casefold()))
        if value is not None:
            found[name] = _value(value, inside, f"{place}.{name}" if place else name)
    return found


def folded(data: Mapping[str, Any], place: str = "") -> dict[str, Any]:
    """The fields of an object without case, with those under ``properties``."""
    own = {key.casefold(): value for key, value in data.items() if value is not None}
    nested = own.pop("properties", None)
    if isinstance(nested, str) and nested:
        raise CutOff(f"{place}.properties" if place else "properties")
    if isinstance(nested, dict):
        own = {key.casefold(): value for key, value in nested.items()} | own
    return own


def unwrapped(value: Any) -> Any:
    """A value without the object of value and count that Windows PowerShell puts around lists."""
    for _ in range(DEEPEST_WRAPPER):
        if not isinstance(value, dict) or {key.casefold() for key in value} != {"value", "count"}:
            break
        inside = value.get("value", value.get("Value"))
        if not isinstance(inside, list):
            break
        value = inside
    return value


def _value(value: Any, inside: Leaf | Shape, place: str) -> Any:
    if inside is Leaf.TEXTS and isinstance(value, str):
        raise CutOff(place)
    if isinstance(inside, Leaf):
        return [_leaf(each) for each in value] if isinstance(value, list) else _leaf(value)
    if isinstance(value, str):
        if value.strip():
            raise CutOff(place)
        return None
    if isinstance(value, dict):
        return taken(value, inside, place)
    if isinstance(value, list):
        return [_row(each, inside, f"{place}[{number}]") for number, each in enumerate(value)]
    return value


def _row(value: Any, shape: Shape, place: str) -> Any:
    if isinstance(value, str):
        raise CutOff(place)
    return taken(value, shape, place) if isinstance(value, dict) else _leaf(value)


def _leaf(value: Any) -> Any:
    """A value that is no object; of one that is, only that it is."""
    if isinstance(value, dict):
        return {}
    return [] if isinstance(value, list) else value
