"""What a finding is: its code, how grave it is, what it is about, and how to mend it."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeAlias

from models.assignment import Scenario
from models.topology import IpConfigurationId


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Code(StrEnum):
    """What is wrong or worth a look; programs rely on these words."""

    SAME_REGION_MAPPING = "same-region-mapping"
    DUPLICATE_MAPPING = "duplicate-mapping"
    FAILOVER_NETWORK_REGION = "failover-network-region"
    ADDRESS_OUTSIDE_SUBNET = "address-outside-subnet"
    ADDRESS_RESERVED = "address-reserved"
    ADDRESS_IN_USE = "address-in-use"
    ADDRESS_DUPLICATE = "address-duplicate"
    UNKNOWN_TARGET_SUBNET = "unknown-target-subnet"
    SUBNET_FULL = "subnet-full"
    RESERVED_SUBNET = "reserved-subnet"
    NO_SUBNET = "no-subnet"
    NAME_TOO_LONG = "name-too-long"
    NO_REVERSE_MAPPING = "no-reverse-mapping"
    ONE_WAY_MAPPING = "one-way-mapping"
    REVERSE_MISMATCH = "reverse-mismatch"
    MANY_TO_ONE_MAPPING = "many-to-one-mapping"
    UNMAPPED_NETWORK = "unmapped-network"
    SUBNET_FALLBACK = "subnet-fallback"
    ADDRESS_LOST = "address-lost"
    ORDER_DEPENDENT = "order-dependent"
    TEST_IN_FAILOVER_NETWORK = "test-in-failover-network"
    TEST_IN_PRODUCTION = "test-in-production"
    OVERLAPPING_CONNECTED_NETWORKS = "overlapping-connected-networks"
    PREFIX_MISMATCH = "prefix-mismatch"
    CAPACITY_LOW = "capacity-low"
    DELEGATED_SUBNET = "delegated-subnet"
    IPV6_UNSUPPORTED = "ipv6-unsupported"
    REGION_RESTRICTED = "region-restricted"
    GROUP_LIMIT = "group-limit"
    SETTINGS_WITHOUT_SOURCE = "settings-without-source"
    NOT_HOME = "not-home"
    ADDRESS_CHANGES = "address-changes"
    FORECAST_ADDRESS = "forecast-address"
    UNPROTECTED_MACHINE = "unprotected-machine"
    NO_TEST_NETWORK = "no-test-network"
    SECONDARY_NEEDS_SELECTION = "secondary-needs-selection"
    PLANNED_NETWORK = "planned-network"

    @property
    def severity(self) -> Severity:
        """How grave every finding of this code is."""
        return _severities()[self]


@cache
def _severities() -> Mapping[Code, Severity]:
    """The severity of each code: they are declared gravest first."""
    codes = list(Code)
    warnings, information = codes.index(Code.ONE_WAY_MAPPING), codes.index(Code.ADDRESS_CHANGES)
    return {
        code: Severity.ERROR
        if position < warnings
        else Severity.WARNING
        if position < information
        else Severity.INFORMATION
        for position, code in enumerate(codes)
    }


class NetworkSubject(NamedTuple):
    """A virtual network, by id."""

    id: str

    def __str__(self) -> str:
        return f"network:{self.id}"


class SubnetSubject(NamedTuple):
    """A subnet, by its network's id and its own name."""

    network: str
    name: str

    def __str__(self) -> str:
        return f"subnet:{self.network}/{self.name}"


class MappingSubject(NamedTuple):
    """A network mapping, by the ids of its two networks."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"mapping:{self.source}->{self.target}"


class ItemSubject(NamedTuple):
    """A virtual machine as a replicated item, by the machine's id."""

    virtual_machine: str

    def __str__(self) -> str:
        return f"item:{self.virtual_machine}"


class PlanSubject(NamedTuple):
    """The plan as a whole."""

    def __str__(self) -> str:
        return "plan"


Subject: TypeAlias = (
    IpConfigurationId | NetworkSubject | SubnetSubject | MappingSubject | ItemSubject | PlanSubject
)
"""What a finding is about; its text is what ``check`` prints."""


class Finding(NamedTuple):
    """Something that is wrong with a plan or worth a look.

    ``rule`` is the number of the rule it follows from; ``fix`` says in words what to do.
    ``scenario`` is set where it shows in one scenario only.
    """

    code: Code
    subject: Subject
    message: str
    rule: str
    fix: str
    scenario: Scenario | None = None

    @property
    def severity(self) -> Severity:
        """How grave it is, which follows from its code."""
        return self.code.severity
