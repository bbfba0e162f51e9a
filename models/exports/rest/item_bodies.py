"""The update of a replication protected item, complete: an update overwrites what it omits.

<https://learn.microsoft.com/rest/api/site-recovery/replication-protected-items/update>;
``isSeletedForFailover`` is spelled as Azure spells it.
"""

from collections.abc import Callable
from typing import TypeAlias

from models.exports.application import (
    IpTarget,
    IpUpdate,
    ItemUpdate,
    NicTarget,
    NicUpdate,
    Text,
)
from models.exports.application.parameters import text
from models.exports.rest.json_text import Json

Undecided: TypeAlias = Callable[[str, str], Text | None]
"""What to send for a field that the plan leaves open, by the place in the item and the name.

The place of the item is blank, of its second NIC ``2``, of that one's first IP configuration
``2.1``. ``None`` leaves the field out.
"""
Fields: TypeAlias = dict[str, "Json | None"]


def left_out(_place: str, _field: str) -> None:
    """Nothing is sent for what the plan leaves open."""


def item_body(item: ItemUpdate, undecided: Undecided = left_out) -> Json:
    """The body of the update of an item."""
    details: Json = {"instanceType": ("A2A",), **a2a_fields(item, undecided)}
    return {"properties": {**fields(item, undecided), "providerSpecificDetails": details}}


def fields(item: ItemUpdate, undecided: Undecided = left_out) -> dict[str, Json]:
    """What is set of an item for all kinds of replication."""
    plan = item.item
    vm_nics: list[Json] = [
        _nic(nic, str(number), item.existing, undecided)
        for number, nic in enumerate(item.network_interfaces, 1)
    ]
    decided: Fields = {
        "recoveryAzureVMName": _name(plan.target_vm_name),
        "recoveryAzureVMSize": _name(plan.target_vm_size),
        "selectedRecoveryAzureNetworkId": item.failover_network,
        "selectedTfoAzureNetworkId": item.test_failover_network,
        "vmNics": vm_nics,
    }
    return _filled(decided, "", undecided)


def a2a_fields(item: ItemUpdate, undecided: Undecided = left_out) -> dict[str, Json]:
    """What is set of an item that is replicated from Azure to Azure."""
    return _filled({"tfoAzureVMName": _name(item.item.test_vm_name)}, "", undecided)


def _nic(nic: NicUpdate, place: str, recorded: bool, undecided: Undecided) -> Json:
    """A NIC; where an import ``recorded`` its item, what is not set there is known to be none."""
    failover = _nic_target(nic.failover, recorded)
    test = _nic_target(nic.test_failover, recorded)
    decided: Fields = {
        "nicId": nic.nic_id,
        "selectionType": ("SelectedByUser",),
        "recoveryNetworkSecurityGroupId": failover[0],
        "enableAcceleratedNetworkingOnRecovery": failover[1],
        "tfoNetworkSecurityGroupId": test[0],
        "enableAcceleratedNetworkingOnTfo": test[1],
        "recoveryNicName": failover[2],
        "recoveryNicResourceGroupName": failover[3],
        "reuseExistingNic": failover[4],
        "tfoNicName": test[2],
        "tfoNicResourceGroupName": test[3],
        "tfoReuseExistingNic": test[4],
        "ipConfigs": [
            _ip(ip, f"{place}.{number}", recorded, undecided)
            for number, ip in enumerate(nic.ip_configurations, 1)
        ],
    }
    return _filled(decided, place, undecided)


def _nic_target(target: NicTarget | None, recorded: bool) -> "tuple[Json | None, ...]":
    if target is None:
        return (None,) * 5
    return (
        target.network_security_group or _none(recorded),
        target.accelerated_networking,
        _name(target.name),
        _name(target.resource_group),
        target.reuse_existing,
    )


def _ip(ip: IpUpdate, place: str, recorded: bool, undecided: Undecided) -> Json:
    failover = _ip_target(ip.failover, recorded)
    test = _ip_target(ip.test_failover, recorded)
    decided: Fields = {
        "ipConfigName": (ip.name,),
        "isPrimary": ip.primary,
        "isSeletedForFailover": ip.selected,
        "recoverySubnetName": failover[0],
        "recoveryStaticIPAddress": failover[1],
        "recoveryPublicIPAddressId": failover[2],
        "recoveryLBBackendAddressPoolIds": failover[3],
        "tfoSubnetName": test[0],
        "tfoStaticIPAddress": test[1],
        "tfoPublicIPAddressId": test[2],
        "tfoLBBackendAddressPoolIds": test[3],
    }
    return _filled(decided, place, undecided)


def _ip_target(target: IpTarget | None, recorded: bool) -> "tuple[Json | None, ...]":
    """Subnet, address, public IP and pools; a blank address is a dynamic one."""
    if target is None:
        return (None,) * 4
    address = None if target.subnet is None else text(target.address or "")
    pools: list[Json] = list(target.load_balancer_pools)
    public_ip = target.public_ip or _none(recorded)
    return _name(target.subnet), address, public_ip, pools if pools or recorded else None


def _none(recorded: bool) -> Text | None:
    """A blank where it is known that nothing is set, else nothing that would undo what is."""
    return () if recorded else None


def _name(name: str | None) -> Text | None:
    return None if name is None else text(name)


def _filled(decided: Fields, place: str, undecided: Undecided) -> dict[str, Json]:
    filled = {
        name: undecided(place, name) if value is None else value for name, value in decided.items()
    }
    return {name: value for name, value in filled.items() if value is not None}
