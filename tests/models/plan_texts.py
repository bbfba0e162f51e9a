"""Plans as text for the tests of the plan file and of what follows from it."""

CONTRACT = """\
format = 1
name = "Contoso, East Asia to Southeast Asia"
source_region = "eastasia"            # optional: what the region pickers show
target_region = "southeastasia"

[policy]                              # each optional, the default shown; see rules.md
same_address_space = "equal"          # or "contains"       (F2)
next_available = "lowest"             # or "after-source"   (F5)
allocation_order = "retained-first"   # or "failover-order" (F7)
test_address = "source"               # or "failover"       (T5)

[[virtual_networks]]
id = "contoso-vnet"                   # unique in the plan; default: name
name = "contoso-vnet"
region = "eastasia"
resource_group = "contoso-rg"         # optional
subscription = "00000000-0000-0000-0000-000000000000"   # optional
address_space = ["10.1.0.0/16"]
state = "existing"                    # or "planned": to be created
production = true                     # default: true for existing, false for planned
peered_with = ["hub-vnet"]            # ids, or free names for what is outside the plan

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.1.1.0/24"]
delegation = "Microsoft.Web/serverFarms"                # optional
in_use = [{ address = "10.1.1.10", by = "ilb-web" }]    # what no NIC of this plan holds

[[virtual_networks]]
name = "contoso-vnet-asr"
region = "southeastasia"
address_space = ["10.1.0.0/16"]

[[virtual_networks.subnets]]
name = "Web"
address_prefixes = ["10.1.1.0/24"]

[[virtual_networks]]
name = "drill-vnet"
region = "southeastasia"
address_space = ["10.1.0.0/16"]
state = "planned"

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.1.1.0/24"]

[[virtual_machines]]
id = "web-01"                         # default: name
name = "web-01"
region = "eastasia"
resource_group = "contoso-rg"

[[virtual_machines.network_interfaces]]
name = "web-01-nic"
primary = true                        # default: true for the only one
accelerated_networking = false
network_security_group = "web-nsg"    # optional

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ipconfig1"
primary = true                        # default: true for the only one
network = "contoso-vnet"
subnet = "web"
address = "10.1.1.4"                  # may be left out where it is dynamic and unknown
allocation = "static"                 # or "dynamic"; default static
public_ip = "web-01-pip"              # optional
load_balancer_pools = ["ilb-web/backend"]   # optional

[[network_mappings]]
source = "contoso-vnet"
target = "contoso-vnet-asr"

[[replicated_items]]
virtual_machine = "web-01"
failover_network = "contoso-vnet-asr"   # required
test_failover_network = "drill-vnet"  # optional
group = 1                             # recovery-plan group 1 to 7; default 1
note = "frontend, keep its address"   # optional

[[replicated_items.network_interfaces]]        # only what was set
name = "web-01-nic"
failover = { name = "web-01-nic-dr", network_security_group = "web-nsg-dr", \
accelerated_networking = false }
test_failover = { network_security_group = "drill-nsg" }

[[replicated_items.ip_configurations]]         # only what was set
network_interface = "web-01-nic"
name = "ipconfig1"
selected = true                       # default true
failover = { subnet = "web", address = "10.1.1.4", public_ip = "web-01-pip-dr", \
load_balancer_pools = [] }
test_failover = { subnet = "web", address = "10.1.1.254" }
"""
"""The example of the contract, with the networks that it leaves out."""

MINIMAL = """\
format = 1

[[virtual_networks]]
name = "vnet"
region = "eastasia"
address_space = ["10.0.0.0/16"]

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.0.0.0/24"]

[[virtual_networks]]
name = "vnet-asr"
region = "southeastasia"
address_space = ["10.0.0.0/16"]

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.0.0.0/24"]

[[virtual_machines]]
name = "vm"
region = "eastasia"

[[virtual_machines.network_interfaces]]
name = "nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ip"
network = "vnet"
subnet = "web"
address = "10.0.0.4"

[[replicated_items]]
virtual_machine = "vm"
failover_network = "vnet-asr"
"""
"""No key but those that are required."""


def with_line(text: str, line: str, new: str) -> str:
    """The text with another line, or lines, in place of the only one that starts so."""
    lines = text.split("\n")
    [position] = [number for number, found in enumerate(lines) if found.startswith(line)]
    lines[position] = new
    return "\n".join(lines)


def changed(text: str, *edits: tuple[str, str]) -> str:
    """The text with other words in place of old ones, of which each is there once."""
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text
