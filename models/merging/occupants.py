"""Addresses in use in a subnet of a merged plan, beside those that machines hold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from netaddr import IPAddress, IPNetwork

from models.merging.decided import UNATTACHED
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import InUse, Subnet, VirtualMachine, VirtualNetwork


class Standing(NamedTuple):
    """The addresses that NICs hold in a subnet, each with ``machine/nic`` of who does."""

    imported: Mapping[IPAddress, str]
    own: Mapping[IPAddress, str]


NOBODY = Standing({}, {})


class Occupants:
    """Who holds which address, according to the machines of a merged plan."""

    def __init__(self) -> None:
        self._standing: dict[SubnetKey, tuple[dict[IPAddress, str], dict[IPAddress, str]]] = {}
        self._needed: set[SubnetKey] = set()

    def add(self, machine: VirtualMachine, own: Iterable[tuple[str, str]]) -> None:
        """Note the addresses of a machine; ``own`` are those the import does not tell of."""
        unknown = frozenset(own)
        for nic in machine.network_interfaces:
            for ip in nic.ip_configurations:
                key = subnet_key(ip.network, ip.subnet)
                if (nic.name, ip.name) in unknown:
                    self._needed.add(key)
                if ip.address is not None:
                    imported, mine = self._standing.setdefault(key, ({}, {}))
                    held = mine if (nic.name, ip.name) in unknown else imported
                    held[ip.address] = f"{machine.name}/{nic.name}"

    def standing(self, network: str, subnet: str) -> Standing:
        """The addresses that NICs hold in a subnet."""
        found = self._standing.get(subnet_key(network, subnet))
        return NOBODY if found is None else Standing(*found)

    def needs(self, network: str, subnet: str) -> bool:
        """Whether something of a machine stands there that the import does not tell of."""
        return subnet_key(network, subnet) in self._needed


class Merged(NamedTuple):
    """The addresses in use, and those of them that the import does not have."""

    in_use: tuple[InUse, ...]
    unseen: tuple[InUse, ...]


def merged_in_use(
    mine: Subnet, theirs: Subnet, network: VirtualNetwork, standing: Standing, unattached: bool
) -> Merged:
    """What is in use in a subnet that the import has too.

    What the import tells is taken. An entry that it does not have stays unless the import
    shows that it is no longer so: the address is outside the subnet or a NIC holds it, its
    holder is told of at other addresses of the same ``network``, or it is a NIC of no
    machine and the import has those (``unattached``).
    """
    told = {held.address: held for held in theirs.in_use}
    holders = {held.by for subnet in network.subnets for held in subnet.in_use if held.by}
    kept: list[InUse] = []
    unseen: list[InUse] = []
    for held in mine.in_use:
        if held.address in told:
            kept.append(_named(held, told.pop(held.address)))
        elif (
            inside(held.address, theirs.address_prefixes)
            and held.address not in standing.imported
            and held.by not in holders
            and not (unattached and held.by.endswith(UNATTACHED))
        ):
            kept.append(held)
            unseen.append(held)
    kept += [held for held in told.values() if not _is_own_nic(held, standing)]
    return Merged(tuple(kept), tuple(unseen))


def inside(address: IPAddress, prefixes: Sequence[IPNetwork]) -> bool:
    """Whether an address belongs to one of the prefixes."""
    return any(address in prefix for prefix in prefixes)


def _named(mine: InUse, theirs: InUse) -> InUse:
    return mine if not theirs.by or mine.by.casefold() == theirs.by.casefold() else theirs


def _is_own_nic(held: InUse, standing: Standing) -> bool:
    """Whether the holder is a NIC of a machine that the plan has and the import has not."""
    mine = standing.own.get(held.address)
    return mine is not None and mine.casefold() == held.by.casefold()
