"""What ARM says in other words than Terraform, and what Terraform leaves unsaid."""

from typing import Any

from models.formats.arm_ids import ArmId
from models.formats.terraform.site_recovery_shapes import SETTINGS
from models.formats.terraform.values import mapping

_SETTING_NAMES = {field.to for field in SETTINGS}


def machine(_id: ArmId, fields: dict[str, Any]) -> None:
    """The primary NIC is the one that is named so, else the first."""
    named = mapping(fields.pop("primaryNetworkInterface", None)).get("id")
    nics = _rows(mapping(fields.get("networkProfile")).get("networkInterfaces"))
    ids = [str(nic.get("id")).casefold() for nic in nics]
    chosen = str(named).casefold() if named else ""
    position = ids.index(chosen) if chosen in ids else 0
    for number, nic in enumerate(nics):
        nic["primary"] = number == position


def endpoint(_id: ArmId, fields: dict[str, Any]) -> None:
    """The address of an endpoint stands at its connection, where none was asked for."""
    connections = fields.pop("connections", None)
    fields["ipConfigurations"] = fields.get("ipConfigurations") or connections


def fabric(_id: ArmId, fields: dict[str, Any]) -> None:
    """Only fabrics of Azure are managed by azurerm."""
    details = fields.setdefault("properties", {}).setdefault("customDetails", {})
    details["instanceType"] = "Azure"


def network_mapping(id: ArmId, fields: dict[str, Any]) -> None:
    """Only networks of Azure are mapped by azurerm; both fabrics are of one vault."""
    properties = fields.setdefault("properties", {})
    properties["fabricSpecificSettings"] = {"instanceType": "AzureToAzure"}
    name = fields.pop("recoveryFabric", None)
    if isinstance(name, str) and name:
        vault = id.parent.parent.parent.text
        properties["recoveryFabricArmId"] = f"{vault}/replicationFabrics/{name}"


def replicated_machine(_id: ArmId, fields: dict[str, Any]) -> None:
    """A NIC may have the settings of its primary configuration itself."""
    details = fields.setdefault("properties", {}).setdefault("providerSpecificDetails", {})
    details["instanceType"] = "A2A"
    for nic in _rows(details.get("vmNics")):
        own = {name: nic.pop(name) for name in list(nic) if name in _SETTING_NAMES}
        if not nic.get("ipConfigs") and any(own.values()):
            nic["ipConfigs"] = [{"isPrimary": True, **own}]


def _rows(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
