"""What is checked: the rows of a plan before it is one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from models.plan import NetworkMapping, Plan, ReplicatedItem
from models.regions import RegionCatalogue, catalogue
from models.topology import Region, VirtualMachine, VirtualNetwork

T = TypeVar("T")


class Rows(NamedTuple):
    """The rows of a plan before it is one; references may lead nowhere."""

    regions: RegionCatalogue
    virtual_networks: Sequence[VirtualNetwork]
    virtual_machines: Sequence[VirtualMachine]
    network_mappings: Sequence[NetworkMapping]
    replicated_items: Sequence[ReplicatedItem]
    source_region: str | None = None
    target_region: str | None = None
    own_regions: Sequence[Region] = ()


Networks: TypeAlias = Mapping[str, tuple[int, VirtualNetwork]]
Machines: TypeAlias = Mapping[str, tuple[int, VirtualMachine]]
"""Rows by id, each with its position; of several with one id the first."""


def rows_of(plan: Plan) -> Rows:
    """The rows of a plan, to look whether it still means something."""
    return Rows(
        catalogue().with_regions(plan.regions),
        list(plan.virtual_networks),
        list(plan.virtual_machines),
        plan.network_mappings,
        list(plan.replicated_items),
        plan.source_region,
        plan.target_region,
        plan.regions,
    )


def backwards(rows: Sequence[T]) -> Iterator[tuple[int, T]]:
    """The rows with their positions, the last first: a ``dict`` keeps the first of a key."""
    return zip(range(len(rows) - 1, -1, -1), reversed(rows), strict=True)
