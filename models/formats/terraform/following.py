"""Follows the references of a configuration to the resources whose ids they give."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from models.formats.azure_names import listed
from models.formats.terraform.addresses import Path, Reference, Step, parsed
from models.formats.terraform.configuration import Configuration
from models.formats.terraform.instances import Instance
from models.formats.terraform.trails import (
    ITERATION,
    LONGEST_TRAIL,
    Group,
    Keys,
    Pick,
    Place,
    Stuck,
    Trail,
    each_of,
    references_of,
    trails_of,
)
from models.formats.terraform.values import mapping

AFTER_APPLY = "known only after apply"
_WITHOUT_IDS = {"path", "terraform", "self"}


_Block: TypeAlias = tuple[Path, str, str, str]
"""Module, mode, type and name of a resource."""


class Followed(NamedTuple):
    """The resources that an expression leads to, in order, and what could not be followed."""

    found: tuple[Instance, ...]
    stuck: tuple[str, ...]

    def why_not(self) -> str:
        """Why it does not say which resources are meant."""
        if self.stuck:
            return f"{AFTER_APPLY}, and {listed(self.stuck)} cannot be followed"
        if len(self.found) > 1:
            addresses = listed(each.address for each in self.found)
            return f"{AFTER_APPLY}, and which of {addresses} it is cannot be told"
        return AFTER_APPLY


class Follower:
    """Follows the references of one plan."""

    def __init__(self, configuration: Configuration, instances: Iterable[Instance]) -> None:
        self._configuration = configuration
        found: dict[_Block, list[Instance]] = {}
        calls: dict[tuple[Path, str], dict[Step, None]] = {}
        for instance in instances:
            found.setdefault(_block_of(instance), []).append(instance)
            for depth, step in enumerate(instance.path):
                calls.setdefault((instance.path[:depth], step.name), {})[step] = None
        known: dict[Keys, Keys] = {}
        self._instances = {block: Group(group, known) for block, group in found.items()}
        self._calls = {call: Group(steps, known) for call, steps in calls.items()}

    def follow(self, expression: Any, instance: Instance, wanted: frozenset[str]) -> Followed:
        """The instances of the ``wanted`` types that an expression of an instance leads to."""
        found: dict[Instance, None] = {}
        stuck: dict[str, None] = {}
        trails = trails_of(references_of(expression), self._place_of(instance), None)[::-1]
        seen: set[Trail] = set()
        while trails:
            trail = trails.pop()
            if trail in seen:
                continue
            seen.add(trail)
            if len(seen) > LONGEST_TRAIL:
                return Followed((), ("so many references",))
            try:
                here, onward = self._step(trail, wanted)
            except Stuck:
                stuck[trail.text if parsed(trail.text) else "an expression"] = None
            else:
                found |= dict.fromkeys(here)
                trails += onward[::-1]
        return Followed(tuple(found), tuple(stuck))

    def _step(
        self, trail: Trail, wanted: frozenset[str]
    ) -> tuple[Sequence[Instance], Sequence[Trail]]:
        """What a reference finds, and where it leads on."""
        reference = parsed(trail.text)
        if reference is None:
            raise Stuck
        if reference.parts in ITERATION or reference.name(0) in _WITHOUT_IDS:
            return (), ()
        match reference.name(0):
            case "var":
                return (), self._variable(reference, trail)
            case "each":
                return (), each_of(trail.place)
            case "module":
                return (), self._output(reference, trail)
        return self._resource(reference, trail, wanted), ()

    def _variable(self, reference: Reference, trail: Trail) -> list[Trail]:
        """A variable leads to what the call of its module gives; of the root its value is known."""
        path = trail.place.path
        if not path:
            return []
        given = mapping(self._configuration.call(path).get("expressions"))
        index = reference.key_after(2)
        pick = Pick(index.key) if index else trail.pick
        return trails_of(
            references_of(given.get(reference.name(1))), self._place_of_call(path), pick
        )

    def _output(self, reference: Reference, trail: Trail) -> list[Trail]:
        """An output leads to the expression that its module has for it."""
        name, key = reference.name(1), reference.key(2)
        position = 3 if key else 2
        calls = self._calls.get((trail.place.path, name))
        if calls is None:
            raise Stuck
        onward: list[Trail] = []
        for step in calls.picked(Pick(key.key) if key else trail.pick, key is not None):
            path = (*trail.place.path, step)
            outputs = mapping(self._configuration.module(path).get("outputs"))
            expression = mapping(outputs.get(reference.name(position))).get("expression")
            index = reference.key_after(position + 1)
            pick = Pick(index.key) if index else trail.pick
            onward += trails_of(references_of(expression), Place(path, Pick(None)), pick)
        if not onward:
            raise Stuck
        return onward

    def _resource(
        self, reference: Reference, trail: Trail, wanted: frozenset[str]
    ) -> Sequence[Instance]:
        at = 1 if reference.name(0) == "data" else 0
        type, name, key = reference.name(at), reference.name(at + 1), reference.key(at + 2)
        kind = trail.place.path, "data" if at else "managed", type, name
        if type not in wanted or kind not in self._instances:
            raise Stuck
        pick = Pick(key.key) if key else trail.pick
        return self._instances[kind].picked(pick, key is not None)

    def _place_of(self, instance: Instance) -> Place:
        block = _block_of(instance)
        group = self._instances.get(block)
        each = references_of(self._configuration.resource(*block).get("for_each_expression"))
        return Place(instance.path, Pick(instance.key, group.keys if group else None), each)

    def _place_of_call(self, path: Path) -> Place:
        group = self._calls.get((path[:-1], path[-1].name))
        each = references_of(self._configuration.call(path).get("for_each_expression"))
        return Place(path[:-1], Pick(path[-1].key, group.keys if group else None), each)


def _block_of(instance: Instance) -> _Block:
    return instance.path, instance.mode, instance.type, instance.name
