"""The IP configurations of a plan by number: what the engine counts in."""

from models.routes import Route
from models.topology import IpConfigurationId, VirtualMachine


class Roster:
    """Lists that hold something of every IP configuration, each at its number.

    ``ids`` says who it is, ``sources`` its IPv4 address today as an integer, and ``routes`` how
    it goes (``None`` for one that is gone). ``first`` is the first number of each machine;
    those of a machine follow one another. A number is never given to another one.
    """

    def __init__(self) -> None:
        """Nobody has a number yet."""
        self.ids: list[IpConfigurationId] = []
        self.sources: list[int | None] = []
        self.routes: list[Route | None] = []
        self.first: dict[str, int] = {}

    def numbers_of(self, virtual_machine: str) -> range:
        """The numbers of a machine's IP configurations, in the order of F6."""
        first = self.first.get(virtual_machine)
        if first is None:
            return range(0)
        end, ids = first + 1, self.ids
        while end < len(ids) and ids[end].virtual_machine == virtual_machine:
            end += 1
        return range(first, end)

    def number(self, id: IpConfigurationId) -> int | None:
        """The number of an IP configuration; ``None`` for one the plan does not have."""
        first = self.first.get(id.virtual_machine)
        if first is not None and self.ids[first] == id:
            return first
        for number in self.numbers_of(id.virtual_machine)[1:]:
            if self.ids[number] == id:
                return number
        return None

    def add(self, machine: VirtualMachine) -> bool:
        """Number a machine that has other IP configurations than before; whether it has."""
        ids = [id for id, _ in machine.in_failover_order]
        if [self.ids[number] for number in self.numbers_of(machine.id)] == ids:
            return False
        self.forget(machine.id)
        self._append(machine)
        return True

    def forget(self, virtual_machine: str) -> None:
        """Find a machine no more; its numbers stay unused."""
        self.first.pop(virtual_machine, None)

    def _append(self, machine: VirtualMachine) -> None:
        in_order = machine.in_failover_order
        if in_order:
            self.first[machine.id] = len(self.ids)
        self.ids += [id for id, _ in in_order]
        self.sources += [ip.ipv4 for _, ip in in_order]
        self.routes += [None] * len(in_order)
