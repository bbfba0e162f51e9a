"""Every policy there is, for tables of rules that hold whichever is chosen."""

from itertools import product

from models.plan import AllocationOrder, NextAvailable, Policy, SameAddressSpace, TestAddress

EVERY_POLICY = tuple(
    Policy(
        same_address_space=space,
        next_available=available,
        allocation_order=order,
        test_address=test,
    )
    for space, available, order, test in product(
        SameAddressSpace, NextAvailable, AllocationOrder, TestAddress
    )
)


def name_of(policy: Policy) -> str:
    """The values of a policy, as the id of a test."""
    return ",".join(str(value) for value in policy.model_dump().values())
