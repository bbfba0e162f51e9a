"""Loops of a template: how often they go round, and which round an expression stands in."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from models.formats.arm_template.unresolved import CannotResolve

MOST_ROUNDS = 800
"""How often a loop goes round at most, as Azure has it."""


class Loop(NamedTuple):
    """One round of a loop; ``named`` where it makes values and not resources."""

    name: str
    number: int
    named: bool


def counted(count: Any, expression: str) -> int:
    """How often a loop goes round. Raises :class:`CannotResolve` where that cannot be."""
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_ROUNDS:
        raise CannotResolve(f"a loop goes round from 0 to {MOST_ROUNDS} times", expression)
    return count


def asked_for(loops: Sequence[Loop], name: str | None) -> Loop:
    """The loop of a name, else the one of the resource, else the innermost.

    ``loops`` has the innermost last. Raises :class:`CannotResolve` where there is none.
    """
    inside_out = loops[::-1]
    if name is not None:
        fitting = [loop for loop in inside_out if loop.name == name.casefold()]
    else:
        fitting = [loop for loop in inside_out if not loop.named] or list(inside_out)
    if not fitting:
        raise CannotResolve("copyIndex() stands in no loop of that name")
    return fitting[0]
