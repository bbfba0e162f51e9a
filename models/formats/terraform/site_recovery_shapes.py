"""What is taken of azurerm's Site Recovery resources, as ARM has it under ``properties``.

azurerm 5 has IP configurations inside each NIC; before that a NIC has the settings of its
primary one itself (the provider's page on ``azurerm_site_recovery_replicated_vm``).
"""

from models.formats.terraform.taken import (
    blocks,
    id_of,
    ids_of,
    optional,
    uncommon,
    value,
)
from models.formats.terraform.types import (
    BALANCER_POOLS,
    FABRICS,
    MACHINES,
    NETWORKS,
    NICS,
    PUBLIC_IPS,
)

DETAILS = "properties.providerSpecificDetails"
FABRIC = (value("location", "properties.customDetails.location"),)
MAPPING = (
    id_of("source_network_id", "properties.primaryNetworkId", NETWORKS),
    id_of("target_network_id", "properties.recoveryNetworkId", NETWORKS),
    value("target_recovery_fabric_name", "recoveryFabric"),
)
SETTINGS = (
    value("target_static_ip", "recoveryStaticIPAddress"),
    value("target_subnet_name", "recoverySubnetName"),
    uncommon(id_of("recovery_public_ip_address_id", "recoveryPublicIPAddressId", PUBLIC_IPS)),
    uncommon(
        ids_of(
            "recovery_load_balancer_backend_address_pool_ids",
            "recoveryLBBackendAddressPoolIds",
            BALANCER_POOLS,
            texts=True,
        )
    ),
    value("failover_test_static_ip", "tfoStaticIPAddress"),
    value("failover_test_subnet_name", "tfoSubnetName"),
    uncommon(id_of("failover_test_public_ip_address_id", "tfoPublicIPAddressId", PUBLIC_IPS)),
)
REPLICATED = (
    id_of("source_vm_id", f"{DETAILS}.fabricObjectId", MACHINES),
    optional(id_of("target_network_id", f"{DETAILS}.selectedRecoveryAzureNetworkId", NETWORKS)),
    optional(id_of("test_network_id", f"{DETAILS}.selectedTfoAzureNetworkId", NETWORKS)),
    optional(id_of("target_recovery_fabric_id", "properties.recoveryFabricId", FABRICS)),
    value("target_virtual_machine_size", f"{DETAILS}.recoveryAzureVMSize"),
    blocks(
        "network_interface",
        f"{DETAILS}.vmNics",
        id_of("source_network_interface_id", "sourceNicArmId", NICS),
        *SETTINGS,
        blocks(
            "ip_configuration", "ipConfigs", value("name"), value("primary", "isPrimary"), *SETTINGS
        ),
    ),
)
