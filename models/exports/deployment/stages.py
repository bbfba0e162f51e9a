"""Resources in the stages in which they are deployed, each stage in one resource group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from models.exports.application import Parameter, Text
from models.exports.application.parameters import text

Value: TypeAlias = "Text | list[Value] | Mapping[str, Value]"
"""A text, a list or an object; what a deployment says has no other values here."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource: ``name`` by segments from the outermost, ``after`` symbols of its stage."""

    symbol: str
    kind: str
    version: str
    name: tuple[Text, ...]
    body: Mapping[str, Value]
    after: tuple[str, ...] = ()

    @property
    def full_name(self) -> Text:
        """Its name with those of the resources around it, as a template has it."""
        outermost, *inner = self.name
        return text(outermost, *(text("/", part) for part in inner))


@dataclass(frozen=True, slots=True)
class Stage:
    """What is deployed to one resource group at once; ``after`` are names of other stages."""

    name: str
    subscription: Text
    resource_group: Text
    resources: tuple[Resource, ...]
    after: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What its resources have to be told, each once."""
        values: list[Value] = []
        for resource in self.resources:
            values += [resource.full_name, resource.body]
        return tuple(dict.fromkeys(parameters(values)))


def parameters(value: "Value") -> Iterator[Parameter]:
    """Every parameter in a value, as often as it occurs."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from parameters(part)
    elif isinstance(value, list):
        for part in value:
            yield from parameters(part)
    else:
        yield from (piece for piece in value if isinstance(piece, Parameter))
