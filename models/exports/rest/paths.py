"""Paths of Azure's REST API, below the endpoint of the cloud."""

from urllib.parse import quote

from models.exports.application import ItemUpdate, Mapping, PlannedNetwork, Text, Vault
from models.exports.application.parameters import text

NETWORK_API = "2025-07-01"
SITE_RECOVERY_API = "2025-08-01"
"""The version of <https://learn.microsoft.com/rest/api/site-recovery>."""
_DOTS = {".": "%2E", "..": "%2E%2E"}


def network_path(network: PlannedNetwork) -> Text:
    """Of a planned network."""
    return text(_network(network), _version(NETWORK_API))


def peering_path(network: PlannedNetwork, name: str) -> Text:
    """Of a peering of a planned network."""
    return text(
        _network(network), "/virtualNetworkPeerings/", _part((name,)), _version(NETWORK_API)
    )


def mapping_path(mapping: Mapping) -> Text:
    """Of a network mapping."""
    return text(
        _vault(mapping.vault),
        ("/replicationFabrics/", *_part(mapping.source_fabric)),
        ("/replicationNetworks/", *_part((mapping.segment,))),
        ("/replicationNetworkMappings/", *_part((mapping.name,))),
        _version(SITE_RECOVERY_API),
    )


def item_path(item: ItemUpdate) -> Text:
    """Of a replication protected item."""
    return text(
        _vault(item.vault),
        ("/replicationFabrics/", *_part(item.fabric)),
        ("/replicationProtectionContainers/", *_part(item.container)),
        ("/replicationProtectedItems/", *_part(item.name)),
        _version(SITE_RECOVERY_API),
    )


def _network(network: PlannedNetwork) -> Text:
    group = _group(network.subscription, network.resource_group)
    name = _part((network.network.name,))
    return text(group, "/providers/Microsoft.Network/virtualNetworks/", name)


def _vault(vault: Vault) -> Text:
    group = _group(vault.subscription, vault.resource_group)
    return text(group, "/providers/Microsoft.RecoveryServices/vaults/", _part(vault.name))


def _group(subscription: Text, resource_group: Text) -> Text:
    return text("/subscriptions/", _part(subscription), "/resourceGroups/", _part(resource_group))


def _part(name: Text) -> Text:
    """One name between two slashes; nothing in it begins another one."""
    return tuple(_encoded(piece) if isinstance(piece, str) else piece for piece in name)


def _encoded(piece: str) -> str:
    return _DOTS.get(piece) or quote(piece, safe="()", errors="surrogatepass")


def _version(api: str) -> str:
    return f"?api-version={api}"
