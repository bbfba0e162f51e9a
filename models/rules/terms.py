"""What the rules ask of an IP configuration, apart from its addresses."""

from typing import NamedTuple, TypeAlias

from models.plan import NOTHING_SET, IpConfigurationSettings
from models.topology import Allocation, IpConfiguration


class Terms(NamedTuple):
    """Where an IP configuration stands and what was set for it.

    All with equal terms and an item that goes to the same networks land together. ``version``
    is that of its address, ``None`` where that is not known.
    """

    network: str
    subnet: str
    allocation: Allocation
    version: int | None
    selected: bool
    failover_subnet: str | None
    failover_set: bool
    test_subnet: str | None


TermsKey: TypeAlias = tuple[str, str, Allocation, int | None, bool, str | None, bool, str | None]
"""Terms as a plain tuple, which takes a fraction of the time to make and is equal to them."""


def terms_of(ip: IpConfiguration, settings: IpConfigurationSettings) -> TermsKey:
    """The terms of an IP configuration, to find others with equal ones by."""
    version = 4 if ip.ipv4 is not None else None if ip.address is None else 6
    if settings is NOTHING_SET:
        return ip.network, ip.subnet, ip.allocation, version, True, None, False, None
    failover = settings.failover
    return (
        ip.network,
        ip.subnet,
        ip.allocation,
        version,
        settings.selected,
        failover.subnet,
        failover.address is not None,
        settings.test_failover.subnet,
    )
