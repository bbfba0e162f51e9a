"""Networks, peerings and mappings as resources of Azure Resource Manager.

Types and properties are those of
<https://learn.microsoft.com/azure/templates/microsoft.network/virtualnetworks> and
<https://learn.microsoft.com/azure/templates/microsoft.recoveryservices/vaults/replicationfabrics/replicationnetworks/replicationnetworkmappings>.
"""

from collections.abc import Iterator, Sequence

from models.exports.application import Mapping, PlannedNetwork
from models.exports.application.parameters import text
from models.exports.application.peerings import Peering
from models.exports.deployment.stages import Resource, Value
from models.exports.export import DistinctNames
from models.topology import Subnet

NETWORK = "Microsoft.Network/virtualNetworks"
PEERING = f"{NETWORK}/virtualNetworkPeerings"
MAPPING = (
    "Microsoft.RecoveryServices/vaults/replicationFabrics/replicationNetworks"
    "/replicationNetworkMappings"
)
NETWORK_VERSION = "2025-07-01"
MAPPING_VERSION = "2025-08-01"


class Resources:
    """Makes the resources of a deployment, each with a symbol of its own."""

    def __init__(self) -> None:
        self._symbols = DistinctNames("_")

    def network(self, network: PlannedNetwork) -> Resource:
        """A planned network with its subnets."""
        planned = network.network
        properties: dict[str, Value] = {
            "addressSpace": {"addressPrefixes": _texts(planned.address_space)},
        }
        if planned.subnets:
            properties["subnets"] = [_subnet(subnet) for subnet in planned.subnets]
        body: dict[str, Value] = {"location": text(planned.region), "properties": properties}
        symbol = self._symbol("network", planned.id)
        return Resource(symbol, NETWORK, NETWORK_VERSION, (text(planned.name),), body)

    def peerings(self, halves: Sequence[Peering]) -> Iterator[Resource]:
        """Halves of peerings; Azure takes one at a time, so each waits for the one before it."""
        before: tuple[str, ...] = ()
        for half in halves:
            network = half.network.network
            symbol = self._symbol("peering", network.id, half.name)
            properties: Value = {"remoteVirtualNetwork": {"id": half.remote}}
            name = text(network.name), text(half.name)
            body = {"properties": properties}
            yield Resource(symbol, PEERING, NETWORK_VERSION, name, body, before)
            before = (symbol,)

    def mappings(self, mappings: Sequence[Mapping]) -> Iterator[Resource]:
        """Mappings of a vault; the way back is made after the way there (M8)."""
        symbols: dict[tuple[str, str], str] = {}
        for mapping in mappings:
            symbol = self._symbol("mapping", mapping.source, "to", mapping.target)
            forth = symbols.get((mapping.target, mapping.source))
            symbols[mapping.source, mapping.target] = symbol
            yield Resource(
                symbol,
                MAPPING,
                MAPPING_VERSION,
                (
                    mapping.vault.name,
                    mapping.source_fabric,
                    text(mapping.segment),
                    text(mapping.name),
                ),
                {"properties": _mapping(mapping)},
                (forth,) if forth else (),
            )

    def _symbol(self, *words: str) -> str:
        return self._symbols.of(repr(words))


def _subnet(subnet: Subnet) -> Value:
    prefixes = _texts(subnet.address_prefixes)
    one = len(prefixes) == 1
    properties: dict[str, Value] = (
        {"addressPrefix": prefixes[0]} if one else {"addressPrefixes": prefixes}
    )
    if subnet.delegation:
        delegated: Value = {"serviceName": text(subnet.delegation)}
        properties["delegations"] = [{"name": text("delegation"), "properties": delegated}]
    return {"name": text(subnet.name), "properties": properties}


def _mapping(mapping: Mapping) -> Value:
    return {
        "recoveryFabricName": mapping.target_fabric,
        "recoveryNetworkId": mapping.target_id,
        "fabricSpecificDetails": {
            "instanceType": text("AzureToAzure"),
            "primaryNetworkId": mapping.source_id,
        },
    }


def _texts(values: Sequence[object]) -> list[Value]:
    return [text(str(value)) for value in values]
