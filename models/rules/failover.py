"""Failover: rules F1 to F8, up to the point where addresses are handed out."""

from models.assignment import Reason
from models.plan import Policy
from models.rules.landing import Landing, landing, unserved
from models.rules.subnets import SubnetChoice
from models.rules.terms import Terms
from models.topology import Allocation, Subnet


def at_failover(terms: Terms, source: Subnet, choice: SubnetChoice, policy: Policy) -> Landing:
    """Where IP configurations of ``source`` land, given the choice of their subnet."""
    allocation = Allocation.STATIC if terms.failover_set else terms.allocation  # F1, F4
    reason = not_served(terms, source)
    if reason is not None:
        return unserved(choice.network, allocation, reason)
    return landing(choice, allocation, source.ranges, policy)


def not_served(terms: Terms, source: Subnet) -> Reason | None:
    """Why an IP configuration is not failed over at all (F8, A6).

    One without a known address is IPv6 where its subnet can give nothing else.
    """
    if not terms.selected:
        return Reason.NOT_SELECTED
    if terms.version == 6 or (terms.version is None and not source.ranges):
        return Reason.IPV6_UNSUPPORTED
    return None
