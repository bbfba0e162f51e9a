"""What a plan takes of Azure resources, field by field; nothing else of them is kept."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias, Union

from models.formats.azure_estate import PUBLIC_IPS
from models.formats.azure_holders import ENDPOINTS, HOLDERS
from models.formats.azure_interfaces import NICS, POOLS
from models.formats.azure_machines import MACHINES, PROFILE
from models.formats.azure_networks import NETWORKS, USERS


class Leaf(Enum):
    """A field that is no object: one value, or a list of texts."""

    VALUE = "value"
    TEXTS = "texts"


Shape: TypeAlias = Mapping[str, Union[Leaf, "Shape"]]
"""The fields of an object; those of objects inside it, or of each in a list of them."""

VALUE, TEXTS = Leaf.VALUE, Leaf.TEXTS
ID: Shape = {"id": VALUE}
SUBNET: Shape = {
    "id": VALUE,
    "name": VALUE,
    "addressPrefix": VALUE,
    "addressPrefixes": TEXTS,
    "delegations": {"serviceName": VALUE},
    **dict.fromkeys(USERS, ID),
}
IP_CONFIGURATION: Shape = {
    "id": VALUE,
    "name": VALUE,
    "primary": VALUE,
    "privateIPAddress": VALUE,
    "privateIPAddressPrefixLength": VALUE,
    "privateIPAddressVersion": VALUE,
    "privateIPAllocationMethod": VALUE,
    "subnet": ID,
    "publicIPAddress": ID,
    POOLS: ID,
}
FRONTEND: Shape = {"id": VALUE, "name": VALUE, "privateIPAddress": VALUE, "subnet": ID}
SHAPES: Mapping[str, Shape] = {
    NETWORKS: {
        "location": VALUE,
        "addressSpace": {"addressPrefixes": TEXTS},
        "subnets": SUBNET,
        "virtualNetworkPeerings": {"remoteVirtualNetwork": ID},
    },
    NICS: {
        "location": VALUE,
        "primary": VALUE,
        "enableAcceleratedNetworking": VALUE,
        "networkSecurityGroup": ID,
        "virtualMachine": ID,
        "privateEndpoint": ID,
        "privateLinkService": ID,
        "ipConfigurations": IP_CONFIGURATION,
    },
    MACHINES: {
        "location": VALUE,
        PROFILE: {"networkInterfaces": {"id": VALUE, "primary": VALUE}},
    },
    ENDPOINTS: {
        "subnet": ID,
        "networkInterfaces": ID,
        "ipConfigurations": {"privateIPAddress": VALUE},
        "customDnsConfigs": {"ipAddresses": TEXTS},
    },
    **{kind: dict.fromkeys(HOLDERS[kind].fields, FRONTEND) for kind in HOLDERS},
    PUBLIC_IPS: {},
}
"""By kind, as :attr:`models.formats.arm_ids.ArmId.kind` has it."""
