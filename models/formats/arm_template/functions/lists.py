"""Functions on arrays and objects, and those that take a text as well."""

from typing import Any

from models.formats.arm_template.functions.function import (
    LONGEST_LIST,
    Function,
    Sees,
    elements,
    fields,
    text,
    whole,
)
from models.formats.arm_template.functions.logic import same
from models.formats.arm_template.unresolved import CannotResolve


def key_of(value: dict[str, Any], name: str) -> str | None:
    """How an object spells a key; keys are the same in any case. ``None`` without it."""
    if name in value:
        return name
    folded = name.casefold()
    return next((key for key in value if key.casefold() == folded), None)


def member(value: Any, key: Any) -> Any:
    """A field of an object or an element of an array. Raises :class:`CannotResolve`."""
    if isinstance(value, dict):
        found = key_of(value, text(key))
        if found is None:
            raise CannotResolve(f"there is no {key!r} in it")
        return value[found]
    if not 0 <= whole(key) < len(elements(value)):
        raise CannotResolve(f"there is no element {key} in it")
    return value[key]


def _try_get(value: Any, *keys: Any) -> Any:
    for key in keys:
        if value is None:
            return None
        try:
            value = member(value, key)
        except CannotResolve:
            return None
    return value


def _measured(value: Any) -> str | list[Any] | dict[str, Any]:
    if isinstance(value, str | list | dict):
        return value
    raise CannotResolve("a function is given neither a text nor an array nor an object")


def _sliced(value: Any) -> str | list[Any]:
    return value if isinstance(value, str) else elements(value)


def _length(value: Any) -> int:
    return len(_measured(value))


def _empty(value: Any) -> bool:
    return value is None or len(_measured(value)) == 0


def _first(value: Any) -> Any:
    return next(iter(_sliced(value)), "" if isinstance(value, str) else None)


def _last(value: Any) -> Any:
    return _first(_sliced(value)[-1:])


def _take(value: Any, count: Any) -> Any:
    return _sliced(value)[: max(0, whole(count))]


def _skip(value: Any, count: Any) -> Any:
    return _sliced(value)[max(0, whole(count)) :]


def _contains(value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        return any(same(element, wanted) for element in value)
    if isinstance(value, dict):
        return key_of(value, text(wanted)) is not None
    return text(wanted) in text(value)


def _index_of(value: Any, wanted: Any) -> int:
    if isinstance(value, list):
        return next((at for at, element in enumerate(value) if same(element, wanted)), -1)
    return text(value).lower().find(text(wanted).lower())


def _last_index_of(value: Any, wanted: Any) -> int:
    return text(value).lower().rfind(text(wanted).lower())


def _union(*values: Any) -> Any:
    if all(isinstance(value, dict) for value in values):
        merged: dict[str, Any] = {}
        for value in values:
            merged = _merged(merged, value)
        return merged
    found: list[Any] = []
    for element in (element for value in values for element in elements(value)):
        if len(found) >= LONGEST_LIST // 10:
            raise CannotResolve("union() of too many elements")
        if not any(same(element, other) for other in found):
            found.append(element)
    return found


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The fields of both; the other's win, but objects in them are merged in turn."""
    found = dict(one)
    for name, value in other.items():
        key = key_of(found, name) or name
        both = isinstance(found.get(key), dict) and isinstance(value, dict)
        found[key] = _merged(found[key], value) if both else value
    return found


def _create_object(*pairs: Any) -> dict[str, Any]:
    if len(pairs) % 2:
        raise CannotResolve("createObject() is given a key without a value")
    return {text(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}


def _items(value: Any) -> list[dict[str, Any]]:
    ordered = sorted(fields(value).items(), key=lambda item: item[0].casefold())
    return [{"key": key, "value": each} for key, each in ordered]


FUNCTIONS = {
    "array": Function(lambda value: value if isinstance(value, list) else [value], 1, 1,
                      Sees.NOTHING),
    "contains": Function(_contains, 2, 2),
    "createarray": Function(lambda *values: list(values), 0, None, Sees.NOTHING),
    "createobject": Function(_create_object, 0, None, Sees.NOTHING),
    "empty": Function(_empty, 1, 1, Sees.OUTSIDE),
    "first": Function(_first, 1, 1, Sees.OUTSIDE),
    "indexof": Function(_index_of, 2, 2),
    "items": Function(_items, 1, 1, Sees.OUTSIDE),
    "last": Function(_last, 1, 1, Sees.OUTSIDE),
    "lastindexof": Function(_last_index_of, 2, 2),
    "length": Function(_length, 1, 1, Sees.OUTSIDE),
    "skip": Function(_skip, 2, 2, Sees.OUTSIDE),
    "take": Function(_take, 2, 2, Sees.OUTSIDE),
    "tryget": Function(_try_get, 2, None, Sees.OUTSIDE),
    "union": Function(_union, 1, None),
}  # fmt: skip
