"""Plans that carry a payload in every text, and what no output may hold."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import tomli
import tomli_w

TEMPLATE = """
format = 1
name = "@plan"
note = "@note"

[[regions]]
name = "@region"
display_name = "@display"
access = "restricted"

[[virtual_networks]]
id = "@source-id"
name = "@source"
region = "@region"
resource_group = "@group"
subscription = "@subscription"
address_space = ["10.0.0.0/16"]
peered_with = ["@target-id", "@outside"]
note = "@note"

[[virtual_networks.subnets]]
name = "@web"
address_prefixes = ["10.0.0.0/24"]
delegation = "@delegation"
in_use = [{ address = "10.0.0.9", by = "@balancer" }]
note = "@note"

[[virtual_networks.subnets]]
name = "@odd"
address_prefixes = ["10.0.1.0/24"]

[[virtual_networks]]
id = "@target-id"
name = "@target"
region = "southeastasia"
address_space = ["10.0.0.0/16"]
state = "planned"

[[virtual_networks.subnets]]
name = "@web"
address_prefixes = ["10.0.0.0/24"]
delegation = "@delegation"
in_use = [{ address = "10.0.0.4", by = "@holder" }]

[[virtual_networks]]
name = "@drill"
region = "southeastasia"
address_space = ["10.7.0.0/16"]
subnets = [{ name = "@lab", address_prefixes = ["10.7.0.0/24"] }]

[[virtual_machines]]
id = "@vm-id"
name = "@vm"
region = "@region"
resource_group = "@group"
note = "@note"

[[virtual_machines.network_interfaces]]
name = "@nic"
network_security_group = "@nsg"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "@ip"
primary = true
network = "@source-id"
subnet = "@web"
address = "10.0.0.4"
public_ip = "@pip"
load_balancer_pools = ["@pool"]

[[virtual_machines.network_interfaces.ip_configurations]]
name = "@ip-2"
network = "@source-id"
subnet = "@odd"
address = "10.0.1.4"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "@ip-3"
network = "@source-id"
subnet = "@web"
address = "10.0.0.5"

[[virtual_machines]]
name = "@alone"
region = "@region"

[[network_mappings]]
source = "@source-id"
target = "@target-id"
note = "@note"

[[replicated_items]]
virtual_machine = "@vm-id"
failover_network = "@target-id"
test_failover_network = "@drill"
note = "@note"

[[replicated_items.network_interfaces]]
name = "@nic"
failover = { name = "@nic-dr", network_security_group = "@nsg-dr" }

[[replicated_items.ip_configurations]]
network_interface = "@nic"
name = "@ip-2"
failover = { address = "10.0.0.4", public_ip = "@pip-dr", load_balancer_pools = ["@pool-dr"] }
test_failover = { subnet = "@nowhere" }

[[replicated_items.ip_configurations]]
network_interface = "@nic"
name = "@ip-3"
failover = { subnet = "@missing" }
"""
"""A plan with results and findings of many kinds; ``@`` stands for the payload."""


MORE = """
[[virtual_machines]]
id = "@late-id"
name = "@late"
region = "@region"

[[virtual_machines.network_interfaces]]
name = "@nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "@ip"
primary = true
network = "@source-id"
subnet = "@web"
address = "10.0.0.6"

[[virtual_machines]]
id = "@second-id"
name = "@second"
region = "@region"

[[virtual_machines.network_interfaces]]
name = "@nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "@ip"
primary = true
network = "@source-id"
subnet = "@web"
address = "10.0.0.7"

[[replicated_items]]
virtual_machine = "@second-id"
failover_network = "@target-id"
group = 2
"""
"""What else a plan needs for every screen to have something to show: who is not replicated."""


def carrier(payload: str) -> str:
    """The text of that plan, with the payload at the start of every text in it."""
    return tomli_w.dumps(_filled(tomli.loads(TEMPLATE), lambda name: payload + name))


def mixed_carrier(payloads: Sequence[str], turn: int = 0, before: str = "") -> str:
    """The text of that plan and more, each name with the payload whose turn it is.

    One name has one payload throughout, and every payload is somewhere; ``before`` stands
    before each.
    """
    names: dict[str, str] = {}

    def filled(name: str) -> str:
        return names.setdefault(name, before + payloads[(len(names) + turn) % len(payloads)] + name)

    return tomli_w.dumps(_filled(tomli.loads(TEMPLATE + MORE), filled))


def _filled(data: Any, fill: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return fill(data[1:]) if data.startswith("@") else data
    if isinstance(data, list):
        return [_filled(value, fill) for value in data]
    if isinstance(data, dict):
        return {key: _filled(value, fill) for key, value in data.items()}
    return data


def raw_controls(text: str) -> set[str]:
    """The characters of an output that a terminal would obey, or nobody would see."""
    return {
        character
        for character in text.replace("\n", "")
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    }
