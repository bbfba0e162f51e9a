"""Test failover: rules T1 to T8, up to the point where addresses are handed out."""

from models.assignment import Assignment, Reason
from models.plan import IpConfigurationSettings, Policy, TestAddress
from models.rules.allocation import Request
from models.rules.availability import inside
from models.rules.failover import not_served
from models.rules.landing import Landing, set_address, unserved
from models.rules.subnets import SubnetChoice
from models.topology import Allocation, IpConfiguration, IpConfigurationId, Subnet

_FAILOVER, _STATIC = TestAddress.FAILOVER, Allocation.STATIC


def at_test_failover(
    id: IpConfigurationId,
    ip: IpConfiguration,
    source: Subnet,
    settings: IpConfigurationSettings,
    choice: SubnetChoice,
    failover: Assignment,
    policy: Policy,
) -> Landing:
    """Where an IP configuration lands in a test; static in every case (T1).

    ``choice`` is that of its subnet in the test network, ``failover`` its result at failover.
    """
    reason = not_served(ip, source, settings)
    if reason is not None:
        return unserved(choice.network, _STATIC, reason)
    if choice.reason is not None:
        return Landing(choice, _STATIC, None, choice.reason)
    same, why = ip.ipv4, None
    if policy.test_address is _FAILOVER:  # T5
        same = failover.address
    if same is None:
        why = Reason.NO_SOURCE_ADDRESS
    elif not inside(same, choice.ranges):  # T3, T4
        same, why = None, Reason.OUTSIDE_SUBNET
    configured = set_address(settings.test_failover)
    return Landing(choice, _STATIC, Request(id, configured, same, why, ip.ipv4))
