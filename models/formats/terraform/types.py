"""azurerm's names for the types that others refer to."""

NETWORKS = frozenset({"azurerm_virtual_network"})
SUBNETS = frozenset({"azurerm_subnet"})
NICS = frozenset({"azurerm_network_interface"})
MACHINES = frozenset(
    {
        "azurerm_linux_virtual_machine",
        "azurerm_windows_virtual_machine",
        "azurerm_virtual_machine",
    }
)
PUBLIC_IPS = frozenset({"azurerm_public_ip"})
GROUPS = frozenset({"azurerm_network_security_group"})
LOAD_BALANCERS = frozenset({"azurerm_lb"})
BALANCER_POOLS = frozenset({"azurerm_lb_backend_address_pool"})
FABRICS = frozenset({"azurerm_site_recovery_fabric"})
NIC_GROUPS = "azurerm_network_interface_security_group_association"
NIC_POOLS = "azurerm_network_interface_backend_address_pool_association"
