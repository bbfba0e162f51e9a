"""Results: the subnet and address an IP configuration gets in a scenario, and how it came about."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from models.topology import Allocation, IpConfigurationId


class Scenario(StrEnum):
    """What happens to the machines."""

    FAILOVER = "failover"
    TEST_FAILOVER = "test-failover"
    FAILBACK = "failback"


class SubnetRule(StrEnum):
    """How the target subnet was chosen."""

    CONFIGURED = "configured"
    SAME_NAME = "same-name"
    FIRST_ALPHABETICAL = "first-alphabetical"
    FAILOVER_SUBNET = "failover-subnet"


class AddressRule(StrEnum):
    """How the address was chosen."""

    CONFIGURED = "configured"
    RETAINED = "retained"
    NEXT_AVAILABLE = "next-available"
    END_OF_RANGE = "end-of-range"
    UNASSIGNED = "unassigned"


class Reason(StrEnum):
    """Why a result is not simply the configured or the retained address."""

    NOT_FAILED_OVER = "not-failed-over"
    NOT_SELECTED = "not-selected"
    IPV6_UNSUPPORTED = "ipv6-unsupported"
    NO_REVERSE_MAPPING = "no-reverse-mapping"
    NO_SUBNET = "no-subnet"
    RESERVED_SUBNET = "reserved-subnet"
    NO_SOURCE_ADDRESS = "no-source-address"
    DIFFERENT_ADDRESS_SPACE = "different-address-space"
    OUTSIDE_SUBNET = "outside-subnet"
    ADDRESS_RESERVED = "address-reserved"
    ADDRESS_TAKEN = "address-taken"
    ADDRESS_DUPLICATE = "address-duplicate"
    SUBNET_FULL = "subnet-full"


Holder: TypeAlias = str | IpConfigurationId
"""Who has an address: the ``by`` of an ``in_use`` entry, or an IP configuration."""


class Assignment(NamedTuple):
    """What one IP configuration gets in one scenario.

    ``network`` is an id, ``subnet`` the target's own spelling, ``address`` an IPv4
    address as an integer or ``None`` where nothing could be assigned. ``taken_by`` goes
    with the reasons ``address-taken`` and ``address-duplicate``.
    """

    network: str | None
    subnet: str | None
    subnet_rule: SubnetRule | None
    address: int | None
    allocation: Allocation
    rule: AddressRule
    reason: Reason | None = None
    taken_by: Holder | None = None

    @property
    def forecast(self) -> bool:
        """Whether the address is only what is likely: nothing holds it until then (F5)."""
        return self.rule in (AddressRule.NEXT_AVAILABLE, AddressRule.END_OF_RANGE)
