"""Test failover: rules T1 to T8, up to the point where addresses are handed out."""

from models.assignment import Reason
from models.rules.failover import not_served
from models.rules.landing import Landing, unserved
from models.rules.subnets import SubnetChoice
from models.rules.terms import Terms
from models.topology import Allocation, Subnet

_STATIC = Allocation.STATIC


def at_test_failover(terms: Terms, source: Subnet, choice: SubnetChoice) -> Landing:
    """Where IP configurations of ``source`` land in a test; static in every case (T1).

    ``choice`` is that of their subnet in the test network.
    """
    reason = not_served(terms, source)
    if reason is not None:
        return unserved(choice.network, _STATIC, reason)
    if choice.reason is not None:
        return Landing(choice, _STATIC, choice.reason)
    return Landing(choice, _STATIC, None, choice.ranges, Reason.OUTSIDE_SUBNET)  # T3, T4
