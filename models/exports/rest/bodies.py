"""What Azure's REST API is sent, in its own words.

<https://learn.microsoft.com/rest/api/virtualnetwork/virtual-networks/create-or-update> and
<https://learn.microsoft.com/rest/api/site-recovery/replication-network-mappings/create>.
"""

from models.exports.application import Mapping, PlannedNetwork
from models.exports.application.peerings import Peering
from models.exports.rest.json_text import Json
from models.topology import Subnet


def network_body(network: PlannedNetwork) -> Json:
    """A virtual network with its subnets."""
    planned = network.network
    return {
        "location": (planned.region,),
        "properties": {
            "addressSpace": {"addressPrefixes": _texts(planned.address_space)},
            "subnets": [_subnet(subnet) for subnet in planned.subnets],
        },
    }


def peering_body(peering: Peering) -> Json:
    """One half of a peering."""
    remote: Json = {"id": peering.remote}
    return {"properties": {"remoteVirtualNetwork": remote, "allowVirtualNetworkAccess": True}}


def mapping_body(mapping: Mapping) -> Json:
    """A network mapping, to create it as well as to change it."""
    return {
        "properties": {
            "recoveryFabricName": mapping.target_fabric,
            "recoveryNetworkId": mapping.target_id,
            "fabricSpecificDetails": {
                "instanceType": ("AzureToAzure",),
                "primaryNetworkId": mapping.source_id,
            },
        }
    }


def _subnet(subnet: Subnet) -> Json:
    prefixes = _texts(subnet.address_prefixes)
    properties: dict[str, Json] = (
        {"addressPrefix": prefixes[0]} if len(prefixes) == 1 else {"addressPrefixes": prefixes}
    )
    if subnet.delegation:
        service: Json = {"serviceName": (subnet.delegation,)}
        properties["delegations"] = [{"name": ("delegation",), "properties": service}]
    return {"name": (subnet.name,), "properties": properties}


def _texts(values: tuple[object, ...]) -> list[Json]:
    return [(str(value),) for value in values]
