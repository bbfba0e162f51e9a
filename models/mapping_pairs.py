"""Every pair of networks that mappings connect, with the state of both directions (M1 to M3)."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from models.pairing import source_region, target_region
from models.plan import NetworkMapping, Plan
from models.rules.mapping import mapping_to_region
from models.topology import VirtualMachine


class PairState(StrEnum):
    """What there is to say of a pair of networks, gravest first."""

    SAME_REGION = "same region"
    DUPLICATE = "duplicate"
    MISMATCHED = "mismatched"
    MANY_TO_ONE = "many-to-one"
    ONE_WAY = "one-way"
    COMPLETE = "complete"


class Direction(NamedTuple):
    """One direction of a pair; ``mappings`` holds more than one where the plan does.

    ``counts`` is whether a new machine and a failback follow it: of several mappings into
    one region only the first counts (M2). ``leads`` is the network that the source is led
    to in the target's region, wherever that is; ``None`` for nowhere.
    """

    source: str
    target: str
    mappings: tuple[NetworkMapping, ...]
    counts: bool
    leads: str | None

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class NetworkPair(NamedTuple):
    """Two networks that at least one mapping connects, and how they fare, gravest first."""

    forth: Direction
    back: Direction
    states: tuple[PairState, ...]

    @property
    def key(self) -> frozenset[str]:
        """What makes it the same pair after an edit."""
        return frozenset((self.forth.source, self.forth.target))

    @property
    def state(self) -> PairState:
        """The gravest of its states."""
        return self.states[0]

    @property
    def directions(self) -> tuple[Direction, ...]:
        """The directions that have a mapping."""
        return tuple(way for way in (self.forth, self.back) if way.mappings)


class MappingPairs:
    """The pairs of one plan, in the order in which its mappings name them first."""

    def __init__(self, plan: Plan) -> None:
        """Nothing is worked out before it is asked for."""
        self._plan = plan

    @cached_property
    def all(self) -> tuple[NetworkPair, ...]:
        """Every pair; the network of the plan's source region comes first in it."""
        found: dict[frozenset[str], NetworkPair] = {}
        for mapping in self._plan.network_mappings:
            key = frozenset((mapping.source, mapping.target))
            if key not in found:
                found[key] = self._pair(*self._oriented(mapping))
        return tuple(found.values())

    @cached_property
    def users(self) -> dict[str, tuple[str, ...]]:
        """The machines of the replicated items that fail over to a network, by its id."""
        found: dict[str, list[str]] = {}
        for item in self._plan.replicated_items:
            found.setdefault(item.failover_network, []).append(item.virtual_machine)
        return {network: tuple(machines) for network, machines in found.items()}

    def keeping(self, source: str, target: str) -> tuple[str, ...]:
        """The replicated machines of ``source`` that keep ``target`` as their network (M9)."""
        machines = self._plan.virtual_machines
        return tuple(id for id in self.users.get(target, ()) if source in _stands_in(machines[id]))

    def _oriented(self, mapping: NetworkMapping) -> tuple[str, str]:
        plan, ends = self._plan, (mapping.source, mapping.target)
        regions = [plan.network(id).region for id in ends]
        home, away = self._regions
        backwards = (regions[1] == home or regions[0] == away) and regions[0] != home
        return (ends[1], ends[0]) if backwards else ends

    @cached_property
    def _regions(self) -> tuple[str | None, str | None]:
        """The two regions that the plan is about."""
        return source_region(self._plan), target_region(self._plan)

    def _pair(self, one: str, other: str) -> NetworkPair:
        forth, back = self._direction(one, other), self._direction(other, one)
        return NetworkPair(forth, back, tuple(sorted(self._states(forth, back), key=_gravity)))

    def _direction(self, source: str, target: str) -> Direction:
        plan = self._plan
        first = mapping_to_region(plan, source, plan.network(target).region)
        mappings = tuple(one for one in plan.mappings_from(source) if one.target == target)
        leads = None if first is None else first.target
        return Direction(source, target, mappings, bool(mappings) and leads == target, leads)

    def _states(self, forth: Direction, back: Direction) -> Iterator[PairState]:
        plan = self._plan
        if plan.network(forth.source).region == plan.network(forth.target).region:
            yield PairState.SAME_REGION
            return
        ways = (forth, back)
        if any(len(way.mappings) > way.counts for way in ways):
            yield PairState.DUPLICATE
        if any(self._shared(way) for way in ways):
            yield PairState.MANY_TO_ONE
        if forth.counts and back.counts:
            yield PairState.COMPLETE
        elif forth.counts or back.counts:
            missing = back if forth.counts else forth
            yield PairState.ONE_WAY if missing.leads is None else PairState.MISMATCHED

    def _shared(self, way: Direction) -> bool:
        """Whether another network of the source's region leads to the same target."""
        region = self._plan.network(way.source).region
        sources = self._sources.get((way.target, region), ())
        return bool(way.mappings) and len(sources) > 1

    @cached_property
    def _sources(self) -> dict[tuple[str, str], set[str]]:
        """The networks of a region that are mapped to a network."""
        found: dict[tuple[str, str], set[str]] = {}
        for mapping in self._plan.network_mappings:
            region = self._plan.network(mapping.source).region
            found.setdefault((mapping.target, region), set()).add(mapping.source)
        return found


def pairs_holding(
    pairs: Sequence[NetworkPair], regions: Mapping[str, str], typed: str
) -> list[NetworkPair]:
    """The pairs that hold every word that was typed: in a network, its region or a state.

    ``regions`` says in which region each network is, by its id.
    """
    words = typed.casefold().split()

    def held(pair: NetworkPair) -> str:
        ends = (pair.forth.source, pair.forth.target)
        states = (state.value for state in pair.states)
        return "\n".join((*ends, *(regions[id] for id in ends), *states)).casefold()

    return [pair for pair in pairs if all(word in held(pair) for word in words)]


def _gravity(state: PairState) -> int:
    return list(PairState).index(state)


def _stands_in(machine: VirtualMachine) -> set[str]:
    return {ip.network for _, ip in machine.in_failover_order}
