"""Replicated items as Site Recovery has them on record, taken into a plan.

What only Azure knows is taken always; what is set there only where the plan sets nothing.
Where both set something the plan's stays.
"""

from collections.abc import Iterator

from models.plan import (
    AUTOMATIC,
    IpConfigurationSettings,
    NicFailoverSettings,
    NicSettings,
    ReplicatedItem,
)
from models.topology import IpConfigurationId, VirtualMachine

_FACTS = ("azure_id", "target_vm_name", "target_vm_size", "test_vm_name")
"""What only Azure knows of an item."""
_UNSET = NicFailoverSettings()


def forgotten(item: ReplicatedItem) -> ReplicatedItem:
    """An item without what Azure told of it, which is no longer there."""
    nics = tuple(
        left
        for nic in item.network_interfaces
        for left in [nic.model_copy(update={"nic_id": None})]
        if nic.nic_id is None or not left.empty
    )
    return item.model_copy(update={**dict.fromkeys(_FACTS), "network_interfaces": nics})


def renewed(mine: ReplicatedItem, azure: ReplicatedItem, machine: VirtualMachine) -> ReplicatedItem:
    """An item of the plan with what Azure tells of it."""
    facts = {name: value for name in _FACTS if (value := getattr(azure, name)) is not None}
    test = mine.test_failover_network or azure.test_failover_network
    update = {
        **facts,
        "test_failover_network": test,
        "network_interfaces": tuple(_nics(mine, azure, machine)),
        "ip_configurations": tuple(_configurations(mine, azure, machine)),
    }
    merged = mine.model_copy(update=update)
    return mine if merged == mine else merged


def _nics(
    mine: ReplicatedItem, azure: ReplicatedItem, machine: VirtualMachine
) -> Iterator[NicSettings]:
    """The rows of the plan in their order, then those that only Azure has."""
    theirs = {row.name: row for row in azure.network_interfaces}
    names = {nic.name for nic in machine.network_interfaces}
    for row in mine.network_interfaces:
        yield _nic(row, theirs.pop(row.name)) if row.name in theirs else row
    yield from (row for name, row in theirs.items() if name in names and not row.empty)


def _nic(mine: NicSettings, azure: NicSettings) -> NicSettings:
    return mine.model_copy(
        update={
            "nic_id": azure.nic_id or mine.nic_id,
            "failover": azure.failover if mine.failover == _UNSET else mine.failover,
            "test_failover": azure.test_failover
            if mine.test_failover == _UNSET
            else mine.test_failover,
        }
    )


def _configurations(
    mine: ReplicatedItem, azure: ReplicatedItem, machine: VirtualMachine
) -> Iterator[IpConfigurationSettings]:
    theirs = {(row.network_interface, row.name): row for row in azure.ip_configurations}
    for row in mine.ip_configurations:
        there = theirs.pop((row.network_interface, row.name), None)
        yield row if there is None else _configuration(row, there)
    for (nic, name), row in theirs.items():
        if IpConfigurationId(machine.id, nic, name) in machine.rank_of and not row.empty:
            yield row


def _configuration(
    mine: IpConfigurationSettings, azure: IpConfigurationSettings
) -> IpConfigurationSettings:
    if mine.empty:
        return azure
    return mine.model_copy(
        update={
            "failover": azure.failover if mine.failover == AUTOMATIC else mine.failover,
            "test_failover": azure.test_failover
            if mine.test_failover == AUTOMATIC
            else mine.test_failover,
        }
    )
