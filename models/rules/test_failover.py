"""Test failover: rules T1 to T8, up to the point where addresses are handed out."""

from models.assignment import Assignment, Reason
from models.plan import IpConfigurationSettings, Policy, TestAddress
from models.rules.allocation import Request
from models.rules.failover import not_served
from models.rules.landing import Landing, landing, unserved
from models.rules.subnets import subnet_at_test_failover, target_subnet
from models.topology import Allocation, IpConfiguration, IpConfigurationId, Subnet, VirtualNetwork


def at_test_failover(
    id: IpConfigurationId,
    ip: IpConfiguration,
    source: Subnet,
    settings: IpConfigurationSettings,
    target: VirtualNetwork,
    test_network: VirtualNetwork,
    failover: Assignment,
    policy: Policy,
) -> Landing:
    """Where an IP configuration lands in the test network; static in every case (T1).

    ``target`` is the failover network and ``failover`` the result there.
    """
    if reason := not_served(ip, source, settings):
        return unserved(test_network.id, Allocation.STATIC, reason)
    over_there = target_subnet(target, source.name, settings.failover.subnet)
    configured_subnet = settings.test_failover.subnet
    choice = subnet_at_test_failover(
        test_network, source.name, configured_subnet, target.id, over_there
    )
    address = None if ip.address is None else int(ip.address)
    same = failover.address if policy.test_address is TestAddress.FAILOVER else address  # T5
    configured = settings.test_failover.address
    request = Request(id, None if configured is None else int(configured), source=address)
    if choice.subnet is not None:
        wanted, why = _same_address(same, choice.subnet)
        request = request._replace(wanted=wanted, reason=why)
    return landing(test_network.id, choice, Allocation.STATIC, request)


def _same_address(address: int | None, subnet: Subnet) -> tuple[int | None, Reason | None]:
    """The same address, where it belongs to the subnet, or why it cannot be had (T3, T4)."""
    if address is None:
        return None, Reason.NO_SOURCE_ADDRESS
    if not any(first <= address <= last for first, last in subnet.ranges):
        return None, Reason.OUTSIDE_SUBNET
    return address, None
