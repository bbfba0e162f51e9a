"""Addresses that two things hold today: machines, or what else is in a subnet."""

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from netaddr import IPAddress

from models.addresses import address_text
from models.consistency.flaw import Flaw, Path
from models.consistency.rows import Rows

_Held: TypeAlias = tuple[Path, str, str, int | IPAddress, tuple[str, ...]]
"""An address that something holds today: where the file says so, its network and subnet, and
the names of who holds it."""


def held_twice(rows: Rows) -> Iterator[Flaw]:
    """Addresses of one subnet that two things hold today."""
    holders: dict[tuple[str, str, int | IPAddress], tuple[str, ...]] = {}
    for path, network, subnet, address, by in chain(_held_by_others(rows), _held_by_machines(rows)):
        key = (network, subnet.casefold(), address)
        if first := holders.get(key):
            both = f"by {'/'.join(first)} and by {'/'.join(by)}"
            shown = address_text(address) if isinstance(address, int) else address
            yield Flaw(path, f"{shown} is held twice: {both}")
        else:
            holders[key] = by


def _held_by_others(rows: Rows) -> Iterator[_Held]:
    seen = set()
    for index, network in enumerate(rows.virtual_networks):
        if network.id in seen:
            continue
        seen.add(network.id)
        for number, subnet in enumerate(network.subnets):
            for position, entry in enumerate(subnet.in_use):
                path = ("virtual_networks", index, "subnets", number, "in_use", position, "address")
                by = repr(entry.by) if entry.by else "an entry of in_use"
                yield path, network.id, subnet.name, _number(entry.address), (by,)


def _held_by_machines(rows: Rows) -> Iterator[_Held]:
    for index, machine in enumerate(rows.virtual_machines):
        for number, nic in enumerate(machine.network_interfaces):
            at = ("virtual_machines", index, "network_interfaces", number, "ip_configurations")
            for position, ip in enumerate(nic.ip_configurations):
                if ip.address is not None:
                    path = (*at, position, "address")
                    by = (machine.id, nic.name, ip.name)
                    yield path, ip.network, ip.subnet, _number(ip.address), by


def _number(address: IPAddress) -> int | IPAddress:
    """The integer of an IPv4 address, which is compared sooner; any other as it is."""
    return int(address) if address.version == 4 else address
