"""Functions that compare; those that need not know all their arguments are elsewhere."""

from collections.abc import Callable
from operator import ge, gt, le, lt
from typing import Any

from models.formats.arm_template.functions.function import Function, whole
from models.formats.arm_template.unresolved import CannotResolve

_TRUTHS = {"true": True, "false": False}


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal: texts with case, and true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def truth(value: Any) -> bool:
    """A condition: true or false, or a text that says so. Raises :class:`CannotResolve`."""
    found = _TRUTHS.get(value.lower()) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise CannotResolve("neither true nor false")
    return found


def _bool(value: Any) -> bool:
    if isinstance(value, int) and value in {0, 1}:
        return bool(value)
    return truth(value)


def _not(value: Any) -> bool:
    return not truth(value)


def _compared(operator: Callable[[int, int], bool]) -> Function:
    def compare(one: Any, other: Any) -> bool:
        return operator(whole(one), whole(other))

    return Function(compare, 2, 2)


FUNCTIONS = {
    "equals": Function(same, 2, 2),
    "not": Function(_not, 1, 1),
    "bool": Function(_bool, 1, 1),
    "true": Function(lambda: True, 0, 0),
    "false": Function(lambda: False, 0, 0),
    "null": Function(lambda: None, 0, 0),
    "greater": _compared(gt),
    "greaterorequals": _compared(ge),
    "less": _compared(lt),
    "lessorequals": _compared(le),
}
