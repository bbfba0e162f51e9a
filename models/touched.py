"""Which rows of a plan an edit touches: what the engine needs to know to do no more."""

from dataclasses import dataclass
from typing import TypeAlias

Ids: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of the rows that an edit puts in place, takes away or moves.

    ``mappings`` holds the ids of the networks that mappings lead from, ``items`` those of
    the machines of replicated items. ``everything`` stands for a change that reaches all
    results, such as a policy.
    """

    networks: Ids = frozenset()
    machines: Ids = frozenset()
    items: Ids = frozenset()
    mappings: Ids = frozenset()
    everything: bool = False

    def __or__(self, other: "Touched") -> "Touched":
        return Touched(
            self.networks | other.networks,
            self.machines | other.machines,
            self.items | other.items,
            self.mappings | other.mappings,
            self.everything or other.everything,
        )
