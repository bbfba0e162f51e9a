"""The command line, and files for it in a directory of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command_line import Run, run

__all__ = ["Run", "run"]

PLAN = """\
format = 1
name = "Contoso"
source_region = "eastasia"
target_region = "southeastasia"

[[virtual_networks]]
name = "contoso-vnet"
region = "eastasia"
address_space = ["10.1.0.0/16"]

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.1.1.0/24"]

[[virtual_networks]]
name = "contoso-vnet-asr"
region = "southeastasia"
address_space = ["10.1.0.0/16"]

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.1.1.0/24"]
in_use = [{ address = "10.1.1.5", by = "ilb-web" }]

[[virtual_networks]]
name = "drill-vnet"
region = "southeastasia"
production = false
address_space = ["10.9.0.0/16"]

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.9.1.0/24"]

[[virtual_machines]]
name = "web-01"
region = "eastasia"

[[virtual_machines.network_interfaces]]
name = "web-01-nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig1"
network = "contoso-vnet"
subnet = "web"
address = "10.1.1.4"

[[virtual_machines]]
name = "web-02"
region = "eastasia"

[[virtual_machines.network_interfaces]]
name = "web-02-nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig1"
primary = true
network = "contoso-vnet"
subnet = "web"
address = "10.1.1.5"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig2"
network = "contoso-vnet"
subnet = "web"
address = "10.1.1.6"
allocation = "dynamic"

[[network_mappings]]
source = "contoso-vnet"
target = "contoso-vnet-asr"

[[network_mappings]]
source = "contoso-vnet-asr"
target = "contoso-vnet"

[[replicated_items]]
virtual_machine = "web-01"
failover_network = "contoso-vnet-asr"

[[replicated_items]]
virtual_machine = "web-02"
failover_network = "contoso-vnet-asr"
"""


@pytest.fixture
def plan_text() -> str:
    """A small plan: one machine keeps its address, one loses it to a load balancer."""
    return PLAN


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """That plan as a file called ``contoso.toml``."""
    path = tmp_path / "contoso.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file into the directory and returns its path."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
        return path

    return put
