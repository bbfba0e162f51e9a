"""Two plans compared in every way there is."""

from typing import NamedTuple

from models.assign import assign
from models.comparison.addresses import AddressDifference, address_differences
from models.comparison.difference import Difference
from models.comparison.plans import plan_differences
from models.plan import Plan


class Comparison(NamedTuple):
    """Two plans, what differs in their own terms, and in the addresses that result."""

    before: Plan
    after: Plan
    terms: list[Difference]
    addresses: list[AddressDifference]

    @property
    def plans(self) -> tuple[Plan, Plan]:
        """The earlier one and the later one."""
        return self.before, self.after


def compare(before: Plan, after: Plan) -> Comparison:
    """Compare two plans; everything is computed afresh, so this may run beside a session."""
    terms = plan_differences(before, after)
    addresses = address_differences(assign(before), assign(after)) if terms else []
    return Comparison(before, after, terms, addresses)
