"""Whether an address is inside a subnet, and what is said where it is not."""

from netaddr import IPAddress

from models.consistency.flaw import Flaw, Path
from models.topology import Subnet


def holds(subnet: Subnet, address: IPAddress) -> bool:
    """Whether an address is in one of the prefixes of a subnet."""
    if address.version != 4:
        return any(address in prefix for prefix in subnet.address_prefixes)
    number = int(address)
    for first, last in subnet.ranges:  # noqa: SIM110 - any() takes twice as long
        if first <= number <= last:
            return True
    return False


def outside(path: Path, address: IPAddress, subnet: Subnet, prefixes: Path) -> Flaw:
    """The flaw of an address that is in none of the prefixes, which stand at ``prefixes``."""
    expected = ", ".join(map(str, subnet.address_prefixes))
    message = f"{address} is outside subnet {subnet.name!r}: {expected}"
    return Flaw(path, message, prefixes)
