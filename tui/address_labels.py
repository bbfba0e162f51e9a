"""Addresses and ranges in the few columns that there are for them."""

from models.addresses import address_text
from models.topology import Subnet, VirtualNetwork


def host_part(address: int, network_prefix: int | None) -> str:
    """An address shortened by what its subnet says already: ``.4``, ``.1.4``.

    ``network_prefix`` is the shortest prefix length of the subnet; without one the whole
    address is shown.
    """
    octets = address_text(address).split(".")
    kept = 0 if network_prefix is None else network_prefix // 8
    return "." + ".".join(octets[kept:]) if kept else ".".join(octets)


def shortest_prefix(subnet: Subnet | None) -> int | None:
    """The prefix length of a subnet with one IPv4 prefix; ``None`` where there are others."""
    lengths = [p.prefixlen for p in subnet.address_prefixes if p.version == 4] if subnet else []
    return lengths[0] if len(lengths) == 1 else None


def prefixes(of: Subnet | VirtualNetwork) -> str:
    """The prefixes of a subnet or the address space of a network, in one line."""
    ranges = of.address_prefixes if isinstance(of, Subnet) else of.address_space
    return ", ".join(map(str, ranges))
