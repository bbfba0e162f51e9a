"""What differs between two plans: in the plans' own terms, and in the addresses that result."""

from models.comparison.addresses import AddressDifference, address_differences
from models.comparison.compared import Comparison, Findings, compare, compare_with_findings
from models.comparison.difference import Difference, Kind, Way
from models.comparison.plans import plan_differences

__all__ = [
    "AddressDifference",
    "Comparison",
    "Difference",
    "Findings",
    "Kind",
    "Way",
    "address_differences",
    "compare",
    "compare_with_findings",
    "plan_differences",
]
