"""Plans to export: one of which an import told everything, one that knows nothing of Azure."""

# ruff: noqa: E501

from functools import lru_cache
from typing import Any

import tomli_w

from models.assign import Assignments, assign
from models.formats import plan_toml

SUB = "00000000-0000-0000-0000-000000000000"
VAULT = f"/Subscriptions/{SUB}/resourceGroups/rg-vault/providers/Microsoft.RecoveryServices/vaults/vault1"
FABRICS = f"{VAULT}/replicationFabrics"
NIC_ID = "485bb4f6-fdfb-5abf-89cc-58c08000c814"

KNOWN = f"""
format = 1
name = "Contoso"
source_region = "eastus"
target_region = "westus2"

[[virtual_networks]]
name = "vnet-prod"
region = "eastus"
resource_group = "rg-net"
subscription = "{SUB}"
address_space = ["10.10.0.0/16"]

[[virtual_networks.subnets]]
name = "snet-app"
address_prefixes = ["10.10.1.0/24"]
in_use = [{{ address = "10.10.1.9", by = "ilb-app/front" }}]

[[virtual_networks]]
name = "vnet-prod-dr"
region = "westus2"
resource_group = "rg-net-dr"
subscription = "{SUB}"
address_space = ["10.20.0.0/16"]
state = "planned"
peered_with = ["hub-outside", "/subscriptions/{SUB}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/hub-dr"]

[[virtual_networks.subnets]]
name = "snet-app"
address_prefixes = ["10.20.1.0/24"]

[[virtual_networks.subnets]]
name = "snet-sqlmi"
address_prefixes = ["10.20.2.0/24", "10.20.3.0/24"]
delegation = "Microsoft.Sql/managedInstances"

[[virtual_networks]]
name = "vnet-prod-tfo"
region = "westus2"
resource_group = "rg-net-dr"
subscription = "{SUB}"
address_space = ["10.30.0.0/16"]
production = false

[[virtual_networks.subnets]]
name = "snet-app"
address_prefixes = ["10.30.1.0/24"]

[[virtual_machines]]
name = "web1"
region = "eastus"
resource_group = "rg-app"
subscription = "{SUB}"

[[virtual_machines.network_interfaces]]
name = "web1-nic"
primary = true
accelerated_networking = true

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig1"
primary = true
network = "vnet-prod"
subnet = "snet-app"
address = "10.10.1.10"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig2"
network = "vnet-prod"
subnet = "snet-app"
address = "10.10.1.11"

[[virtual_machines.network_interfaces]]
name = "web1-nic2"
resource_group = "rg-nics"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig1"
network = "vnet-prod"
subnet = "snet-app"
address = "10.10.1.12"
allocation = "dynamic"

[[network_mappings]]
source = "vnet-prod"
target = "vnet-prod-dr"
azure_id = "{FABRICS}/asr-a2a-default-eastus/replicationNetworks/azureNetwork/replicationNetworkMappings/eastus-westus2-vnet-prod"

[[network_mappings]]
source = "vnet-prod-dr"
target = "vnet-prod"
azure_id = "{FABRICS}/asr-a2a-default-westus2/replicationNetworks/azureNetwork/replicationNetworkMappings/westus2-eastus-vnet-prod-dr"

[[replicated_items]]
virtual_machine = "web1"
failover_network = "vnet-prod-dr"
test_failover_network = "vnet-prod-tfo"
azure_id = "{FABRICS}/asr-a2a-default-eastus/replicationProtectionContainers/asr-a2a-default-eastus-container/replicationProtectedItems/web1"
target_vm_name = "web1"
target_vm_size = "Standard_D2s_v5"
test_vm_name = "web1-test"

[[replicated_items.network_interfaces]]
name = "web1-nic"
nic_id = "{NIC_ID}"
failover = {{ name = "web1-nic-dr", resource_group = "rg-app-dr", network_security_group = "/subscriptions/{SUB}/resourceGroups/rg-net-dr/providers/Microsoft.Network/networkSecurityGroups/web-dr" }}
test_failover = {{ name = "web1-nic-test", accelerated_networking = false }}

[[replicated_items.network_interfaces]]
name = "web1-nic2"
nic_id = "11111111-fdfb-5abf-89cc-58c08000c814"

[[replicated_items.ip_configurations]]
network_interface = "web1-nic"
name = "ipconfig1"
failover = {{ subnet = "snet-app", address = "10.20.1.10", public_ip = "/subscriptions/{SUB}/resourceGroups/rg-net-dr/providers/Microsoft.Network/publicIPAddresses/web1-dr", load_balancer_pools = ["/subscriptions/{SUB}/resourceGroups/rg-net-dr/providers/Microsoft.Network/loadBalancers/ilb/backendAddressPools/web"] }}
test_failover = {{ subnet = "snet-app", address = "10.30.1.10" }}

[[replicated_items.ip_configurations]]
network_interface = "web1-nic"
name = "ipconfig2"
selected = false
"""
"""One item with two NICs and three IP configurations, all ids of Azure known."""

UNKNOWN = """
format = 1
name = "Bare"

[[virtual_networks]]
name = "vnet"
region = "eastasia"
address_space = ["10.1.0.0/16"]

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.1.1.0/24"]

[[virtual_networks]]
name = "vnet-asr"
region = "southeastasia"
address_space = ["10.1.0.0/16"]
state = "planned"

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.1.1.0/24"]

[[virtual_machines]]
name = "web-01"
region = "eastasia"

[[virtual_machines.network_interfaces]]
name = "web-01-nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig1"
network = "vnet"
subnet = "web"
address = "10.1.1.4"

[[network_mappings]]
source = "vnet"
target = "vnet-asr"

[[network_mappings]]
source = "vnet-asr"
target = "vnet"

[[replicated_items]]
virtual_machine = "web-01"
failover_network = "vnet-asr"

[[replicated_items.network_interfaces]]
name = "web-01-nic"
failover = { network_security_group = "web-nsg-dr" }

[[replicated_items.ip_configurations]]
network_interface = "web-01-nic"
name = "ipconfig1"
failover = { public_ip = "web-pip-dr", load_balancer_pools = ["ilb-dr/web"] }
"""
"""Subscriptions, resource groups, vault, fabrics and ids: nothing is known."""


def known() -> Assignments:
    """The results of the plan of which everything is known."""
    return results(KNOWN)


def unknown() -> Assignments:
    """The results of the plan that knows nothing of Azure."""
    return results(UNKNOWN)


def results(text: str) -> Assignments:
    """The results of a plan given as TOML."""
    return assign(plan_toml.loads(text))


@lru_cache(maxsize=4)
def hostile(text: str) -> Assignments:
    """The results of a plan in which every name, note and id is, or has in it, ``text``.

    What must differ from another name has letters after the text; what must not be an
    ARM id is none.
    """

    data: dict[str, Any] = {
        "format": 1,
        "name": text,
        "note": text,
        "regions": [
            {"name": f"{text}r1", "display_name": text},
            {"name": f"{text}r2", "display_name": text},
        ],
        "virtual_networks": [
            _network(text, "v1", "r1", peered_with=[text]),
            _network(text, "v2", "r2", state="planned", peered_with=[f"{text}p"], note=text),
            _network(text, "v3", "r2", production=False),
        ],
        "virtual_machines": [
            {
                "id": f"{text}m",
                "name": f"{text}m",
                "region": f"{text}r1",
                "resource_group": text,
                "subscription": text,
                "note": text,
                "network_interfaces": [
                    {
                        "name": f"{text}n",
                        "primary": True,
                        "resource_group": f"{text}g",
                        "network_security_group": text,
                        "ip_configurations": [_ip(text, "i", "10.0.0.10")],
                    },
                    {"name": f"{text}o", "ip_configurations": [_ip(text, "i", "10.0.0.11")]},
                ],
            }
        ],
        "network_mappings": [
            {"source": f"{text}v1", "target": f"{text}v2", "note": text},
            {"source": f"{text}v2", "target": f"{text}v1"},
        ],
        "replicated_items": [
            {
                "virtual_machine": f"{text}m",
                "failover_network": f"{text}v2",
                "test_failover_network": f"{text}v3",
                "target_vm_name": text,
                "target_vm_size": text,
                "test_vm_name": text,
                "note": text,
                "network_interfaces": [
                    {
                        "name": f"{text}n",
                        "nic_id": text,
                        "failover": {
                            "name": text,
                            "resource_group": text,
                            "network_security_group": text,
                        },
                        "test_failover": {"name": text, "network_security_group": f"/{text}"},
                    }
                ],
                "ip_configurations": [
                    {
                        "network_interface": f"{text}n",
                        "name": f"{text}i",
                        "failover": {
                            "subnet": f"{text}s",
                            "public_ip": text,
                            "load_balancer_pools": [text],
                        },
                        "test_failover": {"public_ip": f"/{text}"},
                    }
                ],
            }
        ],
    }
    return assign(plan_toml.loads(tomli_w.dumps(data)))


def _network(text: str, name: str, region: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"{text}{name}",
        "name": f"{text}{name}",
        "region": f"{text}{region}",
        "resource_group": text,
        "subscription": text,
        "address_space": ["10.0.0.0/24"],
        "subnets": [
            {
                "name": f"{text}s",
                "address_prefixes": ["10.0.0.0/25"],
                "note": text,
                "in_use": [{"address": "10.0.0.20", "by": text}],
            },
            {"name": f"{text}t", "address_prefixes": ["10.0.0.128/25"], "delegation": text},
        ],
        **fields,
    }


def _ip(text: str, name: str, address: str) -> dict[str, Any]:
    return {
        "name": f"{text}{name}",
        "network": f"{text}v1",
        "subnet": f"{text}s",
        "address": address,
        "public_ip": text,
        "load_balancer_pools": [text],
    }
