"""Failback: rules B1 to B4, up to the point where addresses are handed out."""

from models.assignment import Assignment, Reason
from models.plan import Policy
from models.rules.landing import Landing, landing, unserved
from models.rules.subnets import SubnetChoice
from models.topology import IpConfiguration


def at_failback(there: Landing, choice: SubnetChoice | None, policy: Policy) -> Landing:
    """Where those who landed ``there`` at failover land on their way back.

    ``choice`` is that of their subnet in the network that the way back leads to (B2),
    ``None`` without a mapping (B1).
    """
    if there.reason is not None or there.choice is None:
        return not_failed_over(there)
    if choice is None:
        return unserved(None, there.allocation, Reason.NO_REVERSE_MAPPING)
    return landing(choice, there.allocation, there.choice.ranges, policy)


def not_failed_over(there: Landing) -> Landing:
    """The landing of those who got no address at failover (B3)."""
    return unserved(None, there.allocation, Reason.NOT_FAILED_OVER)


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
