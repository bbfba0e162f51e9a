"""Takes of a resource what a plan reads; what of that cannot be worked out is named."""

from collections.abc import Mapping
from typing import Any

from models.formats.arm_template.budget import Budget
from models.formats.arm_template.instances import Instance
from models.formats.arm_template.marks import unmarked
from models.formats.arm_template.nodes import Node, elements, members
from models.formats.arm_template.shapes import IDENTIFIED, SHAPES, Field
from models.formats.arm_template.unresolved import CannotResolve, Unresolved
from models.formats.azure_machines import MACHINES, PROFILE
from models.formats.azure_names import clipped
from models.formats.azure_report import Report
from models.formats.inert import visible

INLINE = "networkInterfaceConfigurations"
_FLAGS = {"true": True, "false": False}
MADE_BY_AZURE = f"its NICs stand in its {INLINE}: Azure names them when it makes the machine"


class _Told(Exception):
    """Nothing of a list is left, and why was reported of everything in it."""


class Taking:
    """Takes one resource, or one that is a row of another."""

    def __init__(self, instance: Instance, report: Report) -> None:
        self._instance = instance
        self._report = report

    def resource(self) -> dict[str, Any] | None:
        """The resource as ``az`` would list it; ``None`` where it is left out and that was said."""
        instance = self._instance
        if instance.kind in IDENTIFIED and isinstance(instance.name, Unresolved):
            instance.skip(self._report, str(instance.name))
            return None
        if instance.kind == MACHINES and self._has_inline_nics():
            instance.skip(self._report, MADE_BY_AZURE)
            return None
        taken = self.row({"location": Field(needed=True), **SHAPES[instance.kind]})
        return None if taken is None else self._identity() | taken

    def row(self, shape: Mapping[str, Field]) -> dict[str, Any] | None:
        """The fields of that shape; ``None`` where that is left out and was said."""
        instance = self._instance
        try:
            return self._object(Node(instance.raw, instance.scope), shape, self._subject)
        except CannotResolve as reason:
            instance.skip(self._report, str(reason))
        except _Told:
            pass
        return None

    @property
    def _subject(self) -> str:
        instance = self._instance
        return instance.id.tail if instance.id else f"{instance.word}/{instance.shown}"

    @property
    def _budget(self) -> Budget:
        return self._instance.scope.budget

    def _identity(self) -> dict[str, Any]:
        """Id, type and name; a name that is not known is shown as its expression."""
        instance = self._instance
        if instance.id:
            return {"id": instance.id.text, "type": instance.type, "name": instance.id.name}
        name = instance.shown.replace("/", "∕")
        for loop in instance.scope.loops:
            name += f" #{loop.number}"
        return {"id": f"/providers/{instance.type}/{name}", "type": instance.type, "name": name}

    def _has_inline_nics(self) -> bool:
        try:
            fields = self._fields(Node(self._instance.raw, self._instance.scope))
            profile = self._fields(fields[PROFILE.casefold()])
        except (CannotResolve, KeyError):
            return False
        return INLINE.casefold() in profile and "networkinterfaces" not in profile

    def _fields(self, node: Node) -> dict[str, Node]:
        """The fields of an object without case, with those under ``properties``."""
        own = {name.casefold(): each for name, each in members(node).items()}
        nested = own.pop("properties", None)
        if nested is None or nested.known().value is None:
            return own
        return {name.casefold(): each for name, each in members(nested).items()} | own

    def _object(self, node: Node, shape: Mapping[str, Field], subject: str) -> dict[str, Any]:
        self._budget.charge(1 + len(shape))
        found, fields = {}, self._fields(node)
        for name, field in shape.items():
            if name.casefold() not in fields:
                continue
            try:
                value = self._value(name, fields[name.casefold()], field, subject)
            except CannotResolve as reason:
                if field.needed:
                    raise
                self._report.skip(self._instance.source, f"{subject}/{name}", str(reason))
            except _Told:
                if field.needed:
                    raise
            else:
                found[name] = value
        return found

    def _value(self, name: str, node: Node, field: Field, subject: str) -> Any:
        known = node.known()
        if known.value is None:
            return None
        if field.inside is None:
            if isinstance(known.value, list):
                return self._texts(known, f"{subject}/{name}")
            value = _single(node)
            return (
                _FLAGS.get(value.lower(), value) if field.flag and isinstance(value, str) else value
            )
        if isinstance(known.value, dict):
            return self._object(known, field.inside, subject)
        if isinstance(known.value, list):
            return self._rows(known, field.inside, f"{subject}/{name}")
        return known.value

    def _texts(self, node: Node, subject: str) -> list[Any]:
        """The values of a list, without those that are not known."""
        found, nodes = [], elements(node)
        self._budget.charge(len(nodes))
        for each in nodes:
            try:
                found.append(_single(each))
            except CannotResolve as reason:
                self._report.skip(self._instance.source, subject, str(reason))
        if nodes and not found:
            raise _Told
        return found

    def _rows(self, node: Node, shape: Mapping[str, Field], subject: str) -> list[Any]:
        """The objects of a list, without those that mean nothing for what is not known."""
        found, nodes = [], elements(node)
        for number, each in enumerate(nodes):
            place = f"{subject}/{self._name(each, number)}"
            try:
                known = each.known()
                fitting = isinstance(known.value, dict)
                found.append(self._object(known, shape, place) if fitting else known.value)
            except CannotResolve as reason:
                self._report.skip(self._instance.source, place, str(reason))
            except _Told:
                pass
        if nodes and not found:
            raise _Told
        return found

    def _name(self, node: Node, number: int) -> str:
        """What a message calls a row."""
        try:
            name = _single(self._fields(node)["name"])
        except (CannotResolve, KeyError):
            return f"[{number}]"
        return visible(clipped(name)) if isinstance(name, str) else f"[{number}]"


def _single(node: Node) -> Any:
    """A value that is no list and no object. Raises :class:`CannotResolve`."""
    value = node.known().value
    if not isinstance(value, str):
        return {} if isinstance(value, dict | list) else value
    try:
        return unmarked(value)
    except CannotResolve as reason:
        raise CannotResolve(reason.why, str(node.value)) from None
