"""Facts: what Azure reports of regions, virtual networks, subnets and virtual machines.

Every class is a frozen value in the portal's own words. What can be derived from a value
alone (its ranges, its first subnet) is a property here; what needs the whole plan is in
:mod:`models.plan` or a rule.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from models.addresses import Address, Prefix
from models.value import Checked, Shared, Value

Name: TypeAlias = Annotated[str, Checked(min_length=1), Shared()]
TrueOrFalse: TypeAlias = Annotated[bool, Checked(strict=True)]
Degrees: TypeAlias = Annotated[float, Checked(strict=True)]


class Region(Value, frozen=True):
    """An Azure region; ``name`` is the programmatic one, such as ``eastasia``.

    ``latitude`` and ``longitude`` are degrees, ``None`` where they are not published.
    ``access`` is ``open`` or ``restricted`` (by allow-list). A blank ``paired_region``
    means that Microsoft pairs it with none.
    """

    name: Name
    display_name: Name
    geography: str = ""
    paired_region: str = ""
    zones: TrueOrFalse = False
    latitude: Degrees | None = None
    longitude: Degrees | None = None
    cloud: str = "AzureCloud"
    access: Literal["open", "restricted"] = "open"

    @property
    def restricted(self) -> bool:
        """Whether a subscription needs to be allowed into it (M4)."""
        return self.access != "open"


class State(StrEnum):
    """Whether a virtual network is there, or has to be created before a failover."""

    EXISTING = "existing"
    PLANNED = "planned"


class Allocation(StrEnum):
    """How an IP configuration gets its address, in Azure's words."""

    STATIC = "static"
    DYNAMIC = "dynamic"


class InUse(Value, frozen=True):
    """An address that something other than a NIC of the plan holds: who is in ``by``."""

    address: Address
    by: str = ""


class AddressRange(NamedTuple):
    """IPv4 addresses from ``first`` to ``last``, both included, as integers."""

    first: int
    last: int


class Subnet(Value, frozen=True):
    """A subnet of a virtual network."""

    name: Name
    address_prefixes: Annotated[tuple[Prefix, ...], Checked(min_length=1)]
    delegation: str | None = None
    in_use: tuple[InUse, ...] = ()
    note: str | None = None

    @cached_property
    def ranges(self) -> tuple[AddressRange, ...]:
        """Its IPv4 prefixes as integer ranges, lowest first (A5)."""
        return tuple(
            sorted(
                AddressRange(prefix.first, prefix.last)
                for prefix in self.address_prefixes
                if prefix.version == 4
            )
        )

    @cached_property
    def key(self) -> str:
        """Its name as names are compared: without case (S2)."""
        return self.name.casefold()


class VirtualNetwork(Value, frozen=True):
    """A virtual network; others refer to it by ``id``, which is its name by default.

    ``peered_with`` holds ids of the plan's networks, or free names for those outside it.
    """

    id: Name
    name: Name
    region: Name
    resource_group: str | None = None
    subscription: str | None = None
    address_space: Annotated[tuple[Prefix, ...], Checked(min_length=1)]
    state: State = State.EXISTING
    production: TrueOrFalse
    peered_with: tuple[Name, ...] = ()
    note: str | None = None
    subnets: tuple[Subnet, ...] = ()

    @classmethod
    def completed(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """With its name for its id; production unless it is only planned."""
        production = data.get("state", State.EXISTING) != State.PLANNED
        return {"production": production, **_with_id(data)}

    @cached_property
    def subnets_by_key(self) -> Mapping[str, Subnet]:
        """Its subnets by casefolded name."""
        return {subnet.key: subnet for subnet in self.subnets}

    @cached_property
    def subnet_positions(self) -> Mapping[str, int]:
        """Where each of its subnets stands, counted from 0, by casefolded name."""
        return {subnet.key: position for position, subnet in enumerate(self.subnets)}

    def subnet(self, name: str) -> Subnet | None:
        """The subnet of that name, compared without case; ``None`` if there is none."""
        return self.subnets_by_key.get(name.casefold())


class IpConfiguration(Value, frozen=True):
    """One private address of a NIC and where it stands.

    ``address`` may be ``None`` only where the allocation is dynamic and it is not known.
    """

    name: Name
    primary: TrueOrFalse = False
    network: Name
    subnet: Name
    address: Address | None = None
    allocation: Allocation = Allocation.STATIC
    public_ip: str | None = None
    load_balancer_pools: tuple[Name, ...] = ()

    @cached_property
    def ipv4(self) -> int | None:
        """Its address as an integer; ``None`` where it is not known, or is an IPv6 one."""
        if self.address is None or self.address.version != 4:
            return None
        return int(self.address)


class NetworkInterface(Value, frozen=True):
    """A NIC of a virtual machine, with one IP configuration or more.

    ``resource_group`` is ``None`` where it is that of its machine.
    """

    name: Name
    resource_group: str | None = None
    primary: TrueOrFalse = False
    accelerated_networking: TrueOrFalse = False
    network_security_group: str | None = None
    ip_configurations: tuple[IpConfiguration, ...] = ()

    @classmethod
    def completed(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """With its only IP configuration marked as primary, unless that says otherwise."""
        return _only_one_is_primary(data, "ip_configurations")


class VirtualMachine(Value, frozen=True):
    """A virtual machine and its NICs; others refer to it by ``id``."""

    id: Name
    name: Name
    region: Name
    resource_group: str | None = None
    subscription: str | None = None
    note: str | None = None
    network_interfaces: tuple[NetworkInterface, ...] = ()

    @classmethod
    def completed(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """With its name for its id; its only NIC marked as primary, unless that says otherwise."""
        return _with_id(_only_one_is_primary(data, "network_interfaces"))

    @cached_property
    def in_failover_order(self) -> tuple[tuple["IpConfigurationId", IpConfiguration], ...]:
        """Its IP configurations as F6 orders them: primary NIC first, primary within it first."""
        return tuple(
            (IpConfigurationId(self.id, nic.name, ip.name), ip)
            for nic in sorted(self.network_interfaces, key=lambda nic: not nic.primary)
            for ip in sorted(nic.ip_configurations, key=lambda ip: not ip.primary)
        )

    @cached_property
    def rank_of(self) -> Mapping["IpConfigurationId", int]:
        """Where each of its IP configurations comes in that order, counted from 0."""
        return {id: rank for rank, (id, _) in enumerate(self.in_failover_order)}

    def network_interface(self, name: str) -> NetworkInterface:
        """The NIC of that name, compared exactly. Raises ``KeyError``."""
        for nic in self.network_interfaces:
            if nic.name == name:
                return nic
        raise KeyError(name)


class IpConfigurationId(NamedTuple):
    """Which IP configuration: the machine's id, the NIC's name and its own."""

    virtual_machine: str
    network_interface: str
    name: str

    def __str__(self) -> str:
        return "/".join(self)


def _with_id(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """``data`` with its name for its id, where it has a name only."""
    return {**data, "id": data["name"]} if "name" in data and "id" not in data else data


def _only_one_is_primary(data: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """``data`` with the only row of ``field`` marked primary, unless it says otherwise."""
    rows = data.get(field)
    if not isinstance(rows, list) or len(rows) != 1 or not isinstance(rows[0], dict):
        return data
    return data if "primary" in rows[0] else {**data, field: [{**rows[0], "primary": True}]}
