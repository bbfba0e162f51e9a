"""Failover: rules F1 to F8, up to the point where addresses are handed out."""

from models.assignment import Reason
from models.plan import IpConfigurationSettings, Policy
from models.rules.allocation import Request
from models.rules.landing import Landing, kept_address, set_address, unserved
from models.rules.subnets import SubnetChoice
from models.topology import Allocation, IpConfiguration, IpConfigurationId, Subnet


def at_failover(
    id: IpConfigurationId,
    ip: IpConfiguration,
    source: Subnet,
    settings: IpConfigurationSettings,
    choice: SubnetChoice,
    policy: Policy,
) -> Landing:
    """Where an IP configuration of ``source`` lands, given the choice of its subnet."""
    configured = set_address(settings.failover)
    allocation = ip.allocation if configured is None else Allocation.STATIC  # F1, F4
    reason = not_served(ip, source, settings)
    if reason is not None:
        return unserved(choice.network, allocation, reason)
    if choice.reason is not None:
        return Landing(choice, allocation, None, choice.reason)
    wanted, why = kept_address(ip.ipv4, source.ranges, choice.ranges, policy)
    return Landing(choice, allocation, Request(id, configured, wanted, why, ip.ipv4))


def not_served(
    ip: IpConfiguration, source: Subnet, settings: IpConfigurationSettings
) -> Reason | None:
    """Why an IP configuration is not failed over at all (F8, A6).

    One without a known address is IPv6 where its subnet can give nothing else.
    """
    if not settings.selected:
        return Reason.NOT_SELECTED
    if ip.ipv4 is None and (ip.address is not None or not source.ranges):
        return Reason.IPV6_UNSUPPORTED
    return None
