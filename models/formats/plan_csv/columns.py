"""The columns of the table: what each is called, and which value of a plan it holds.

A row is of one :class:`Record`. A value is found by a path of keys into the plain data of
that record's thing (:mod:`models.formats.plan_data`): of an IP configuration's row into
its machine, NIC, IP configuration, replicated item and settings.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from models.assignment import Scenario


class Record(StrEnum):
    """What a row is about."""

    PLAN = "plan"
    REGION = "region"
    NETWORK = "virtual_network"
    SUBNET = "subnet"
    IN_USE = "in_use"
    MACHINE = "virtual_machine"
    NIC = "network_interface"
    IP_CONFIGURATION = "ip_configuration"
    MAPPING = "network_mapping"


class Part(StrEnum):
    """Which thing of a row a value is of; most records are of one."""

    OWN = "own"
    MACHINE = "machine"
    NIC = "nic"
    IP_CONFIGURATION = "ip configuration"
    ITEM = "replicated item"
    NIC_SETTINGS = "NIC settings"
    SETTINGS = "settings"


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    LIST = "list"
    FLAG = "true or false"
    NUMBER = "whole number"
    DEGREES = "number"


class Column(NamedTuple):
    """A column that holds a value of the plan."""

    name: str
    part: Part
    path: tuple[str, ...]
    kind: Kind = Kind.TEXT


RECORD = "record"
REPLICATED = "replicated"
"""Whether the machine of a row is replicated; blank counts as what ``failover_network`` says."""
FAILOVER_ORDER = "failover_order"
"""Where its item comes among the items of the plan, from 1."""


def _own(*names: str, kind: Kind = Kind.TEXT, **renamed: str) -> Iterator[Column]:
    for name in names:
        yield Column(name, Part.OWN, (name,), kind)
    for name, key in renamed.items():
        yield Column(name, Part.OWN, (key,), kind)


def _settings(when: str) -> Iterator[Column]:
    for key, kind in (
        ("name", Kind.TEXT),
        ("resource_group", Kind.TEXT),
        ("reuse_existing", Kind.FLAG),
    ):
        yield Column(f"{when}_nic_{key}", Part.NIC_SETTINGS, (when, key), kind)
    for key, kind in (
        ("network_security_group", Kind.TEXT),
        ("accelerated_networking", Kind.FLAG),
    ):
        yield Column(f"{when}_{key}", Part.NIC_SETTINGS, (when, key), kind)
    for key, kind in (
        ("subnet", Kind.TEXT),
        ("address", Kind.TEXT),
        ("public_ip", Kind.TEXT),
        ("load_balancer_pools", Kind.LIST),
    ):
        yield Column(f"{when}_{key}", Part.SETTINGS, (when, key), kind)


_MACHINE = (
    Column("virtual_machine", Part.MACHINE, ("id",)),
    Column("virtual_machine_name", Part.MACHINE, ("name",)),
    Column("region", Part.MACHINE, ("region",)),
    Column("resource_group", Part.MACHINE, ("resource_group",)),
    Column("subscription", Part.MACHINE, ("subscription",)),
    Column("note", Part.MACHINE, ("note",)),
    Column("failover_network", Part.ITEM, ("failover_network",)),
    Column("test_failover_network", Part.ITEM, ("test_failover_network",)),
    Column("group", Part.ITEM, ("group",), Kind.NUMBER),
    Column("item_note", Part.ITEM, ("note",)),
    Column("azure_id", Part.ITEM, ("azure_id",)),
    Column("target_vm_name", Part.ITEM, ("target_vm_name",)),
    Column("target_vm_size", Part.ITEM, ("target_vm_size",)),
    Column("test_vm_name", Part.ITEM, ("test_vm_name",)),
)
_NIC = (
    *_MACHINE,
    Column("network_interface", Part.NIC, ("name",)),
    Column("nic_resource_group", Part.NIC, ("resource_group",)),
    Column("nic_primary", Part.NIC, ("primary",), Kind.FLAG),
    Column("accelerated_networking", Part.NIC, ("accelerated_networking",), Kind.FLAG),
    Column("network_security_group", Part.NIC, ("network_security_group",)),
    Column("nic_id", Part.NIC_SETTINGS, ("nic_id",)),
)
_SETTINGS = (*_settings("failover"), *_settings("test_failover"))

COLUMNS: dict[Record, tuple[Column, ...]] = {
    Record.PLAN: (
        *_own("name", "note", "source_region", "target_region"),
        *(
            Column(key, Part.OWN, ("policy", key))
            for key in ("same_address_space", "next_available", "allocation_order", "test_address")
        ),
    ),
    Record.REGION: (
        *_own("display_name", "geography", "paired_region", "cloud", "access", region="name"),
        *_own("zones", kind=Kind.FLAG),
        *_own("latitude", "longitude", kind=Kind.DEGREES),
    ),
    Record.NETWORK: (
        *_own("region", "resource_group", "subscription", "state", "note"),
        *_own(network="id", network_name="name"),
        *_own("address_space", "peered_with", kind=Kind.LIST),
        *_own("production", kind=Kind.FLAG),
    ),
    Record.SUBNET: (
        *_own("delegation", "note", subnet="name"),
        *_own("address_prefixes", kind=Kind.LIST),
    ),
    Record.IN_USE: tuple(_own("address", "by")),
    Record.MACHINE: _MACHINE,
    Record.NIC: (
        *_NIC,
        *(column for column in _SETTINGS if column.part is Part.NIC_SETTINGS),
    ),
    Record.IP_CONFIGURATION: (
        *_NIC,
        Column("ip_configuration", Part.IP_CONFIGURATION, ("name",)),
        Column("primary", Part.IP_CONFIGURATION, ("primary",), Kind.FLAG),
        Column("network", Part.IP_CONFIGURATION, ("network",)),
        Column("subnet", Part.IP_CONFIGURATION, ("subnet",)),
        Column("address", Part.IP_CONFIGURATION, ("address",)),
        Column("allocation", Part.IP_CONFIGURATION, ("allocation",)),
        Column("public_ip", Part.IP_CONFIGURATION, ("public_ip",)),
        Column("load_balancer_pools", Part.IP_CONFIGURATION, ("load_balancer_pools",), Kind.LIST),
        Column("selected", Part.SETTINGS, ("selected",), Kind.FLAG),
        *_SETTINGS,
    ),
    Record.MAPPING: tuple(_own("azure_id", "note", network="source", target_network="target")),
}
"""The values that a row of each record holds; a column may serve several records."""

RESULTS = ("network", "subnet", "address", "rule", "reason")
RESULT_COLUMNS = (
    *(f"result_{scenario.replace('-', '_')}_{field}" for scenario in Scenario for field in RESULTS),
    "result_comes_home",
)
"""What follows from the plan: written for the reader, not read."""


def _in_order() -> tuple[str, ...]:
    """Every column once: first what tells rows apart, then the rest as records have it."""
    first = (
        *(RECORD, "virtual_machine", "network_interface", "ip_configuration"),
        *("region", "network", "subnet", "address", "allocation", "address_space"),
        *("address_prefixes", "by", "target_network", REPLICATED),
        *(FAILOVER_ORDER, "group", "failover_network", "failover_subnet", "failover_address"),
        *("test_failover_network", "test_failover_subnet", "test_failover_address", "selected"),
    )
    rest = [
        column.name
        for record in (Record.NETWORK, Record.SUBNET, *Record)
        for column in COLUMNS[record]
    ]
    return tuple(dict.fromkeys((*first, *RESULT_COLUMNS, *rest)))


ALL = _in_order()
"""The names of all columns in the order in which they are written."""
