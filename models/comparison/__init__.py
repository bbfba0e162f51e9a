"""What differs between two plans: in the plans' own terms, and in the addresses that result."""

from models.comparison.addresses import AddressDifference, address_differences
from models.comparison.compared import Comparison, compare
from models.comparison.difference import Difference, Kind, Way
from models.comparison.plans import plan_differences

__all__ = [
    "AddressDifference",
    "Comparison",
    "Difference",
    "Kind",
    "Way",
    "address_differences",
    "compare",
    "plan_differences",
]
