"""Failback: rules B1 to B4, up to the point where addresses are handed out."""

from models.assignment import Assignment, Reason
from models.plan import Policy
from models.rules.allocation import Request
from models.rules.landing import Landing, kept_address, landing, unserved
from models.rules.subnets import target_subnet
from models.topology import IpConfiguration, IpConfigurationId, Subnet, VirtualNetwork


def at_failback(
    id: IpConfigurationId,
    failover: Assignment,
    standing: Subnet | None,
    home: VirtualNetwork | None,
    policy: Policy,
) -> Landing:
    """Where an IP configuration lands on its way back.

    ``failover`` is its result over there and ``standing`` the subnet of that result;
    ``home`` is the network that the way back leads to, ``None`` without a mapping (B1).
    """
    if failover.address is None or standing is None:
        return unserved(None, failover.allocation, Reason.NOT_FAILED_OVER)  # B3
    if home is None:
        return unserved(None, failover.allocation, Reason.NO_REVERSE_MAPPING)
    choice = target_subnet(home, standing.name, configured=None)  # B2
    request = Request(id, source=failover.address)
    if choice.subnet is not None:
        wanted, why = kept_address(failover.address, standing, choice.subnet, policy)
        request = request._replace(wanted=wanted, reason=why)
    return landing(home.id, choice, failover.allocation, request)


def comes_home(ip: IpConfiguration, failback: Assignment | None) -> bool:
    """Whether the failback ends in the original network, subnet and address (B4)."""
    return (
        failback is not None
        and failback.address is not None
        and ip.address is not None
        and failback.network == ip.network
        and failback.subnet is not None
        and failback.subnet.casefold() == ip.subnet.casefold()
        and failback.address == int(ip.address)
    )
