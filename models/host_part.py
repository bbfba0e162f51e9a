"""The host part of an address: what is left of it behind the prefix of its subnet."""

from netaddr import IPNetwork

from models.addresses import address_text
from models.topology import Subnet


def moved(address: int, source: Subnet, target: Subnet, offset: int = 0) -> int:
    """The address of ``target`` with the host part that another has in ``source``.

    ``offset`` is added to the host part. Raises ``ValueError``, in words, where the address
    is outside its subnet, where the target has no one prefix of that length, and where the
    sum is no host part of it.
    """
    standing = _prefix_around(address, source)
    if standing is None:
        prefixes = ", ".join(map(str, source.address_prefixes))
        raise ValueError(f"{address_text(address)} is outside {source.name} ({prefixes})")
    goal = _prefix_like(standing, source, target)
    host = address - standing.first + offset
    if not 0 <= host < goal.size:
        raise ValueError(f"a /{goal.prefixlen} has no host part {host}")
    return int(goal.first) + host


def _prefix_around(address: int, subnet: Subnet) -> IPNetwork | None:
    for prefix in _ipv4(subnet):
        if prefix.first <= address <= prefix.last:
            return prefix
    return None


def _prefix_like(standing: IPNetwork, source: Subnet, target: Subnet) -> IPNetwork:
    """The prefix of the target that takes the place of one of the source."""
    alike = [prefix for prefix in _ipv4(target) if prefix.prefixlen == standing.prefixlen]
    if standing in alike:
        return standing
    if len(alike) == 1:
        return alike[0]
    length = f"/{standing.prefixlen}"
    if alike:
        raise ValueError(
            f"{target.name} has several prefixes {length}; which is meant is not clear"
        )
    lengths = ", ".join(f"/{prefix.prefixlen}" for prefix in _ipv4(target)) or "no IPv4 prefix"
    raise ValueError(f"{source.name} has {length} and {target.name} {lengths}")


def _ipv4(subnet: Subnet) -> list[IPNetwork]:
    return [prefix for prefix in subnet.address_prefixes if prefix.version == 4]
