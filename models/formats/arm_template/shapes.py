"""What a plan takes of the resources of a template. Nothing else of them is worked out."""

from collections.abc import Mapping
from typing import NamedTuple

from models.formats.azure_holders import ENDPOINTS, HOLDERS
from models.formats.azure_interfaces import NICS
from models.formats.azure_machines import MACHINES
from models.formats.azure_networks import NETWORKS


class Field(NamedTuple):
    """A field that is taken: a value or a list of values, or objects with fields inside.

    Where ``needed``, the object around it means nothing when it cannot be worked out. A
    ``flag`` may be written as text, as Azure takes it too.
    """

    inside: "Mapping[str, Field] | None" = None
    needed: bool = False
    flag: bool = False


VALUE = Field()
NEEDED = Field(needed=True)
FLAG = Field(flag=True)
ID = {"id": NEEDED}
SUBNET = {
    "name": NEEDED,
    "addressPrefix": NEEDED,
    "addressPrefixes": NEEDED,
    "delegations": Field({"serviceName": NEEDED}),
}
PEERING = {"remoteVirtualNetwork": Field(ID, needed=True)}
IP_CONFIGURATION = {
    "name": NEEDED,
    "primary": FLAG,
    "privateIPAddress": VALUE,
    "privateIPAddressPrefixLength": VALUE,
    "privateIPAddressVersion": NEEDED,
    "privateIPAllocationMethod": NEEDED,
    "subnet": Field(ID, needed=True),
    "publicIPAddress": Field(ID),
    "loadBalancerBackendAddressPools": Field(ID),
}
FRONTEND = {"name": VALUE, "privateIPAddress": VALUE, "subnet": Field(ID, needed=True)}
SHAPES: Mapping[str, Mapping[str, Field]] = {
    NETWORKS: {
        "addressSpace": Field({"addressPrefixes": NEEDED}, needed=True),
        "subnets": Field(SUBNET),
        "virtualNetworkPeerings": Field(PEERING),
    },
    NICS: {
        "ipConfigurations": Field(IP_CONFIGURATION, needed=True),
        "primary": FLAG,
        "enableAcceleratedNetworking": FLAG,
        "networkSecurityGroup": Field(ID),
    },
    MACHINES: {
        "networkProfile": Field(
            {"networkInterfaces": Field({"id": NEEDED, "primary": FLAG}, needed=True)}, needed=True
        )
    },
    ENDPOINTS: {
        "subnet": Field(ID, needed=True),
        "ipConfigurations": Field({"privateIPAddress": NEEDED}),
        "customDnsConfigs": Field({"ipAddresses": NEEDED}),
    },
    **{kind: {name: Field(FRONTEND) for name in HOLDERS[kind].fields} for kind in HOLDERS},
    "microsoft.network/publicipaddresses": {},
}
"""By kind, as :attr:`models.formats.arm_ids.ArmId.kind` has it."""
IDENTIFIED = {NETWORKS, NICS, MACHINES}
"""Whose names become names in the plan; the others' only say who holds an address."""
CHILDREN = {
    f"{NETWORKS}/subnets": ("subnets", SUBNET),
    f"{NETWORKS}/virtualnetworkpeerings": ("virtualNetworkPeerings", PEERING),
}
"""Resources of their own that are rows of the one they belong to: where they go there."""
