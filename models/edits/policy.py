"""Edits of the policy: what this project decided where the public documents leave it open."""

from enum import StrEnum

from models.edits.edit import PutField
from models.errors import EditRefused
from models.plan import (
    AllocationOrder,
    NextAvailable,
    Plan,
    Policy,
    SameAddressSpace,
    TestAddress,
)

FIELDS: dict[type[StrEnum], str] = {
    SameAddressSpace: "same_address_space",
    NextAvailable: "next_available",
    AllocationOrder: "allocation_order",
    TestAddress: "test_address",
}
"""The field of each kind of choice, as the plan file calls it."""


def set_policy(plan: Plan, choice: StrEnum) -> PutField:
    """Decide one thing otherwise and the rest as before. Raises :class:`EditRefused`."""
    field = FIELDS[type(choice)]
    if getattr(plan.policy, field) == choice:
        raise EditRefused(f"{field} is {choice.value} already; choose another one.")
    policy: Policy = plan.policy.model_copy(update={field: choice})
    return PutField(f"{field} is {choice.value}", "policy", policy)
