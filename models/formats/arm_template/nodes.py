"""Values of a template that are worked out where they are asked for, and no further."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from models.formats.arm_template.budget import Budget
from models.formats.arm_template.unresolved import CannotResolve, Unresolved


class Resolver(Protocol):
    """Works out the texts of a template; a scope."""

    @property
    def budget(self) -> Budget:
        """What that may cost."""

    def value(self, raw: str) -> Any:
        """What a text stands for. Raises :class:`CannotResolve`."""

    def rounds(self, block: Mapping[str, Any], named: bool) -> "Iterator[Resolver]":
        """The same in each round of a loop. Raises :class:`CannotResolve` at once."""

    def outside_loops(self) -> "Resolver":
        """The same, in no loop."""


class Node(NamedTuple):
    """A value, and what works it out.

    Without ``scope`` it was worked out already, and no text in it is an expression.
    """

    value: Any
    scope: Resolver | None

    def known(self) -> "Node":
        """It, worked out on the outside. Raises :class:`CannotResolve`."""
        if self.scope and isinstance(self.value, str):
            return Node(self.scope.value(self.value), None)
        if isinstance(self.value, Unresolved):
            raise CannotResolve(self.value.why, self.value.expression)
        return self


def members(node: Node) -> dict[str, Node]:
    """The fields of an object, with those that its ``copy`` makes.

    Raises :class:`CannotResolve` where it is not known, or not an object.
    """
    value, scope = node.known()
    if not isinstance(value, dict):
        raise CannotResolve("something else than an object")
    found = {name: Node(each, scope) for name, each in value.items()}
    blocks = value.get("copy")
    if scope is None or not isinstance(blocks, list):
        return found
    del found["copy"]
    return found | dict(_copied(blocks, scope))


def _copied(blocks: list[Any], scope: Resolver) -> Iterator[tuple[str, Node]]:
    for block in blocks:
        if not isinstance(block, dict) or not isinstance(block.get("name"), str):
            continue
        try:
            rounds = list(scope.rounds(block, named=True))
        except CannotResolve as reason:
            yield block["name"], Node(reason.leaf(), None)
        else:
            yield block["name"], Node([Node(block.get("input"), each) for each in rounds], scope)


def elements(node: Node) -> list[Node]:
    """The elements of a list, or an object alone. Raises :class:`CannotResolve`."""
    value, scope = node.known()
    if not isinstance(value, list):
        return [Node(value, scope)]
    return [each if isinstance(each, Node) else Node(each, scope) for each in value]


def worked_out(node: Node) -> Any:
    """A value with all that is in it; what is not known is :class:`Unresolved` there.

    Raises :class:`CannotResolve` where the value itself is not known.
    """
    value, scope = node.known()
    if scope is None or not isinstance(value, list | dict):
        return value
    scope.budget.enter()
    try:
        if isinstance(value, list):
            return [_leaf(each) for each in elements(Node(value, scope))]
        return {name: _leaf(each) for name, each in members(Node(value, scope)).items()}
    finally:
        scope.budget.leave()


def _leaf(node: Node) -> Any:
    try:
        return worked_out(node)
    except CannotResolve as reason:
        return reason.leaf()
