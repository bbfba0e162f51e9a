"""What an import covers: where its silence about a thing says that the thing is gone."""

from collections.abc import Iterable

from models.plan import Plan
from models.topology import NetworkInterface, State, VirtualMachine, VirtualNetwork

_ARM_KINDS = {VirtualNetwork: "virtualnetworks", VirtualMachine: "virtualmachines"}


class Scope:
    """What an import covers.

    It covers the networks of a subscription if it has a network of that subscription, and
    the machines likewise. Where the plan or the import does not tell the subscription, the
    region stands for it. What the import met and could not use is not covered.
    """

    def __init__(self, imported: Plan, skipped: Iterable[str] = ()) -> None:
        """``skipped`` are the ends of the ARM ids of what could not be used."""
        self._places = {
            VirtualNetwork: _Places(imported.virtual_networks),
            VirtualMachine: _Places(imported.virtual_machines),
        }
        self._skipped = frozenset(subject.casefold() for subject in skipped)

    def covers(self, row: VirtualNetwork | VirtualMachine) -> bool:
        """Whether the import would have the row if it were still there."""
        if isinstance(row, VirtualNetwork) and row.state is State.PLANNED:
            return False
        kind = type(row)
        return row in self._places[kind] and not self._met(_ARM_KINDS[kind], row.name)

    def covers_interface(self, nic: NetworkInterface) -> bool:
        """The same for a NIC of a machine that the import has."""
        name = nic.name.removesuffix(f" ({nic.resource_group})")
        return not self._met("networkinterfaces", name)

    def covers_interfaces_in(self, network: VirtualNetwork) -> bool:
        """Whether the import would have NICs of no machine in a network."""
        return network in self._places[VirtualMachine]

    def _met(self, kind: str, name: str) -> bool:
        return f"{kind}/{name.casefold()}" in self._skipped


class _Places:
    """The subscriptions and regions that rows of one kind are from."""

    def __init__(self, rows: Iterable[VirtualNetwork | VirtualMachine]) -> None:
        self._subscriptions: set[str] = set()
        self._regions: set[str] = set()
        self._regions_of_others: set[str] = set()
        for row in rows:
            self._regions.add(row.region)
            if row.subscription is None:
                self._regions_of_others.add(row.region)
            else:
                self._subscriptions.add(row.subscription.casefold())

    def __contains__(self, row: VirtualNetwork | VirtualMachine) -> bool:
        if row.subscription is None:
            return row.region in self._regions
        known = row.subscription.casefold() in self._subscriptions
        return known or row.region in self._regions_of_others
