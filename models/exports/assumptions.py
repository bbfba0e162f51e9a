"""What results rest on where the public documents leave a point open: the policies, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from models.plan import (
    AllocationOrder,
    NextAvailable,
    Plan,
    Policy,
    SameAddressSpace,
    TestAddress,
)

_EFFECTS = {
    SameAddressSpace.EQUAL: "an address is kept where source and target subnet have equal prefixes",
    SameAddressSpace.CONTAINS: "an address is kept where the target subnet contains it",
    NextAvailable.LOWEST: "the lowest available address",
    NextAvailable.AFTER_SOURCE: "the first available above the source address, then from the"
    " lowest",
    AllocationOrder.RETAINED_FIRST: "whoever keeps an address is served before the rest",
    AllocationOrder.FAILOVER_ORDER: "everybody is served strictly in the order of F6",
    TestAddress.SOURCE: "a test tries to keep the source address",
    TestAddress.FAILOVER: "a test tries to keep the forecast failover address",
}
_RULES = {
    "same_address_space": ("F2",),
    "next_available": ("F5",),
    "allocation_order": ("F7", "T6"),
    "test_address": ("T5",),
}
FORECAST = (
    "A forecast is the next available address, which nothing holds until the machine is there:"
    " another machine or service may take it first. Set it in the network settings to be sure."
)
"""What the word means wherever a document uses it."""


class Assumption(NamedTuple):
    """A policy of the plan: its value, whether nobody changed it, and what it does."""

    policy: str
    value: str
    default: bool
    effect: str
    rules: tuple[str, ...]


def assumptions(plan: Plan) -> Iterator[Assumption]:
    """Every policy of a plan, in the order of the plan file."""
    defaults = Policy()
    for policy, rules in _RULES.items():
        value = getattr(plan.policy, policy)
        same = value == getattr(defaults, policy)
        yield Assumption(policy, value.value, same, _EFFECTS[value], rules)
