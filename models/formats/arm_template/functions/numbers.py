"""Functions on whole numbers, which have 64 bits in templates."""

from typing import Any

from models.formats.arm_template.functions.function import (
    LONGEST_LIST,
    Function,
    elements,
    text,
    whole,
)
from models.formats.arm_template.unresolved import CannotResolve

LARGEST = 2**63 - 1


def _fitting(number: int) -> int:
    if not -LARGEST <= number <= LARGEST:
        raise CannotResolve("a number becomes too large")
    return number


def _add(one: Any, other: Any) -> int:
    return _fitting(whole(one) + whole(other))


def _sub(one: Any, other: Any) -> int:
    return _fitting(whole(one) - whole(other))


def _mul(one: Any, other: Any) -> int:
    return _fitting(whole(one) * whole(other))


def _div(one: Any, other: Any) -> int:
    """What is left over falls away: -7 by 2 is -3."""
    if whole(other) == 0:
        raise CannotResolve("a division by 0")
    quotient: int = abs(whole(one)) // abs(other)
    return quotient if (one < 0) == (other < 0) else -quotient


def _mod(one: Any, other: Any) -> int:
    return whole(one) - whole(other) * _div(one, other)


def _several(numbers: tuple[Any, ...]) -> list[int]:
    given = elements(numbers[0]) if len(numbers) == 1 and numbers[0] != [] else list(numbers)
    return [whole(number) for number in given]


def _min(*numbers: Any) -> int:
    return min(_several(numbers))


def _max(*numbers: Any) -> int:
    return max(_several(numbers))


def _int(value: Any) -> int:
    if isinstance(value, str):
        digits = value.strip().removeprefix("-").removeprefix("+")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
            raise CannotResolve("int() is given no number")
        return _fitting(int(text(value)))
    return whole(value)


def _range(start: Any, count: Any) -> list[int]:
    if not 0 <= whole(count) <= LONGEST_LIST:
        raise CannotResolve(f"range() counts up to {LONGEST_LIST}")
    return list(range(whole(start), whole(start) + count))


FUNCTIONS = {
    "add": Function(_add, 2, 2),
    "sub": Function(_sub, 2, 2),
    "mul": Function(_mul, 2, 2),
    "div": Function(_div, 2, 2),
    "mod": Function(_mod, 2, 2),
    "min": Function(_min, 1, None),
    "max": Function(_max, 1, None),
    "int": Function(_int, 1, 1),
    "range": Function(_range, 2, 2),
}
