"""What the import does not tell of, made to fit beside what it does.

A machine, a NIC or an IP configuration that stays although the import does not have it may
stand where something else stands by now. What cannot be at once gives way to the import.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from netaddr import IPAddress

from models.comparison import Kind
from models.merging.machines import Draft, Place
from models.merging.occupants import inside
from models.merging.outcome import Clash
from models.rules.subnets import SubnetKey, subnet_key
from models.table import Table
from models.topology import (
    Allocation,
    IpConfiguration,
    IpConfigurationId,
    NetworkInterface,
    VirtualMachine,
    VirtualNetwork,
)

Held = Mapping[SubnetKey, Mapping[IPAddress, str]]


class Fitting:
    """Fits the machines of a merged plan into its networks; notes what had to give way."""

    def __init__(self, networks: Table[VirtualNetwork], drafts: Iterable[Draft]) -> None:
        self.clashes: list[Clash] = []
        self._networks = networks
        self._held = _held(networks, drafts)

    def fitted(self, draft: Draft) -> Draft:
        """The machine without what cannot be beside the import."""
        if not (draft.own or draft.remembered):
            return draft
        gone: set[Place] = set()
        home = _home(draft)
        nics = tuple(
            fitted
            for nic in draft.machine.network_interfaces
            for fitted in [self._nic(draft, nic, home, gone)]
            if fitted.ip_configurations or not nic.ip_configurations
        )
        if nics == draft.machine.network_interfaces:
            return draft
        names = {nic.name for nic in nics}
        return replace(
            draft,
            machine=draft.machine.model_copy(update={"network_interfaces": nics}),
            interfaces={old: new for old, new in draft.interfaces.items() if new in names},
            configurations={
                old: new for old, new in draft.configurations.items() if new not in gone
            },
        )

    def _nic(
        self, draft: Draft, nic: NetworkInterface, home: str | None, gone: set[Place]
    ) -> NetworkInterface:
        ips = []
        for ip in nic.ip_configurations:
            place = nic.name, ip.name
            reason = self._why_not(draft, ip, home) if place in draft.own else None
            id = IpConfigurationId(draft.machine.id, *place)
            if reason is not None:
                gone.add(place)
                self._note(id, f"is not kept: {reason}", gone=True)
            elif place in draft.own or place in draft.remembered:
                ips.append(self._addressed(id, ip))
            else:
                ips.append(ip)
        return nic.model_copy(update={"ip_configurations": tuple(ips)})

    def _why_not(self, draft: Draft, ip: IpConfiguration, home: str | None) -> str | None:
        """Why an IP configuration cannot stand where it stood; ``None`` where it can."""
        network = self._networks.get(ip.network)
        if network is None or network.subnet(ip.subnet) is None:
            return f"{ip.network} has no subnet {ip.subnet} any more"
        if network.region != draft.machine.region:
            return f"{ip.network} is in {network.region}, the machine in {draft.machine.region}"
        if home is not None and home != ip.network:
            return f"the machine stands in {home} by now"
        return None

    def _addressed(self, id: IpConfigurationId, ip: IpConfiguration) -> IpConfiguration:
        """The IP configuration with its address, or without where it cannot have it."""
        subnet = self._networks[ip.network].subnet(ip.subnet)
        if ip.address is None or subnet is None:
            return ip
        holders = self._held.get(subnet_key(ip.network, ip.subnet), {})
        if ip.address in holders:
            why = f"{holders[ip.address] or 'something else'} has it"
        elif not inside(ip.address, subnet.address_prefixes):
            why = f"it is outside {ip.network}/{subnet.name}"
        else:
            return ip
        self._note(id, f"is kept without its address {ip.address}: {why}")
        return ip.model_copy(update={"address": None, "allocation": Allocation.DYNAMIC})

    def _note(self, id: IpConfigurationId, what: str, *, gone: bool = False) -> None:
        self.clashes.append(Clash(Kind.IP_CONFIGURATION, id, str(id), what, gone))


def _home(draft: Draft) -> str | None:
    """The network in which the import has the machine, if it tells of any part of it."""
    for nic in draft.machine.network_interfaces:
        for ip in nic.ip_configurations:
            if (nic.name, ip.name) not in draft.own:
                return ip.network
    return None


def _held(networks: Iterable[VirtualNetwork], drafts: Iterable[Draft]) -> Held:
    """Who has which address for sure: whatever is in use, and the NICs that the import has."""
    held: dict[SubnetKey, dict[IPAddress, str]] = {}
    for network in networks:
        for subnet in network.subnets:
            if subnet.in_use:
                key = subnet_key(network.id, subnet.name)
                held[key] = {entry.address: entry.by for entry in subnet.in_use}
    for draft in drafts:
        unsure = draft.own | draft.remembered
        for place, ip in _configurations(draft.machine):
            if ip.address is not None and place not in unsure:
                key = subnet_key(ip.network, ip.subnet)
                who = f"{draft.machine.id}/{place[0]}"
                held.setdefault(key, {})[ip.address] = who
    return held


def _configurations(machine: VirtualMachine) -> list[tuple[Place, IpConfiguration]]:
    return [
        ((nic.name, ip.name), ip)
        for nic in machine.network_interfaces
        for ip in nic.ip_configurations
    ]
