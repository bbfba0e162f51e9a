"""Templates within templates: where they are deployed, and what they are passed."""

from collections.abc import Iterator, Mapping
from typing import Any

from models.formats.arm_template.instances import Instance
from models.formats.arm_template.marks import Place
from models.formats.arm_template.nodes import Node, Resolver, members, worked_out
from models.formats.arm_template.templates import SECRET
from models.formats.arm_template.unresolved import CannotResolve


def has_own_scope(properties: Mapping[str, Node]) -> bool:
    """Whether a nested template has parameters and variables of its own.

    Where nothing is said, it has those of the template around it.
    """
    options = properties.get("expressionEvaluationOptions", Node({}, None)).value
    chosen = options.get("scope") if isinstance(options, dict) else None
    return isinstance(chosen, str) and chosen.lower() == "inner"


def passed(given: Node) -> Iterator[tuple[str, Node]]:
    """The values that a template passes to one within it; they are worked out when asked for."""
    try:
        entries = members(given)
    except CannotResolve:
        return
    for name, entry in entries.items():
        try:
            yield name.casefold(), members(entry).get("value", Node(SECRET, None))
        except CannotResolve as reason:
            yield name.casefold(), Node(reason.leaf(), None)


def place_of(instance: Instance) -> Place:
    """Where a nested template is deployed. Raises :class:`CannotResolve`."""
    place, raw, scope = instance.place, instance.raw, instance.scope
    if (subscription := raw.get("subscriptionId")) is not None:
        place = place._replace(subscription=_named(subscription, scope))
    if (group := raw.get("resourceGroup")) is not None:
        place = place._replace(group=_named(group, scope))
    return place


def _named(raw: Any, scope: Resolver) -> str:
    try:
        return named(worked_out(Node(raw, scope)))
    except CannotResolve as reason:
        raise CannotResolve(reason.why, reason.expression or str(raw)) from None


def named(value: Any) -> str:
    """A name of something. Raises :class:`CannotResolve` where it is none."""
    if not isinstance(value, str) or not value:
        raise CannotResolve("it is no name")
    return value
