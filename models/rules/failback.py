"""Failback: rules B1 to B4, up to the point where addresses are handed out."""

from models.assignment import Assignment, Reason
from models.plan import Policy
from models.rules.allocation import Request
from models.rules.landing import Landing, kept_address, unserved
from models.rules.subnets import SubnetChoice
from models.topology import IpConfiguration, IpConfigurationId


def at_failback(
    id: IpConfigurationId,
    failover: Assignment,
    standing: SubnetChoice | None,
    choice: SubnetChoice | None,
    policy: Policy,
) -> Landing:
    """Where an IP configuration lands on its way back.

    ``failover`` is its result over there and ``standing`` the choice of its subnet there;
    ``choice`` is that of its subnet in the network that the way back leads to (B2),
    ``None`` without a mapping (B1).
    """
    if failover.address is None or standing is None:
        return unserved(None, failover.allocation, Reason.NOT_FAILED_OVER)  # B3
    if choice is None:
        return unserved(None, failover.allocation, Reason.NO_REVERSE_MAPPING)
    if choice.reason is not None:
        return Landing(choice, failover.allocation, None, choice.reason)
    wanted, why = kept_address(failover.address, standing.ranges, choice.ranges, policy)
    request = Request(id, None, wanted, why, failover.address)
    return Landing(choice, failover.allocation, request)


def comes_home(ip: IpConfiguration, failback: Assignment | None) -> bool:
    """Whether the failback ends in the original network, subnet and address (B4)."""
    return (
        failback is not None
        and failback.address is not None
        and failback.address == ip.ipv4
        and failback.network == ip.network
        and failback.subnet is not None
        and failback.subnet.casefold() == ip.subnet.casefold()
    )
