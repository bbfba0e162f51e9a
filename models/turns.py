"""When each IP configuration is served: the order of F6."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from models.plan import Plan, ReplicatedItem
from models.roster import Roster

_GROUP, _PLACE = 60, 24
"""How far the group and the place of an item are shifted to make a turn of them."""
_WITHIN_GROUP = (1 << _GROUP) - 1


class Turns:
    """The order of F6 among the numbers of a roster.

    Numbers are given in this order at first. From the first edit on that makes it another
    one, each number has a turn of its own to sort by.
    """

    def __init__(self, roster: Roster) -> None:
        """The order is that of the numbers."""
        self._roster = roster
        self._turns: list[int] | None = None
        self._places = 0

    def in_order(self, numbers: Iterable[int]) -> list[int]:
        """Numbers in the order in which they are served."""
        return sorted(numbers, key=None if self._turns is None else self._turns.__getitem__)

    def follow(
        self, before: Plan, after: Plan, items: AbstractSet[str], renumbered: AbstractSet[str]
    ) -> bool:
        """Follow an edit of some items; whether they may be served at another turn now.

        ``renumbered`` are machines that have other numbers than before.
        """
        if self._turns is not None:
            self._turns += [0] * (len(self._roster.ids) - len(self._turns))
        rows, earlier = after.replicated_items, before.replicated_items
        reached = sorted(filter(rows.__contains__, items | renumbered), key=rows.position)
        came = [id for id in reached if id not in earlier or id in renumbered]
        stayed = [id for id in reached if id in earlier and id not in renumbered]
        in_place = all(rows.position(id) == earlier.position(id) for id in stayed)
        regrouped = [id for id in stayed if rows[id].group != earlier[id].group]
        if in_place and not came and not regrouped:
            return False
        last = [*range(len(rows) - len(came), len(rows))]
        if self._turns is None or not in_place or [*map(rows.position, came)] != last:
            self._start(after)
        else:
            for id in regrouped:
                self._regroup(self._turns, rows[id])
            for id in came:
                self._take(self._turns, rows[id], self._places)
                self._places += 1
        return True

    def _start(self, plan: Plan) -> None:
        """Give everybody a turn."""
        self._turns = [0] * len(self._roster.ids)
        for place, item in enumerate(plan.replicated_items):
            self._take(self._turns, item, place)
        self._places = len(plan.replicated_items)

    def _take(self, turns: list[int], item: ReplicatedItem, place: int) -> None:
        """Let an item be served at a place within its group."""
        numbers = self._roster.numbers_of(item.virtual_machine)
        turn = item.group << _GROUP | place << _PLACE
        turns[numbers.start : numbers.stop] = range(turn, turn + len(numbers))

    def _regroup(self, turns: list[int], item: ReplicatedItem) -> None:
        """Let an item be served in another group, at its place among all items."""
        for number in self._roster.numbers_of(item.virtual_machine):
            turns[number] = item.group << _GROUP | turns[number] & _WITHIN_GROUP
