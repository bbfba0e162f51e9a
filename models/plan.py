"""Decisions, and the plan: the facts of an estate and what was decided about them.

``None`` in a decision means "the rules decide". Results are never stored here; they
follow from the plan (:mod:`models.assign`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from models.addresses import Address
from models.table import Table
from models.topology import (
    IpConfiguration,
    IpConfigurationId,
    Name,
    NetworkInterface,
    Region,
    Subnet,
    TrueOrFalse,
    VirtualMachine,
    VirtualNetwork,
)
from models.value import Checked, Value


class SameAddressSpace(StrEnum):
    """When source and target count as one address space (F2)."""

    EQUAL = "equal"
    CONTAINS = "contains"


class NextAvailable(StrEnum):
    """Which available address is the next one (F5)."""

    LOWEST = "lowest"
    AFTER_SOURCE = "after-source"


class AllocationOrder(StrEnum):
    """Who is served first (F7)."""

    RETAINED_FIRST = "retained-first"
    FAILOVER_ORDER = "failover-order"


class TestAddress(StrEnum):
    """Which address test failover tries to keep (T5)."""

    __test__ = False  # pytest: a class of the domain, not of the tests

    SOURCE = "source"
    FAILOVER = "failover"


class Policy(Value, frozen=True):
    """What this project decided where the public documents leave it open."""

    same_address_space: SameAddressSpace = SameAddressSpace.EQUAL
    next_available: NextAvailable = NextAvailable.LOWEST
    allocation_order: AllocationOrder = AllocationOrder.RETAINED_FIRST
    test_address: TestAddress = TestAddress.SOURCE


class NetworkMapping(Value, frozen=True):
    """The default target of a source virtual network, by their ids; one direction (M3).

    ``azure_id`` is the ARM id of the mapping in Site Recovery, where an import told it.
    """

    source: Name
    target: Name
    azure_id: Name | None = None
    note: str | None = None

    def __str__(self) -> str:
        return f"{self.source}->{self.target}"


class FailoverSettings(Value, frozen=True):
    """What was set for one IP configuration, at failover or at test failover."""

    subnet: Name | None = None
    address: Address | None = None
    public_ip: str | None = None
    load_balancer_pools: tuple[Name, ...] = ()


class NicFailoverSettings(Value, frozen=True):
    """What was set for one NIC, at failover or at test failover.

    ``reuse_existing`` says that a NIC of that name and ``resource_group`` is taken where
    there is one, instead of making another.
    """

    name: Name | None = None
    resource_group: Name | None = None
    reuse_existing: TrueOrFalse | None = None
    network_security_group: str | None = None
    accelerated_networking: TrueOrFalse | None = None


AUTOMATIC = FailoverSettings.model_construct()
"""Nothing set: the rules decide."""


class NicSettings(Value, frozen=True):
    """The settings of the NIC called ``name`` of a replicated item.

    ``nic_id`` is Site Recovery's own id of the NIC, no ARM id, where an import told it.
    """

    name: Name
    nic_id: Name | None = None
    failover: NicFailoverSettings = NicFailoverSettings.model_construct()
    test_failover: NicFailoverSettings = NicFailoverSettings.model_construct()

    @property
    def empty(self) -> bool:
        """Whether nothing was set."""
        return self == NicSettings.model_construct(name=self.name)


class IpConfigurationSettings(Value, frozen=True):
    """The settings of one IP configuration of a replicated item."""

    network_interface: Name
    name: Name
    selected: TrueOrFalse = True
    failover: FailoverSettings = AUTOMATIC
    test_failover: FailoverSettings = AUTOMATIC

    @property
    def empty(self) -> bool:
        """Whether nothing was set."""
        return self == IpConfigurationSettings.model_construct(
            network_interface=self.network_interface, name=self.name
        )


NOTHING_SET = IpConfigurationSettings.model_construct(network_interface="-", name="-")
"""The decisions about any IP configuration for which nothing was set; it names none."""


class ReplicatedItem(Value, frozen=True):
    """A virtual machine that Site Recovery replicates, and its network settings.

    ``group`` is the recovery-plan group, from 1. What Site Recovery said of an item that
    is replicated already: ``azure_id`` is its ARM id, ``target_vm_name`` and
    ``target_vm_size`` what the machine will be called and how large it will be,
    ``test_vm_name`` what it will be called in a test failover.
    """

    virtual_machine: Name
    failover_network: Name
    test_failover_network: Name | None = None
    group: Annotated[int, Checked(strict=True, ge=1)] = 1
    azure_id: Name | None = None
    target_vm_name: Name | None = None
    target_vm_size: Name | None = None
    test_vm_name: Name | None = None
    note: str | None = None
    network_interfaces: tuple[NicSettings, ...] = ()
    ip_configurations: tuple[IpConfigurationSettings, ...] = ()

    def settings_of(self, id: IpConfigurationId) -> IpConfigurationSettings:
        """What was set for that IP configuration; the defaults where nothing was."""
        for settings in self.ip_configurations:
            if settings.name == id.name and settings.network_interface == id.network_interface:
                return settings
        return IpConfigurationSettings.model_construct(
            network_interface=id.network_interface, name=id.name
        )

    def decided_for(self, id: IpConfigurationId) -> IpConfigurationSettings:
        """The same for who only asks what was decided: :data:`NOTHING_SET` if nothing was."""
        return self.settings_of(id) if self.ip_configurations else NOTHING_SET

    def nic_settings_of(self, name: str) -> NicSettings:
        """What was set for the NIC of that name; the defaults where nothing was."""
        for settings in self.network_interfaces:
            if settings.name == name:
                return settings
        return NicSettings.model_construct(name=name)


def _networks() -> Table[VirtualNetwork]:
    return Table(lambda network: network.id)


def _machines() -> Table[VirtualMachine]:
    return Table(lambda machine: machine.id)


def _items() -> Table[ReplicatedItem]:
    return Table(lambda item: item.virtual_machine)


@dataclass(frozen=True)
class Plan:
    """An estate as it is and the decisions about it.

    Networks and machines are found by id, replicated items by the id of their machine.
    Every reference leads somewhere: :mod:`models.consistency` is asked before a plan is
    made from a file, and edits keep it so.
    """

    name: str = ""
    note: str | None = None
    source_region: str | None = None
    target_region: str | None = None
    policy: Policy = field(default_factory=Policy.model_construct)
    regions: tuple[Region, ...] = ()
    virtual_networks: Table[VirtualNetwork] = field(default_factory=_networks)
    virtual_machines: Table[VirtualMachine] = field(default_factory=_machines)
    network_mappings: tuple[NetworkMapping, ...] = ()
    replicated_items: Table[ReplicatedItem] = field(default_factory=_items)

    def network(self, id: str) -> VirtualNetwork:
        """The virtual network of that id. Raises ``KeyError``."""
        return self.virtual_networks[id]

    def machine(self, id: str) -> VirtualMachine:
        """The virtual machine of that id. Raises ``KeyError``."""
        return self.virtual_machines[id]

    @cached_property
    def _mappings_by_source(self) -> Mapping[str, tuple[NetworkMapping, ...]]:
        found: dict[str, tuple[NetworkMapping, ...]] = {}
        for mapping in self.network_mappings:
            found[mapping.source] = (*found.get(mapping.source, ()), mapping)
        return found

    def mappings_from(self, source: str) -> tuple[NetworkMapping, ...]:
        """The mappings that lead from a network, in the order of the plan."""
        return self._mappings_by_source.get(source, ())

    def item(self, virtual_machine: str) -> ReplicatedItem | None:
        """The replicated item of that machine, or ``None`` where it is not replicated."""
        return self.replicated_items.get(virtual_machine)

    def subnet_of(self, ip: IpConfiguration) -> Subnet:
        """The subnet an IP configuration stands in today."""
        subnet = self.network(ip.network).subnet(ip.subnet)
        if subnet is None:
            raise KeyError(ip.subnet)
        return subnet

    def network_interface(self, id: IpConfigurationId) -> NetworkInterface:
        """The NIC an IP configuration belongs to. Raises ``KeyError``."""
        return self.machine(id.virtual_machine).network_interface(id.network_interface)

    def ip_configuration(self, id: IpConfigurationId) -> IpConfiguration:
        """The IP configuration of that id. Raises ``KeyError``."""
        for ip in self.network_interface(id).ip_configurations:
            if ip.name == id.name:
                return ip
        raise KeyError(id)

    def short_name(self, id: IpConfigurationId) -> str:
        """The shortest name of an IP configuration that no other of its machine has too.

        The machine's id alone where that has only one, then with the NIC, then in full;
        in full also where the plan no longer has the machine.
        """
        machine = self.virtual_machines.get(id.virtual_machine)
        if machine is None:
            return str(id)
        if len(machine.in_failover_order) == 1:
            return machine.id
        alone = len(machine.network_interface(id.network_interface).ip_configurations) == 1
        return "/".join(id[:2]) if alone else str(id)

    def settings_of(self, id: IpConfigurationId) -> IpConfigurationSettings:
        """What was set for an IP configuration; the defaults where nothing was."""
        item = self.item(id.virtual_machine)
        if item is None:
            return IpConfigurationSettings.model_construct(
                network_interface=id.network_interface, name=id.name
            )
        return item.settings_of(id)

    def items_in_order(self) -> Iterator[ReplicatedItem]:
        """The replicated items as they fail over: by group, then as the plan has them (F6)."""
        return iter(sorted(self.replicated_items, key=lambda item: item.group))
