"""Where an expression stands: the parameters, variables and loops it can name."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from models.formats.arm_ids import ArmId
from models.formats.arm_template.budget import Budget
from models.formats.arm_template.evaluation import Evaluator
from models.formats.arm_template.loops import Loop, counted
from models.formats.arm_template.marks import Place, unmarked
from models.formats.arm_template.nodes import Node, worked_out
from models.formats.arm_template.unresolved import CannotResolve

SECRETS = {"securestring", "secureobject"}
NO_VALUE = "parameter {!r} has no value: give a parameter file"


class Declared(Protocol):
    """A resource of a template, as far as others may ask what it will be."""

    def referred(self, whole: bool) -> Any:
        """Its properties, or all of it. Raises :class:`CannotResolve`."""


@dataclass(slots=True)
class Deployment:
    """What all scopes of one document share: what is given, and which resources there are."""

    evaluator: Evaluator
    location: str | None
    functions: Mapping[str, Callable[["Scope", list[Any]], Any]]
    resources: dict[str, Declared] = field(default_factory=dict)
    group_locations: dict[str, Node] = field(default_factory=dict)
    complete: bool = False
    """Whether all resources are known; what was worked out before may come to more now."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The surroundings of an expression; parameters and variables by casefolded names."""

    deployment: Deployment
    place: Place
    declared: Mapping[str, Any]
    given: Mapping[str, Node]
    variables: dict[str, Node] = field(default_factory=dict)
    symbols: dict[str, Declared | None] = field(default_factory=dict)
    """The resources of this template by their symbols and names; ``None`` where several are."""
    loops: tuple[Loop, ...] = ()
    cache: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def budget(self) -> Budget:
        """What working out expressions may cost."""
        return self.deployment.evaluator.budget

    def outside_loops(self) -> "Scope":
        """The same, in no loop."""
        return replace(self, loops=())

    def rounds(self, block: Mapping[str, Any], named: bool) -> Iterator["Scope"]:
        """The same in each round of a loop; ``named`` as of a :class:`Loop`.

        Raises :class:`CannotResolve` at once.
        """
        count = counted(self.used(block.get("count")), str(block.get("count")))
        self.budget.charge(count)
        name = str(block.get("name", "")).casefold()
        return (
            replace(self, loops=(*self.loops, Loop(name, number, named))) for number in range(count)
        )

    def call(self, name: str, arguments: list[Any]) -> Any:
        """What a function gives that has to know where it stands."""
        function = self.deployment.functions.get(name.lower())
        if function is None:
            raise CannotResolve(f"{name}() is not worked out here: only Azure knows it")
        return function(self, arguments)

    def value(self, raw: str) -> Any:
        """What a text stands for. Raises :class:`CannotResolve`."""
        return self.deployment.evaluator.value(raw, self)

    def used(self, raw: Any) -> Any:
        """What a value stands for where it is used. Raises :class:`CannotResolve`."""
        value = self.value(raw) if isinstance(raw, str) else raw
        try:
            return unmarked(value) if isinstance(value, str) else value
        except CannotResolve as reason:
            raise CannotResolve(reason.why, str(raw)) from None

    def parameter(self, name: str) -> Any:
        """The value of a parameter. Raises :class:`CannotResolve`."""
        return self._cached("parameter", name, self._parameter)

    def variable(self, name: str) -> Any:
        """The value of a variable. Raises :class:`CannotResolve`."""
        return self._cached("variable", name, self._variable)

    def find(self, target: str) -> Declared:
        """The resource of an id, a symbol or a name. Raises :class:`CannotResolve`."""
        id = ArmId(unmarked(target))
        found = self.deployment.resources.get(id.key) or self.symbols.get(target.casefold())
        if found is None:
            raise CannotResolve("reference() to what is not in the template: only Azure knows it")
        return found

    def _cached(self, kind: str, name: str, find: Callable[[str], Any]) -> Any:
        key = kind, name.casefold()
        if key in self.cache:
            return self.cache[key]
        found = find(name)
        if self.deployment.complete:
            self.cache[key] = found
        return found

    def _parameter(self, name: str) -> Any:
        declared = self.declared.get(name.casefold())
        if not isinstance(declared, dict):
            raise CannotResolve(f"the template declares no parameter {name!r}")
        if str(declared.get("type")).lower() in SECRETS:
            raise CannotResolve(f"parameter {name!r} is a secret")
        if given := self.given.get(name.casefold()):
            return worked_out(given)
        if "defaultValue" in declared:
            return worked_out(Node(declared["defaultValue"], self.outside_loops()))
        if declared.get("nullable") is True:
            return None
        raise CannotResolve(NO_VALUE.format(name))

    def _variable(self, name: str) -> Any:
        node = self.variables.get(name.casefold())
        if node is None:
            raise CannotResolve(f"the template declares no variable {name!r}")
        return worked_out(Node(node.value, node.scope and node.scope.outside_loops()))
