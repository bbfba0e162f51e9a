"""Site Recovery as the ``Get-AzRecoveryServicesAsr…`` commands write it, in ARM's shape.

Their names: ``Models/PSObjects.cs`` and ``PSFabricDetails.cs`` under
https://github.com/Azure/azure-powershell/tree/main/src/RecoveryServices/RecoveryServices.SiteRecovery
"""

from collections.abc import Callable, Mapping
from typing import Any

from models.formats.powershell.shapes import TEXTS, VALUE, Shape
from models.formats.powershell.taking import taken

FABRICS = "microsoft.recoveryservices/vaults/replicationfabrics"
MAPPINGS = f"{FABRICS}/replicationnetworks/replicationnetworkmappings"
ITEMS = f"{FABRICS}/replicationprotectioncontainers/replicationprotecteditems"
_RENAMED = {
    "tfoNicName": "tfoRecoveryNicName",
    "tfoNicResourceGroupName": "tfoRecoveryNicResourceGroupName",
}
"""What the commands call otherwise than ARM, of a NIC."""
_CONFIGURATION: Shape = {
    **dict.fromkeys(
        (
            "name",
            "isPrimary",
            "subnetName",
            "staticIPAddress",
            "ipAddressType",
            "isSeletedForFailover",
            "recoverySubnetName",
            "recoveryStaticIPAddress",
            "recoveryIPAddressType",
            "recoveryPublicIPAddressId",
            "tfoSubnetName",
            "tfoStaticIPAddress",
            "tfoPublicIPAddressId",
        ),
        VALUE,
    ),
    "recoveryLBBackendAddressPoolIds": TEXTS,
    "tfoLBBackendAddressPoolIds": TEXTS,
}
_NIC: Shape = {
    **dict.fromkeys(
        (
            "nicId",
            "sourceNicArmId",
            "vMNetworkName",
            "recoveryVMNetworkId",
            "selectionType",
            "recoveryNetworkSecurityGroupId",
            "enableAcceleratedNetworkingOnRecovery",
            "recoveryNicName",
            "recoveryNicResourceGroupName",
            "reuseExistingNic",
            "tfoVMNetworkId",
            "tfoNetworkSecurityGroupId",
            "enableAcceleratedNetworkingOnTfo",
            "tfoReuseExistingNic",
            *_RENAMED,
        ),
        VALUE,
    ),
    "ipConfigs": _CONFIGURATION,
}
_OF_ITEM = (
    "friendlyName",
    "protectionState",
    "activeLocation",
    "primaryFabricFriendlyName",
    "recoveryFabricFriendlyName",
    "recoveryFabricId",
    "policyId",
    "testFailoverState",
    "replicationHealth",
)
_OF_DETAILS = (
    "recoveryAzureVMName",
    "recoveryAzureVMSize",
    "selectedRecoveryAzureNetworkId",
    "selectedTfoAzureNetworkId",
    "tfoAzureVMName",
)
_ITEM: Shape = {
    **dict.fromkeys((*_OF_ITEM, *_OF_DETAILS, "replicationProvider"), VALUE),
    "providerSpecificDetails": dict.fromkeys(
        (
            "fabricObjectId",
            "primaryFabricLocation",
            "recoveryFabricLocation",
            "recoveryAzureResourceGroupId",
        ),
        VALUE,
    ),
    "nicDetailsList": _NIC,
}
_OF_MAPPING = (
    "primaryNetworkId",
    "recoveryNetworkId",
    "primaryFabricFriendlyName",
    "recoveryFabricFriendlyName",
)
_MAPPING: Shape = {
    **dict.fromkeys((*_OF_MAPPING, "pairingStatus"), VALUE),
    "fabricSpecificNetworkMappingDetails": {
        "primaryNetworkLocation": VALUE,
        "recoveryNetworkLocation": VALUE,
    },
}
_FABRIC: Shape = {
    "friendlyName": VALUE,
    "fabricType": VALUE,
    "fabricSpecificDetails": {"location": VALUE},
}


def _item(data: Mapping[str, Any]) -> dict[str, Any]:
    own = taken(data, _ITEM)
    details = _object(own.get("providerSpecificDetails"))
    details |= {name: own[name] for name in _OF_DETAILS if name in own}
    details["instanceType"] = own.get("replicationProvider")
    nics = own.get("nicDetailsList")
    details["vmNics"] = [_nic(nic) for nic in nics] if isinstance(nics, list) else nics
    named = {name: own[name] for name in _OF_ITEM if name in own}
    return {**named, "providerSpecificDetails": details}


def _nic(nic: Any) -> Any:
    if not isinstance(nic, dict):
        return nic
    return {_RENAMED.get(name, name): value for name, value in nic.items()}


def _mapping(data: Mapping[str, Any]) -> dict[str, Any]:
    own = taken(data, _MAPPING)
    where = _object(own.get("fabricSpecificNetworkMappingDetails"))
    settings = {
        "primaryFabricLocation": where.get("primaryNetworkLocation"),
        "recoveryFabricLocation": where.get("recoveryNetworkLocation"),
    }
    if any(settings.values()):
        settings["instanceType"] = "AzureToAzure"
    named = {name: own[name] for name in _OF_MAPPING if name in own}
    return {**named, "state": own.get("pairingStatus"), "fabricSpecificSettings": settings}


def _fabric(data: Mapping[str, Any]) -> dict[str, Any]:
    own = taken(data, _FABRIC)
    details = _object(own.get("fabricSpecificDetails"))
    details["instanceType"] = own.get("fabricType")
    return {"friendlyName": own.get("friendlyName"), "customDetails": details}


def _object(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}


PROPERTIES: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    ITEMS: _item,
    MAPPINGS: _mapping,
    FABRICS: _fabric,
}
"""By kind, what ARM has under ``properties``. They raise :class:`CutOff`."""
