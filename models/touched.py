"""Which rows of a plan an edit touches: what the engine needs to know to do no more."""

from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from models.plan import Plan
from models.table import Table

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

    def leaves(self, before: Plan, after: Plan) -> bool:
        """Whether two plans are equal, given that they differ in these rows at most.

        It costs what is touched, not the size of the plan.
        """
        if self.everything:
            return before == after
        tables = {
            "virtual_networks": self.networks,
            "virtual_machines": self.machines,
            "replicated_items": self.items,
        }
        return all(
            _same_rows(getattr(before, name), getattr(after, name), tables[name])
            if name in tables
            else getattr(before, name) == getattr(after, name)
            for name in _FIELDS
        )


_FIELDS = tuple(field.name for field in fields(Plan))


def _same_rows(before: Table[Any], after: Table[Any], keys: Ids) -> bool:
    """Whether two tables are equal that differ in the rows with these keys at most."""
    if before is after:
        return True
    return len(before) == len(after) and all(
        key in before
        and key in after
        and before.position(key) == after.position(key)
        and before[key] == after[key]
        for key in keys
        if key in before or key in after
    )
