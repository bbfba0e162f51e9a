"""Two plans compared in every way there is."""

from typing import NamedTuple

from models.assign import assign
from models.comparison.addresses import AddressDifference, address_differences
from models.comparison.difference import Difference
from models.comparison.plans import plan_differences
from models.findings import Finding, findings
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


class Findings(NamedTuple):
    """The findings that only the later plan has, and those that only the earlier one has."""

    new: list[Finding]
    ended: list[Finding]


def compare(before: Plan, after: Plan) -> Comparison:
    """Compare two plans; everything is computed afresh, so this may run beside a session."""
    terms = plan_differences(before, after)
    addresses = address_differences(assign(before), assign(after)) if terms else []
    return Comparison(before, after, terms, addresses)


def compare_with_findings(before: Plan, after: Plan) -> tuple[Comparison, Findings]:
    """The same, and which findings are new and which ended."""
    terms = plan_differences(before, after)
    if not terms:
        return Comparison(before, after, [], []), Findings([], [])
    earlier, later = assign(before), assign(after)
    addresses = address_differences(earlier, later)
    old, new = findings(earlier), findings(later)
    return (
        Comparison(before, after, terms, addresses),
        Findings(_only_in(new, old), _only_in(old, new)),
    )


def _only_in(some: list[Finding], others: list[Finding]) -> list[Finding]:
    """What the others do not have in the same words."""
    told = {(one.code, one.subject, one.message, one.scenario) for one in others}
    return [one for one in some if (one.code, one.subject, one.message, one.scenario) not in told]
