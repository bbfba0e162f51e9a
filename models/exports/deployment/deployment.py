"""The whole of a deployment: its stages, what it has to be told, what it leaves undone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from models.exports.application import (
    Application,
    Parameter,
    PlannedNetwork,
    Text,
    Vault,
    rendered,
)
from models.exports.application.peerings import peering_notes, peerings
from models.exports.deployment.resources import Resources
from models.exports.deployment.stages import Stage, parameters
from models.exports.export import DistinctNames

T = TypeVar("T")
LONGEST_NAME = 56
"""Azure takes 64 characters for the name of a deployment, and a number may follow."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """The stages in the order in which they can be deployed."""

    title: str
    stages: tuple[Stage, ...]
    notes: tuple[str, ...]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Everything that it has to be told, each once."""
        used: list[Parameter] = []
        for stage in self.stages:
            used += [*parameters(stage.subscription), *parameters(stage.resource_group)]
            used += stage.parameters
        return tuple(dict.fromkeys(used))


class Place(NamedTuple):
    """A resource group in its subscription."""

    subscription: Text
    resource_group: Text


def deployment(todo: Application) -> Deployment:
    """The deployment of the planned networks, then of their peerings, then of the mappings."""
    title = f"Failover networks of {todo.plan_name}" if todo.plan_name else "Failover networks"
    return Deployment(title, tuple(_stages(todo)), tuple(_notes(todo)))


def _stages(todo: Application) -> Iterator[Stage]:
    make, names = Resources(), _StageNames(todo)
    created: tuple[str, ...] = ()
    for place, networks in _by_place(todo.networks, _of_network):
        name = names.of("networks", place)
        yield Stage(name, *place, tuple(map(make.network, networks)))
        created += (name,)
    before: tuple[str, ...] = ()
    for place, halves in _by_place(peerings(todo.networks), lambda row: _of_network(row.network)):
        name = names.of("peerings", place)
        yield Stage(name, *place, tuple(make.peerings(halves)), created + before)
        before = (name,)
    for place, mapped in _by_place(todo.mappings, lambda row: _of_vault(row.vault)):
        yield Stage(names.of("mappings", place), *place, tuple(make.mappings(mapped)), created)


class _StageNames:
    """Names of stages: what is in it and where, the subscription only where there are several."""

    def __init__(self, todo: Application) -> None:
        networks = {network.subscription for network in todo.networks}
        self._several = len(networks | {vault.subscription for vault in todo.vaults}) > 1
        self._names = DistinctNames("-", LONGEST_NAME)

    def of(self, what: str, place: Place) -> str:
        """The name of the stage that has something in a place."""
        where = (place.resource_group, place.subscription)[: 1 + self._several]
        words = ("".join(rendered(text, str, lambda row: row.name)) for text in where)
        return self._names.of(repr((what, *words)))


def _notes(todo: Application) -> Iterator[str]:
    yield from todo.notes
    yield from peering_notes(todo.networks)
    existing = [mapping.name for mapping in todo.mappings if mapping.existing]
    if existing:
        yield (
            f"Mappings that exist: {len(existing)}. To give one another target, first delete"
            " the one of its way back, then itself, and deploy after that (M8)."
        )
    if todo.items:
        yield (
            f"Replicated items whose subnets and addresses are not in here: {len(todo.items)}."
            " A deployment cannot set them; use the powershell, azcli or rest export."
        )


def _by_place(rows: Iterable[T], place: Callable[[T], Place]) -> Iterator[tuple[Place, list[T]]]:
    groups: dict[Place, list[T]] = {}
    for row in rows:
        groups.setdefault(place(row), []).append(row)
    return iter(groups.items())


def _of_network(network: PlannedNetwork) -> Place:
    return Place(network.subscription, network.resource_group)


def _of_vault(vault: Vault) -> Place:
    return Place(vault.subscription, vault.resource_group)
