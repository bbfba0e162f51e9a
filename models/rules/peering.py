"""Which networks can reach one another: what T7 and overlapping address spaces turn on."""

from collections.abc import Iterator

from models.plan import Plan
from models.topology import VirtualNetwork


def peers_of(plan: Plan, network: VirtualNetwork) -> Iterator[VirtualNetwork]:
    """The networks of the plan that are peered with a network, whichever side says so."""
    for other in plan.virtual_networks:
        if other.id != network.id and (
            other.id in network.peered_with or network.id in other.peered_with
        ):
            yield other


def overlap(one: VirtualNetwork, other: VirtualNetwork) -> str | None:
    """Address space that both networks have, as text; ``None`` where they share nothing."""
    for prefix in one.address_space:
        for theirs in other.address_space:
            if prefix in theirs:
                return str(prefix)
            if theirs in prefix:
                return str(theirs)
    return None
