"""The machines of a merged plan, before it is seen whether each part of them still fits."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from models.merging.matching import paired_configurations, paired_interfaces
from models.merging.spelling import ordered, spelled, told
from models.topology import (
    Allocation,
    IpConfiguration,
    NetworkInterface,
    VirtualMachine,
)

Place = tuple[str, str]
"""An IP configuration of a machine: the name of its NIC, and its own."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine as it will be, if all of it fits.

    ``own`` has the IP configurations of which the import says nothing, and ``remembered``
    those whose address it does not tell. ``interfaces`` and ``configurations`` lead from
    the names in the plan to those here, ``told`` from those of the import.
    """

    machine: VirtualMachine
    own: frozenset[Place] = frozenset()
    remembered: frozenset[Place] = frozenset()
    interfaces: Mapping[str, str] = field(default_factory=dict)
    configurations: Mapping[Place, Place] = field(default_factory=dict)
    told: Mapping[Place, Place] = field(default_factory=dict)

    def name_of(self, interface: str) -> str:
        """What a NIC of the import is called here."""
        return next(
            (here[0] for there, here in self.told.items() if there[0] == interface), interface
        )


def as_it_is(machine: VirtualMachine) -> Draft:
    """A machine that the import says nothing of."""
    places = [(id.network_interface, id.name) for id, _ in machine.in_failover_order]
    return Draft(
        machine,
        frozenset(places),
        frozenset(),
        {nic.name: nic.name for nic in machine.network_interfaces},
        {place: place for place in places},
    )


def in_terms_of_the_plan(
    machine: VirtualMachine, id: str, networks: Mapping[str, str]
) -> VirtualMachine:
    """A machine of the import under an id of the plan, in networks by their ids there."""
    nics = tuple(
        nic.model_copy(
            update={
                "ip_configurations": tuple(
                    ip.model_copy(update={"network": networks[ip.network]})
                    for ip in nic.ip_configurations
                )
            }
        )
        for nic in machine.network_interfaces
    )
    return machine.model_copy(update={"id": id, "network_interfaces": nics})


class Renewal:
    """A machine of the plan while it takes over what the import tells of it.

    ``stays`` says of a NIC, or of an IP configuration of it, that the import no longer
    has whether the plan keeps it.
    """

    def __init__(
        self,
        mine: VirtualMachine,
        theirs: VirtualMachine,
        stays: Callable[[NetworkInterface, IpConfiguration | None], bool],
    ) -> None:
        self._mine = mine
        self._theirs = theirs
        self._stays = stays
        self._own: set[Place] = set()
        self._remembered: set[Place] = set()
        self._interfaces: dict[str, str] = {}
        self._configurations: dict[Place, Place] = {}
        self._told: dict[Place, Place] = {}

    def draft(self) -> Draft:
        """The machine with the facts of the import and what is left of its own."""
        mine, theirs = self._mine, self._theirs
        nics = tuple(self._nics())
        machine = mine.model_copy(
            update={
                "name": spelled(mine.name, theirs.name),
                "region": theirs.region,
                "resource_group": told(mine.resource_group, theirs.resource_group),
                "subscription": told(mine.subscription, theirs.subscription),
                "network_interfaces": nics,
            }
        )
        return Draft(
            mine if machine == mine else machine,
            frozenset(self._own),
            frozenset(self._remembered),
            self._interfaces,
            self._configurations,
            self._told,
        )

    def _nics(self) -> Iterator[NetworkInterface]:
        pairs = paired_interfaces(self._mine, self._theirs)
        known = {theirs.name: mine for mine, theirs in pairs}
        for nic in self._theirs.network_interfaces:
            mine = known.get(nic.name)
            yield nic if mine is None else self._nic(mine, nic)
        primary = any(nic.primary for nic in self._theirs.network_interfaces)
        taken = {mine.name for mine, _ in pairs}
        for nic in self._mine.network_interfaces:
            if nic.name not in taken and self._stays(nic, None):
                self._interfaces[nic.name] = nic.name
                for ip in nic.ip_configurations:
                    self._keep(nic, nic.name, ip)
                yield nic.model_copy(update={"primary": nic.primary and not primary})

    def _nic(self, mine: NetworkInterface, theirs: NetworkInterface) -> NetworkInterface:
        name = self._interfaces[mine.name] = spelled(mine.name, theirs.name)
        group = spelled(mine.network_security_group, theirs.network_security_group)
        return theirs.model_copy(
            update={
                "name": name,
                "resource_group": self._group(mine, theirs),
                "network_security_group": group,
                "ip_configurations": tuple(self._ips(mine, theirs, name)),
            }
        )

    def _group(self, mine: NetworkInterface, theirs: NetworkInterface) -> str | None:
        """The resource group of a NIC, left out where it is that of the machine."""
        group = told(
            mine.resource_group or self._mine.resource_group,
            theirs.resource_group or self._theirs.resource_group,
        )
        machines = told(self._mine.resource_group, self._theirs.resource_group)
        return None if group == machines and mine.resource_group is None else group

    def _ips(
        self, mine: NetworkInterface, theirs: NetworkInterface, name: str
    ) -> Iterator[IpConfiguration]:
        pairs = paired_configurations(mine, theirs)
        known = {other.name: one for one, other in pairs}
        for ip in theirs.ip_configurations:
            standing = known.get(ip.name)
            called = ip.name if standing is None else spelled(standing.name, ip.name)
            self._told[theirs.name, ip.name] = (name, called)
            if standing is None:
                yield ip
            else:
                self._configurations[mine.name, standing.name] = (name, called)
                yield self._ip((name, called), standing, ip)
        primary = any(ip.primary for ip in theirs.ip_configurations)
        taken = {one.name for one, _ in pairs}
        for ip in mine.ip_configurations:
            if ip.name not in taken and self._stays(mine, ip):
                self._keep(mine, name, ip)
                yield ip.model_copy(update={"primary": ip.primary and not primary})

    def _ip(self, place: Place, mine: IpConfiguration, theirs: IpConfiguration) -> IpConfiguration:
        update: dict[str, object] = {
            "name": place[1],
            "subnet": spelled(mine.subnet, theirs.subnet),
            "public_ip": spelled(mine.public_ip, theirs.public_ip),
            "load_balancer_pools": _pools(mine, theirs),
        }
        same_place = (mine.network, mine.subnet.casefold()) == (
            theirs.network,
            theirs.subnet.casefold(),
        )
        unknown = theirs.address is None and mine.address is not None
        if unknown and theirs.allocation is Allocation.DYNAMIC and same_place:
            self._remembered.add(place)
            update |= {"address": mine.address}
        return theirs.model_copy(update=update)

    def _keep(self, nic: NetworkInterface, name: str, ip: IpConfiguration) -> None:
        self._own.add((name, ip.name))
        self._configurations[nic.name, ip.name] = (name, ip.name)


def _pools(mine: IpConfiguration, theirs: IpConfiguration) -> tuple[str, ...]:
    known = {pool.casefold(): pool for pool in mine.load_balancer_pools}
    pools = [known.get(pool.casefold(), pool) for pool in theirs.load_balancer_pools]
    return ordered(mine.load_balancer_pools, pools)
