"""A failover of some machines only: the others stay where they are.

What stays takes no address in any scenario, and at failback its original NICs go on to
hold theirs, since nothing reprotects it (A2, B2, T8). That is the plan without the other
replicated items, which is what these edits make of it: for a what-if, not for a plan.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from models.errors import EditRefused
from models.plan import Plan, ReplicatedItem
from models.table import Table
from models.touched import Touched


@dataclass(frozen=True, slots=True)
class PutItems:
    """Put other replicated items in place of all there are.

    ``left_out`` are the machines whose items go.
    """

    label: str
    items: Table[ReplicatedItem]
    left_out: frozenset[str] = frozenset()

    def apply(self, plan: Plan) -> Plan:
        """The plan with these items."""
        return replace(plan, replicated_items=self.items)

    def inverse(self, plan: Plan) -> "PutItems":
        """The edit that puts the earlier items back."""
        return PutItems(self.label, plan.replicated_items)

    def touches(self, plan: Plan) -> Touched:
        """The items that come or go."""
        before, after = plan.replicated_items, self.items
        return Touched(items=frozenset(before.keys()) ^ frozenset(after.keys()))


def only_groups(plan: Plan, groups: AbstractSet[int]) -> PutItems:
    """Fail over these recovery-plan groups and no other. Raises :class:`EditRefused`."""
    if not groups:
        raise EditRefused("Choose the groups to fail over first.")
    numbers = sorted(groups)
    word = "group" if len(numbers) == 1 else "groups"
    going = {item.virtual_machine for item in plan.replicated_items if item.group in groups}
    return _only(plan, f"fail over {word} {', '.join(map(str, numbers))} only", going)


def only_machines(plan: Plan, virtual_machines: AbstractSet[str]) -> PutItems:
    """Fail over these machines and no other. Raises :class:`EditRefused`."""
    if not virtual_machines:
        raise EditRefused("Choose the machines to fail over first.")
    going = {id for id in virtual_machines if id in plan.replicated_items}
    first = min(virtual_machines)
    many = f"{len(virtual_machines)} machines"
    return _only(plan, f"fail over {first if len(virtual_machines) == 1 else many} only", going)


def _only(plan: Plan, label: str, going: AbstractSet[str]) -> PutItems:
    items = plan.replicated_items
    if not going:
        raise EditRefused("None of them is replicated, so nothing would fail over.")
    if len(going) == len(items):
        raise EditRefused("That is everything that is replicated; leave something out.")
    rows = (item for item in items if item.virtual_machine in going)
    return PutItems(label, items.with_rows(rows), frozenset(items.keys()) - going)
