"""The rows of the network settings: of a machine, of a NIC, of an IP configuration."""

from models.assign import Assignments
from models.assignment import Assignment
from models.fields.addresses import AddressField, SelectedField, SubnetField
from models.fields.interfaces import (
    AcceleratedField,
    NicId,
    NicNameField,
    SecurityGroupField,
    on_or_off,
)
from models.fields.items import FailoverNetworkField, GroupField, NoteField, TestNetworkField
from models.fields.resources import PoolsField, PublicIpField
from models.plan import Plan
from models.topology import IpConfigurationId
from tui.widgets.field_rows import COLUMNS, FieldRow, PairRow, SwitchRow, WideRow, WordsRow

NOTHING = "—"
"""What stands where there is no result."""


def network_row() -> FieldRow[str]:
    """The networks of a machine."""
    fields = dict(zip(COLUMNS.values(), (FailoverNetworkField, TestNetworkField), strict=True))
    return PairRow(
        "network",
        "Network",
        _network,
        lambda machine, scenario: fields[scenario](machine),
        choice=True,
    )


def group_row() -> FieldRow[str]:
    """The recovery-plan group of a machine."""
    return WideRow("group", "Group", GroupField)


def note_row() -> FieldRow[str]:
    """The note of a replicated item."""
    return WideRow("note", "Note", NoteField)


def nic_rows() -> tuple[FieldRow[NicId], ...]:
    """All rows of a NIC."""
    return (
        PairRow("name", "NIC name", lambda _, nic: nic.network_interface, NicNameField),
        PairRow(
            "group",
            "Security group",
            lambda plan, nic: nic.of(plan).network_security_group or "none",
            SecurityGroupField,
        ),
        PairRow(
            "accelerated",
            "Accelerated",
            lambda plan, nic: on_or_off(nic.of(plan).accelerated_networking),
            AcceleratedField,
            choice=True,
        ),
    )


def selected_row() -> FieldRow[IpConfigurationId]:
    """Whether an IP configuration fails over at all."""
    return SwitchRow("selected", "Selected", "for failover", SelectedField)


def address_rows() -> tuple[FieldRow[IpConfigurationId], ...]:
    """The rows of an IP configuration that there is always room for."""
    return (
        PairRow(
            "subnet",
            "Subnet",
            lambda plan, id: plan.ip_configuration(id).subnet,
            SubnetField,
            choice=True,
        ),
        PairRow("address", "Address", _address, AddressField),
        WordsRow("allocation", "Allocation", _allocations),
        PairRow(
            "public-ip",
            "Public IP",
            lambda plan, id: plan.ip_configuration(id).public_ip or "none",
            PublicIpField,
        ),
    )


def pools_row() -> FieldRow[IpConfigurationId]:
    """The load-balancer pools of an IP configuration."""
    return PairRow("pools", "Balancer pools", _pools, PoolsField)


def _network(plan: Plan, machine: str) -> str:
    ips = plan.machine(machine).in_failover_order
    return ips[0][1].network if ips else "none"


def _address(plan: Plan, id: IpConfigurationId) -> str:
    return str(plan.ip_configuration(id).address or "unknown")


def _pools(plan: Plan, id: IpConfigurationId) -> str:
    return ", ".join(plan.ip_configuration(id).load_balancer_pools) or "none"


def _allocations(results: Assignments, id: IpConfigurationId) -> tuple[str, str, str]:
    failover, test = (_allocation(results.of(id, scenario)) for scenario in COLUMNS.values())
    return results.plan.ip_configuration(id).allocation.value, failover, test


def _allocation(result: Assignment | None) -> str:
    return NOTHING if result is None else result.allocation.value
