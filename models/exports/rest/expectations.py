"""What Azure answers once a plan is applied: parts of its read models.

The update of an item and the item itself call some things by different names.
"""

from models.exports.application import ItemUpdate, Mapping
from models.exports.rest.item_bodies import a2a_fields, fields
from models.exports.rest.json_text import Json

READ_AS = {
    "ipConfigName": "name",
    "tfoNicName": "tfoRecoveryNicName",
    "tfoNicResourceGroupName": "tfoRecoveryNicResourceGroupName",
}
"""The names of the update that the item has under another."""
ONLY_SENT = ("selectionType",)
"""What an item may show otherwise than it was sent."""


def expected_mapping(mapping: Mapping) -> Json:
    """The part of a network mapping that is planned."""
    return {
        "properties": {
            "primaryNetworkId": mapping.source_id,
            "recoveryNetworkId": mapping.target_id,
        }
    }


def expected_item(item: ItemUpdate) -> Json:
    """The part of a replication protected item that is planned."""
    details: Json = {"instanceType": ("A2A",), **a2a_fields(item), **_read(fields(item))}
    return {"properties": {"providerSpecificDetails": details}}


def _read(sent: dict[str, Json]) -> dict[str, Json]:
    return {
        READ_AS.get(name, name): _each(value)
        for name, value in sent.items()
        if name not in ONLY_SENT
    }


def _each(value: Json) -> Json:
    if isinstance(value, list):
        return [_read(part) if isinstance(part, dict) else part for part in value]
    return value
