"""What a plan takes of azurerm's resources, in the spellings of its versions 2 to 5.

Every attribute that is read stands here; no other is looked at.
https://github.com/hashicorp/terraform-provider-azurerm
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from models.formats.arm_ids import ArmId
from models.formats.terraform import finishing
from models.formats.terraform.site_recovery_shapes import FABRIC, MAPPING, REPLICATED
from models.formats.terraform.taken import (
    Field,
    blocks,
    id_of,
    ids_of,
    needed,
    optional,
    uncommon,
    value,
)
from models.formats.terraform.types import (
    BALANCER_POOLS,
    GROUPS,
    LOAD_BALANCERS,
    MACHINES,
    NETWORKS,
    NICS,
    PUBLIC_IPS,
    SUBNETS,
)

NETWORK, BALANCER = "network", "balancer"
"""What some kinds are part of, beside the namespace that stands around the others."""
VAULT = "Microsoft.RecoveryServices/vaults/{}"


class Kind(NamedTuple):
    """A kind of resource: where its id comes from, and what is taken of it.

    ``around`` stands in an id before ``segments``, with the values of ``names`` filled in.
    ``identified`` is what is called by its name in a plan. ``part`` is a row of another
    resource. ``finish`` puts the fields into ARM's words where that takes more than names.
    """

    around: str
    segments: str
    fields: tuple[Field, ...] = ()
    identified: bool = False
    part: bool = False
    names: tuple[str, ...] = ()
    finish: Callable[[ArmId, dict[str, Any]], None] | None = None

    @property
    def type(self) -> str:
        """The resource type as ARM has it."""
        words = f"{self.around}/{self.segments}".split("/")
        return "/".join(word for word in words if word != "{}" and word != "azureNetwork")


NAME, LOCATION = value("name"), needed("location")
PREFIXES = (
    needed("address_prefixes", "addressPrefixes"),
    value("address_prefix", "addressPrefix"),
)
DELEGATION = blocks(
    "delegation",
    "delegations",
    blocks("service_delegation", "properties", value("name", "serviceName"), single=True),
)
SUBNET = (NAME, *PREFIXES, DELEGATION)
ADDRESS = (
    value("private_ip_address", "privateIPAddress"),
    value("private_ip_address_allocation", "privateIPAllocationMethod"),
    value("private_ip_address_version", "privateIPAddressVersion"),
)
IP_CONFIGURATION = (
    NAME,
    value("primary"),
    *ADDRESS,
    id_of("subnet_id", "subnet.id", SUBNETS),
    optional(id_of("public_ip_address_id", "publicIPAddress.id", PUBLIC_IPS)),
    uncommon(
        ids_of(
            "load_balancer_backend_address_pools_ids",
            "loadBalancerBackendAddressPools",
            BALANCER_POOLS,
        )
    ),
)
FRONTEND = (NAME, ADDRESS[0], id_of("subnet_id", "subnet.id", SUBNETS))
ENDPOINT = (
    id_of("subnet_id", "subnet.id", SUBNETS),
    blocks("network_interface", "networkInterfaces", value("id")),
    blocks("ip_configuration", "ipConfigurations", ADDRESS[0]),
    blocks("private_service_connection", "connections", ADDRESS[0]),
    blocks("custom_dns_configs", "customDnsConfigs", value("ip_addresses", "ipAddresses")),
)
MACHINE = (
    LOCATION,
    ids_of("network_interface_ids", "networkProfile.networkInterfaces", NICS),
    uncommon(id_of("primary_network_interface_id", "primaryNetworkInterface.id", NICS)),
)
VIRTUAL_NETWORK = (
    LOCATION,
    needed("address_space", "addressSpace.addressPrefixes"),
    blocks("subnet", "subnets", *SUBNET),
    value("subnets", "subnetNames"),
)
INTERFACE = (
    value("location"),
    value("enable_accelerated_networking", "enableAcceleratedNetworking"),
    value("accelerated_networking_enabled", "enableAcceleratedNetworking"),
    uncommon(id_of("network_security_group_id", "networkSecurityGroup.id", GROUPS)),
    blocks("ip_configuration", "ipConfigurations", *IP_CONFIGURATION),
)


def _network(segments: str, *fields: Field, identified: bool = False) -> Kind:
    return Kind("Microsoft.Network", segments, fields, identified)


def _frontends(segments: str, *names: tuple[str, str]) -> Kind:
    """A kind that holds addresses in subnets, under those attributes."""
    return _network(segments, *(blocks(name, to, *FRONTEND) for name, to in names))


TYPES: Mapping[str, Kind] = {
    **dict.fromkeys(NETWORKS, _network("virtualNetworks", *VIRTUAL_NETWORK, identified=True)),
    **dict.fromkeys(SUBNETS, Kind(NETWORK, "subnets", SUBNET, True, True)),
    "azurerm_virtual_network_peering": Kind(
        NETWORK,
        "virtualNetworkPeerings",
        (NAME, id_of("remote_virtual_network_id", "remoteVirtualNetwork.id", NETWORKS)),
        part=True,
    ),
    **dict.fromkeys(NICS, _network("networkInterfaces", *INTERFACE, identified=True)),
    **dict.fromkeys(
        MACHINES,
        Kind("Microsoft.Compute", "virtualMachines", MACHINE, True, finish=finishing.machine),
    ),
    **dict.fromkeys(PUBLIC_IPS, _network("publicIPAddresses")),
    **dict.fromkeys(GROUPS, _network("networkSecurityGroups")),
    **dict.fromkeys(
        LOAD_BALANCERS,
        _frontends("loadBalancers", ("frontend_ip_configuration", "frontendIPConfigurations")),
    ),
    **dict.fromkeys(BALANCER_POOLS, Kind(BALANCER, "backendAddressPools", part=True)),
    "azurerm_private_endpoint": Kind(
        "Microsoft.Network", "privateEndpoints", ENDPOINT, finish=finishing.endpoint
    ),
    "azurerm_application_gateway": _frontends(
        "applicationGateways",
        ("frontend_ip_configuration", "frontendIPConfigurations"),
        ("gateway_ip_configuration", "gatewayIPConfigurations"),
    ),
    "azurerm_bastion_host": _frontends("bastionHosts", ("ip_configuration", "ipConfigurations")),
    "azurerm_firewall": _frontends(
        "azureFirewalls",
        ("ip_configuration", "ipConfigurations"),
        ("management_ip_configuration", "managementIpConfiguration"),
    ),
    "azurerm_virtual_network_gateway": _frontends(
        "virtualNetworkGateways", ("ip_configuration", "ipConfigurations")
    ),
    "azurerm_site_recovery_fabric": Kind(
        VAULT,
        "replicationFabrics",
        FABRIC,
        names=("recovery_vault_name",),
        finish=finishing.fabric,
    ),
    "azurerm_site_recovery_network_mapping": Kind(
        f"{VAULT}/replicationFabrics/{{}}/replicationNetworks/azureNetwork",
        "replicationNetworkMappings",
        MAPPING,
        names=("recovery_vault_name", "source_recovery_fabric_name"),
        finish=finishing.network_mapping,
    ),
    "azurerm_site_recovery_replicated_vm": Kind(
        f"{VAULT}/replicationFabrics/{{}}/replicationProtectionContainers/{{}}",
        "replicationProtectedItems",
        REPLICATED,
        names=(
            "recovery_vault_name",
            "source_recovery_fabric_name",
            "source_recovery_protection_container_name",
        ),
        finish=finishing.replicated_machine,
    ),
}
"""By the type that azurerm gives them."""
AS_DATA = NETWORKS | SUBNETS | NICS | LOAD_BALANCERS | PUBLIC_IPS | GROUPS | BALANCER_POOLS
"""What is taken of data sources too."""
