"""The resources that a template comes to: its loops gone round, its conditions decided."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from models.formats.arm_ids import ArmId
from models.formats.arm_template.context import id_in
from models.formats.arm_template.functions.logic import truth
from models.formats.arm_template.instances import DEPLOYMENTS, Instance
from models.formats.arm_template.marks import Place, unmarked
from models.formats.arm_template.nesting import has_own_scope, named, passed, place_of
from models.formats.arm_template.nodes import Node, members
from models.formats.arm_template.scope import Deployment, Scope
from models.formats.arm_template.templates import Template, folded
from models.formats.arm_template.unresolved import CannotResolve, Unresolved
from models.formats.azure_fields import Unusable, checked_text
from models.formats.azure_names import clipped
from models.formats.azure_report import Report
from models.formats.inert import visible

GROUPS = "microsoft.resources/resourcegroups"
INSTANCE_STEPS = 20
"""What a resource costs, however little there is to work out in it."""
LINKED = "a linked template: give the file it links to as well, with its parameters"


class Within(NamedTuple):
    """Where resources are declared: the scope of their expressions, and what they are part of."""

    scope: Scope
    place: Place
    parent: Instance | None = None


class Expansion:
    """Expands one template and those nested in it; what is not taken is reported."""

    def __init__(self, source: str, deployment: Deployment, report: Report) -> None:
        self._source = source
        self._deployment = deployment
        self._report = report

    def of(self, template: Template) -> Iterator[Instance]:
        """The resources of a template that a document holds."""
        scope = self._scope(template.value, template.given, Place())
        yield from self._resources(template.value.get("resources"), Within(scope, scope.place))

    def _scope(self, value: Mapping[str, Any], given: Mapping[str, Node], place: Place) -> Scope:
        scope = Scope(self._deployment, place, folded(value.get("parameters")), given)
        variables = value.get("variables")
        if isinstance(variables, dict):
            for name, node in members(Node(variables, scope)).items():
                scope.variables[name.casefold()] = node
        return scope

    def _resources(self, raw: Any, within: Within) -> Iterator[Instance]:
        """What a list of resources declares, or an object of them by their symbols."""
        try:
            within.scope.budget.enter()
        except CannotResolve as reason:
            self._report.skip(self._source, "resources", reason.why)
            return
        for name, resource in _entries(raw):
            symbol = name if isinstance(name, str) else None
            if not isinstance(resource, dict) or not isinstance(resource.get("type"), str):
                self._report.skip(
                    self._source, f"resources[{visible(clipped(str(name)))}]", "no resource"
                )
            elif resource.get("existing") is not True:
                yield from self._rounds(resource, symbol, within)
        within.scope.budget.leave()

    def _rounds(
        self, raw: Mapping[str, Any], symbol: str | None, within: Within
    ) -> Iterator[Instance]:
        """A resource, as often as its loop goes round."""
        block = raw.get("copy")
        if not isinstance(block, dict):
            yield from self._instances(raw, symbol, within)
            return
        try:
            rounds = list(within.scope.rounds(block, named=False))
        except CannotResolve as reason:
            instance = self._instance(raw, within)
            instance.skip(self._report, f"how often it is copied is {reason}")
            return
        for number, scope in enumerate(rounds):
            numbered = f"{symbol}[{number}]" if symbol else None
            yield from self._instances(raw, numbered, within._replace(scope=scope))

    def _instances(
        self, raw: Mapping[str, Any], symbol: str | None, within: Within
    ) -> Iterator[Instance]:
        """A resource and all that stands in it."""
        within.scope.budget.charge(INSTANCE_STEPS)
        instance = self._instance(raw, within)
        if reason := _why_not(raw, within.scope):
            instance.skip(self._report, reason)
        else:
            self._declare(instance, symbol)
            yield instance
            if instance.kind == DEPLOYMENTS:
                yield from self._nested(instance)
        yield from self._resources(raw.get("resources"), within._replace(parent=instance))

    def _declare(self, instance: Instance, symbol: str | None) -> None:
        """Let other resources of the template refer to this one."""
        symbols = instance.scope.symbols
        if symbol:
            symbols[symbol.casefold()] = instance
        if instance.id is None or isinstance(instance.name, Unresolved):
            return
        self._deployment.resources[instance.id.key] = instance
        name = instance.name.casefold()
        symbols[name] = instance if symbols.get(name, instance) is instance else None
        if instance.kind == GROUPS and "location" in instance.raw:
            location = Node(instance.raw["location"], instance.scope)
            self._deployment.group_locations[name] = location

    def _instance(self, raw: Mapping[str, Any], within: Within) -> Instance:
        scope, place, parent = within
        type = raw["type"].strip("/")
        inside = parent is not None and "." not in type.partition("/")[0]
        full = f"{parent.type}/{type}" if parent and inside else type
        try:
            name = named(scope.used(raw.get("name")))
            if parent and name.count("/") < full.count("/") - 1:
                name = f"{_parent_name(parent)}/{name}"
            id = ArmId(_checked(unmarked(id_in(str(place), full, name.split("/")))))
        except CannotResolve as reason:
            known = reason.leaf(str(raw.get("name")))
            return Instance(self._source, full, known, None, place, raw, scope)
        return Instance(self._source, full, name, id, place, raw, scope)

    def _nested(self, instance: Instance) -> Iterator[Instance]:
        """The resources of a template within the template."""
        try:
            properties = members(Node(instance.raw.get("properties", {}), instance.scope))
            place = place_of(instance)
        except CannotResolve as reason:
            instance.skip(self._report, str(reason))
            return
        value = properties["template"].value if "template" in properties else None
        if not isinstance(value, dict):
            instance.skip(self._report, LINKED)
            return
        scope = self._inner_scope(instance, properties, value, place)
        instance.inner.append(Node(value.get("outputs", {}), scope))
        yield from self._resources(value.get("resources"), Within(scope, place))

    def _inner_scope(
        self,
        instance: Instance,
        properties: Mapping[str, Node],
        value: dict[str, Any],
        place: Place,
    ) -> Scope:
        """The scope of a nested template: its own, or that of the template around it."""
        if not has_own_scope(properties):
            return instance.scope
        given = passed(properties.get("parameters", Node({}, None)))
        return self._scope(value, dict(given), place)


def _entries(raw: Any) -> Iterable[tuple[int | str, Any]]:
    if isinstance(raw, dict):
        return raw.items()
    return enumerate(raw) if isinstance(raw, list) else ()


def _checked(id: str) -> str:
    try:
        return checked_text("name", id)
    except Unusable as error:
        raise CannotResolve(str(error)) from None


def _parent_name(parent: Instance) -> str:
    if isinstance(parent.name, Unresolved):
        raise CannotResolve(parent.name.why, parent.name.expression)
    return parent.name


def _why_not(raw: Mapping[str, Any], scope: Scope) -> str | None:
    """Why a resource would not be deployed; ``None`` where it would be."""
    try:
        condition = raw.get("condition", True)
        taken = truth(scope.used(condition) if condition is not None else True)
    except CannotResolve as reason:
        return f"its condition is {reason if reason.expression else 'neither true nor false'}"
    return None if taken else "its condition is false"
