"""Resources as a template would deploy them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.formats.arm_ids import ArmId
from models.formats.arm_template.marks import Place
from models.formats.arm_template.nodes import Node, members, worked_out
from models.formats.arm_template.scope import Scope
from models.formats.arm_template.unresolved import CannotResolve, Unresolved
from models.formats.azure_names import clipped
from models.formats.azure_report import Report
from models.formats.inert import visible

DEPLOYMENTS = "microsoft.resources/deployments"


@dataclass(frozen=True, slots=True)
class Instance:
    """A resource as it would be deployed; ``id`` is ``None`` where its name is not known."""

    source: str
    type: str
    name: str | Unresolved
    id: ArmId | None
    place: Place
    raw: Mapping[str, Any]
    scope: Scope
    inner: list[Node] = field(default_factory=list)
    """Of a nested deployment, its outputs."""

    @property
    def kind(self) -> str:
        """The resource type in lower case."""
        return self.type.casefold()

    @property
    def word(self) -> str:
        """The resource type without its namespace, as it is written."""
        return visible(clipped(self.type.partition("/")[2] or self.type))

    @property
    def shown(self) -> str:
        """What a message calls it: its name, or the expression of it."""
        name = self.name if isinstance(self.name, str) else self.name.expression
        return visible(clipped(name))

    def skip(self, report: Report, reason: str) -> None:
        """Note that it is not taken."""
        if self.id:
            report.skip(self.source, self.id.tail, reason)
        else:
            report.skip_one_of(self.source, self.word, self.shown, reason)

    def referred(self, whole: bool) -> Any:
        """Its properties as the template has them; of a deployment, its outputs."""
        if self.kind == DEPLOYMENTS:
            return {"outputs": _outputs(self.inner)}
        found = worked_out(Node(self.raw.get("properties", {}), self.scope))
        if not whole:
            return found
        return {
            "properties": found,
            "location": worked_out(Node(self.raw.get("location"), self.scope)),
        }


def _outputs(nodes: list[Node]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for node in nodes:
        for name, output in members(node).items():
            try:
                found[name] = {"value": _output(output)}
            except CannotResolve as reason:
                found[name] = {"value": reason.leaf()}
    return found


def _output(node: Node) -> Any:
    raw, scope = node.known()
    if not isinstance(raw, dict) or scope is None:
        raise CannotResolve("an output without a value")
    if "value" in raw:
        return worked_out(Node(raw["value"], scope))
    block = raw.get("copy")
    if not isinstance(block, dict):
        raise CannotResolve("an output without a value")
    rounds = [Node(block.get("input"), each) for each in scope.rounds(block, named=False)]
    return worked_out(Node(rounds, scope))
