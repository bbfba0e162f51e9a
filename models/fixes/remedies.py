"""For every code what can be done about its findings; a new code has to decide."""

from collections.abc import Iterator, Mapping

from models.findings import Code
from models.findings.finding import NetworkSubject
from models.fixes import (
    addresses,
    capacity,
    destinations,
    homeward,
    items,
    mappings,
    planned,
    subnets,
    targets,
    unknown_subnets,
)
from models.fixes.remedy import Case, Remedies, Remedy


def _for_long_name(case: Case) -> Iterator[Remedy]:
    """A name that is too long: that of a network or those of NICs."""
    if isinstance(case.finding.subject, NetworkSubject):
        return planned.for_long_name(case)
    return items.for_long_nic_name(case)


def _for_no_way_home(case: Case) -> Iterator[Remedy]:
    """No mapping that leads home: create it, or fail over to where there is one."""
    yield from homeward.for_no_way_home(case)
    yield from destinations.for_failover_network(case)


REMEDIES: Mapping[Code, Remedies | None] = {
    Code.SAME_REGION_MAPPING: mappings.for_same_region,
    Code.DUPLICATE_MAPPING: mappings.for_duplicate,
    Code.FAILOVER_NETWORK_REGION: destinations.for_failover_network,
    Code.ADDRESS_OUTSIDE_SUBNET: addresses.for_refused,
    Code.ADDRESS_RESERVED: addresses.for_refused,
    Code.ADDRESS_IN_USE: addresses.for_refused,
    Code.ADDRESS_DUPLICATE: addresses.for_refused,
    Code.UNKNOWN_TARGET_SUBNET: unknown_subnets.for_unknown,
    Code.SUBNET_FULL: subnets.for_unusable,
    Code.RESERVED_SUBNET: subnets.for_unusable,
    Code.NO_SUBNET: destinations.for_no_subnet,
    Code.NAME_TOO_LONG: _for_long_name,
    Code.NO_REVERSE_MAPPING: _for_no_way_home,
    Code.ONE_WAY_MAPPING: mappings.for_one_way,
    Code.REVERSE_MISMATCH: mappings.for_mismatch,
    Code.MANY_TO_ONE_MAPPING: targets.for_many,
    Code.UNMAPPED_NETWORK: targets.for_unmapped,
    Code.SUBNET_FALLBACK: subnets.for_fallback,
    Code.ADDRESS_LOST: addresses.for_forecast,
    Code.ORDER_DEPENDENT: addresses.for_order,
    Code.TEST_IN_FAILOVER_NETWORK: destinations.for_test_network,
    Code.TEST_IN_PRODUCTION: destinations.for_test_network,
    Code.OVERLAPPING_CONNECTED_NETWORKS: planned.for_overlap,
    Code.PREFIX_MISMATCH: planned.for_mismatch,
    Code.CAPACITY_LOW: capacity.for_capacity,
    Code.DELEGATED_SUBNET: subnets.for_unusable,
    Code.IPV6_UNSUPPORTED: items.for_unselected,
    Code.REGION_RESTRICTED: None,  # only Microsoft opens a region
    Code.GROUP_LIMIT: items.for_group,
    Code.SETTINGS_WITHOUT_SOURCE: items.for_sourceless,
    Code.NOT_HOME: homeward.for_not_home,
    Code.ADDRESS_CHANGES: addresses.for_change,
    Code.FORECAST_ADDRESS: addresses.for_forecast,
    Code.UNPROTECTED_MACHINE: items.for_unprotected,
    Code.NO_TEST_NETWORK: destinations.for_test_network,
    Code.SECONDARY_NEEDS_SELECTION: items.for_unselected,
    Code.PLANNED_NETWORK: planned.for_planned,
}
"""``None`` where no edit of a plan can help: then the words of the finding have to do."""
