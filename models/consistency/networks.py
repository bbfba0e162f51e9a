"""What is wrong with virtual networks: their address spaces and their subnets."""

from collections.abc import Iterable, Iterator

from netaddr import IPNetwork

from models.consistency.flaw import Flaw, Path
from models.consistency.inside import holds, outside
from models.consistency.references import unknown_region
from models.consistency.repetition import duplicates
from models.consistency.rows import Rows
from models.topology import Subnet, VirtualNetwork

SMALLEST_SUBNET, LARGEST_SUBNET = 29, 2
"""IPv4 prefix lengths, both allowed (A1)."""
IPV6_SUBNET = 64
"""The only length an IPv6 subnet may have."""


def network_flaws(rows: Rows) -> Iterator[Flaw]:
    """Address spaces and subnets that overlap, have no size of Azure's, or lie outside."""
    at = "virtual_networks"
    yield from duplicates((at,), rows.virtual_networks, lambda network: network.id, "id")
    for index, network in enumerate(rows.virtual_networks):
        path = (at, index)
        yield from unknown_region((*path, "region"), network.region, rows.regions)
        yield from _overlaps(
            ((*path, "address_space", number), prefix, ", of the same address space")
            for number, prefix in enumerate(network.address_space)
        )
        yield from duplicates(
            (*path, "subnets"), network.subnets, lambda subnet: subnet.key, "name"
        )
        for number, subnet in enumerate(network.subnets):
            yield from _subnet_flaws((*path, "subnets", number), subnet, network)
        yield from _overlapping_subnets(path, network)


def _subnet_flaws(path: Path, subnet: Subnet, network: VirtualNetwork) -> Iterator[Flaw]:
    for index, prefix in enumerate(subnet.address_prefixes):
        here = (*path, "address_prefixes", index)
        if prefix.version == 6 and prefix.prefixlen != IPV6_SUBNET:
            yield Flaw(here, f"{prefix}: an IPv6 subnet is a /{IPV6_SUBNET}")
        elif prefix.version == 4 and prefix.prefixlen > SMALLEST_SUBNET:
            yield Flaw(here, f"{prefix} is too small; the smallest subnet is /{SMALLEST_SUBNET}")
        elif prefix.version == 4 and prefix.prefixlen < LARGEST_SUBNET:
            yield Flaw(here, f"{prefix} is too large; the largest subnet is /{LARGEST_SUBNET}")
        elif not any(prefix in space for space in network.address_space):
            spaces = ", ".join(map(str, network.address_space))
            message = f"{prefix} is outside the address space of {network.id!r}: {spaces}"
            yield Flaw(here, message, (*path[:-2], "address_space"))
    for index, entry in enumerate(subnet.in_use):
        if not holds(subnet, entry.address):
            yield outside(
                (*path, "in_use", index, "address"),
                entry.address,
                subnet,
                (*path, "address_prefixes"),
            )


def _overlapping_subnets(path: Path, network: VirtualNetwork) -> Iterator[Flaw]:
    prefixes = []
    for number, subnet in enumerate(network.subnets):
        for index, prefix in enumerate(subnet.address_prefixes):
            here = (*path, "subnets", number, "address_prefixes", index)
            prefixes.append((here, prefix, f" of subnet {subnet.name!r}"))
    yield from _overlaps(prefixes)


def _overlaps(prefixes: Iterable[tuple[Path, IPNetwork, str]]) -> Iterator[Flaw]:
    """Prefixes that share addresses with one that starts no later, each named once.

    Each comes with its place and with words for whose it is.
    """
    found = []
    widest: tuple[IPNetwork, str] | None = None
    for path, prefix, whose in sorted(
        prefixes, key=lambda entry: (entry[1].version, entry[1].first, -entry[1].last)
    ):
        other = widest[0] if widest else None
        if other and widest and other.version == prefix.version and prefix.first <= other.last:
            found.append(Flaw(path, f"{prefix} overlaps {other}{widest[1]}"))
        else:
            widest = prefix, whose
    yield from sorted(found)
