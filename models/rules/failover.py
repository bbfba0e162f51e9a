"""Failover: rules F1 to F8, up to the point where addresses are handed out."""

from models.assignment import Reason
from models.plan import IpConfigurationSettings, Policy
from models.rules.allocation import Request
from models.rules.landing import Landing, is_ipv6, kept_address, landing, unserved
from models.rules.subnets import target_subnet
from models.topology import Allocation, IpConfiguration, IpConfigurationId, Subnet, VirtualNetwork


def at_failover(
    id: IpConfigurationId,
    ip: IpConfiguration,
    source: Subnet,
    settings: IpConfigurationSettings,
    target: VirtualNetwork,
    policy: Policy,
) -> Landing:
    """Where an IP configuration of ``source`` lands in the failover network ``target``."""
    configured = settings.failover.address
    allocation = ip.allocation if configured is None else Allocation.STATIC  # F1, F4
    if reason := not_served(ip, source, settings):
        return unserved(target.id, allocation, reason)
    choice = target_subnet(target, source.name, settings.failover.subnet)
    address = None if ip.address is None else int(ip.address)
    request = Request(id, None if configured is None else int(configured), source=address)
    if choice.subnet is not None:
        wanted, why = kept_address(address, source, choice.subnet, policy)
        request = request._replace(wanted=wanted, reason=why)
    return landing(target.id, choice, allocation, request)


def not_served(
    ip: IpConfiguration, source: Subnet, settings: IpConfigurationSettings
) -> Reason | None:
    """Why an IP configuration is not failed over at all (F8, A6)."""
    if not settings.selected:
        return Reason.NOT_SELECTED
    return Reason.IPV6_UNSUPPORTED if is_ipv6(ip, source) else None
