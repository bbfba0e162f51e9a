"""What makes a plan meaningless is refused: every fault at once, each with place and line."""

from typing import NamedTuple

import pytest

from models.errors import InvalidInput
from models.formats.plan_toml import loads
from tests.models.plan_texts import MINIMAL, changed

BASE = """\
format = 1
source_region = "eastasia"

[policy]
test_address = "source"

[[regions]]
name = "moonbase"
display_name = "Moon Base"
latitude = 10

[[virtual_networks]]
name = "vnet"
region = "eastasia"
address_space = ["10.0.0.0/16", "fd00::/48"]

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.0.0.0/24", "fd00::/64"]
in_use = [{ address = "10.0.0.9", by = "ilb" }]

[[virtual_networks.subnets]]
name = "db"
address_prefixes = ["10.0.1.0/24"]

[[virtual_networks]]
name = "vnet-asr"
region = "southeastasia"
address_space = ["10.0.0.0/16"]
state = "planned"

[[virtual_networks]]
name = "other"
region = "eastasia"
address_space = ["10.7.0.0/16"]
subnets = [{ name = "web", address_prefixes = ["10.7.0.0/24"] }]

[[virtual_machines]]
name = "vm"
region = "eastasia"

[[virtual_machines.network_interfaces]]
name = "nic"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ip"
primary = true
network = "vnet"
subnet = "Web"
address = "10.0.0.4"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ip-2"
network = "vnet"
subnet = "db"
address = "10.0.1.5"
allocation = "dynamic"

[[virtual_machines]]
name = "vm-2"
region = "eastasia"

[[virtual_machines.network_interfaces]]
name = "nic-2"

[[virtual_machines.network_interfaces.ip_configurations]]
name = "ip-3"
network = "vnet"
subnet = "web"
address = "10.0.0.6"

[[network_mappings]]
source = "vnet"
target = "vnet-asr"

[[replicated_items]]
virtual_machine = "vm"
failover_network = "vnet-asr"
test_failover_network = "other"
group = 2

[[replicated_items.network_interfaces]]
name = "nic"
failover = { name = "nic-dr" }

[[replicated_items.ip_configurations]]
network_interface = "nic"
name = "ip"
failover = { address = "10.0.0.7" }
"""

OTHER = 'subnets = [{ name = "web", address_prefixes = ["10.7.0.0/24"] }]'
MORE = 'region = "westus"\naddress_space = ["10.0.0.0/8"]'
NETWORK, SUBNET = "virtual_networks[0]", "virtual_networks[0].subnets[0]"
NIC = "virtual_machines[0].network_interfaces[0]"
IP = f"{NIC}.ip_configurations[0]"
IP_3 = "virtual_machines[1].network_interfaces[0].ip_configurations[0]"
ITEM = "replicated_items[0]"


class Case(NamedTuple):
    """An edit of the plan above and the only fault that it makes.

    ``on`` is how the line begins that the fault names.
    """

    old: str
    new: str
    place: str
    on: str
    said: str


def after(line: str, more: str, place: str, said: str = "unknown key") -> Case:
    """A line more behind that one, which is the faulty one."""
    return Case(line, f"{line}\n{more}", place, more, said)


CASES = [
    # unknown keys, at each level
    after('source_region = "eastasia"', "taget_region = 1", "taget_region", "did you mean 'target"),
    after('test_address = "source"', "test_adress = 1", "policy.test_adress", "'test_address'"),
    after("latitude = 10", "altitude = 1", "regions[0].altitude", "did you mean 'latitude'"),
    after('name = "vnet"', "adress_space = []", f"{NETWORK}.adress_space", "'address_space'"),
    after('name = "db"', "prefix = 1", "virtual_networks[0].subnets[1].prefix"),
    Case('by = "ilb"', 'bye = "ilb"', f"{SUBNET}.in_use[0].bye", "in_use", "did you mean 'by'"),
    after('name = "vm"', "size = 1", "virtual_machines[0].size"),
    after('name = "nic-2"', "mac = 1", "virtual_machines[1].network_interfaces[0].mac"),
    after('name = "ip-3"', 'addressx = "x"', f"{IP_3}.addressx", "did you mean 'address'"),
    after('source = "vnet"', "x = 1", "network_mappings[0].x"),
    after("group = 2", "boot_order = 1", f"{ITEM}.boot_order"),
    Case('{ name = "nic-dr" }', "{ names = 1 }", f"{ITEM}.network_interfaces[0].failover.names",
         "failover = { names", "did you mean 'name'"),
    Case('"10.0.0.7" }', '"10.0.0.7", dns = 1 }', f"{ITEM}.ip_configurations[0].failover.dns",
         "failover = { address", "unknown key"),
    # wrong types and values
    Case('source_region = "eastasia"', "source_region = 7", "source_region", "source_region = 7",
         "expected a valid string, got 7"),
    Case('[policy]\ntest_address = "source"', "policy = 1", "policy", "policy",
         "expected a table, got 1"),
    Case('"source"', '"sauce"', "policy.test_address", "test_address",
         "expected 'source' or 'failover', got 'sauce'"),
    Case('[[regions]]\nname = "moonbase"\ndisplay_name = "Moon Base"\nlatitude = 10',
         "regions = {}",
         "policy.regions", "regions", "unknown key"),
    Case("latitude = 10", 'latitude = "north"', "regions[0].latitude", "latitude",
         "a valid number"),
    Case("latitude = 10", "latitude = true", "regions[0].latitude", "latitude", "number"),
    Case("latitude = 10", 'latitude = "1.5"', "regions[0].latitude", "latitude", "number"),
    Case("latitude = 10", 'access = "closed"', "regions[0].access", "access", "restricted"),
    Case("latitude = 10", "latitude = 90.5", "regions[0].latitude", "latitude", "-90 to 90"),
    Case("latitude = 10", "latitude = nan", "regions[0].latitude", "latitude", "-90 to 90"),
    Case("latitude = 10", "longitude = -inf", "regions[0].longitude", "longitude", "-180 to 180"),
    Case('["10.0.0.0/16", "fd00::/48"]', '"10.0.0.0/16"', f"{NETWORK}.address_space",
         "address_space", "expected a list, got '10.0.0.0/16'"),
    Case('["10.0.0.0/16", "fd00::/48"]', "[]", f"{NETWORK}.address_space", "address_space",
         "expected at least one"),
    Case('address_prefixes = ["10.0.1.0/24"]', "address_prefixes = []",
         "virtual_networks[0].subnets[1].address_prefixes", "address_prefixes = []",
         "expected at least one"),
    Case('"planned"', '"plannd"', "virtual_networks[1].state", "state", "'existing' or 'planned'"),
    Case('"planned"', '"planned"\nproduction = "no"', "virtual_networks[1].production",
         "production",
         "expected true or false, got 'no'"),
    Case('"planned"', '"planned"\npeered_with = [""]', "virtual_networks[1].peered_with[0]",
         "peered_with", "expected at least one character"),
    Case('{ name = "web", address_prefixes = ["10.7.0.0/24"] }', "7",
         "virtual_networks[2].subnets[0]",
         "subnets = ", "expected a table, got 7"),
    Case('{ address = "10.0.0.9", by = "ilb" }', '"10.0.0.9"', f"{SUBNET}.in_use[0]", "in_use",
         "expected a table, got '10.0.0.9'"),
    Case('"10.0.0.9"', "9", f"{SUBNET}.in_use[0].address", "in_use", "an IP address in quotes"),
    Case('address = "10.0.0.6"', "address = true", f"{IP_3}.address", "address = true",
         "an IP address in quotes"),
    Case('address = "10.0.0.6"', 'address = "10.0.0.06"', f"{IP_3}.address",
         'address = "10.0.0.06"',
         "'10.0.0.06' is not an IP address; expected one such as 10.0.0.4"),
    Case('"dynamic"', '"statc"', f"{NIC}.ip_configurations[1].allocation", "allocation",
         "'static' or 'dynamic'"),
    Case("primary = true", "primary = 1", f"{IP}.primary", "primary = 1", "expected true or false"),
    Case("group = 2", "group = 0", f"{ITEM}.group", "group", "greater than or equal to 1"),
    Case("group = 2", "group = 2.5", f"{ITEM}.group", "group", "expected a valid integer, got 2.5"),
    Case("group = 2", "group = true", f"{ITEM}.group", "group",
         "expected a valid integer, got true"),
    Case("group = 2", "group = 2026-01-01", f"{ITEM}.group", "group", "got 2026-01-01"),
    Case('address = "10.0.0.7"', 'address = "10.7"',
         f"{ITEM}.ip_configurations[0].failover.address",
         "failover = { address", "'10.7' is not an IP address"),
    # required, but missing
    Case('target = "vnet-asr"\n', "", "network_mappings[0].target", "[[network_mappings]]",
         "required, but missing"),
    Case('failover_network = "vnet-asr"\n', "", f"{ITEM}.failover_network", "[[replicated_items]]",
         "required, but missing"),
    Case('name = "db"\n', "", "virtual_networks[0].subnets[1].name", "[[virtual_networks.subnets]]",
         "required, but missing"),
    Case('display_name = "Moon Base"\n', "", "regions[0].display_name", "[[regions]]",
         "required, but missing"),
    Case('name = "other"\n', 'note = "other"\n', "virtual_networks[2].name", "[[virtual_networks]]",
         "required, but missing"),
    Case('address = "10.0.0.6"\n', "", f"{IP_3}.address",
         "[[virtual_machines.network_interfaces.ip_configurations]]",
         "required where the allocation is static"),
    # prefixes
    Case('["10.0.0.0/16", "fd00::/48"]', '["10.0.0.9/16"]', f"{NETWORK}.address_space[0]",
         "address_space", "the prefix is 10.0.0.0/16"),
    Case('["10.0.1.0/24"]', '["10.0.1.5/24"]', "virtual_networks[0].subnets[1].address_prefixes[0]",
         'address_prefixes = ["10.0.1.5',
         "10.0.1.5/24 has host bits set; the prefix is 10.0.1.0/24"),
    Case('["10.0.1.0/24"]', '["10.0.1.0/24", "10.0.0.128/25"]',
         "virtual_networks[0].subnets[1].address_prefixes[1]",
         'address_prefixes = ["10.0.1.0', "10.0.0.128/25 overlaps 10.0.0.0/24 of subnet 'web'"),
    Case('"fd00::/64"]', '"fd00::/64", "10.0.0.0/25"]', f"{SUBNET}.address_prefixes[2]",
         "address_prefixes", "10.0.0.0/25 overlaps 10.0.0.0/24 of subnet 'web'"),
    Case('"fd00::/64"]', '"fd00::/64", "10.0.0.0/24"]', f"{SUBNET}.address_prefixes[2]",
         "address_prefixes", "10.0.0.0/24 overlaps 10.0.0.0/24 of subnet 'web'"),
    Case('"fd00::/48"]', '"fd00::/48", "10.0.0.0/8"]', f"{NETWORK}.address_space[0]",
         "address_space",
         "10.0.0.0/16 overlaps 10.0.0.0/8, of the same address space"),
    Case('["10.7.0.0/24"]', '["10.8.0.0/24"]', "virtual_networks[2].subnets[0].address_prefixes[0]",
         "subnets", "outside the address space of 'other': 10.7.0.0/16"),
    Case('["10.7.0.0/24"]', '["10.6.0.0/15"]', "virtual_networks[2].subnets[0].address_prefixes[0]",
         "subnets", "outside the address space of 'other': 10.7.0.0/16"),
    Case('["10.7.0.0/24"]', '["10.7.0.0/30"]', "virtual_networks[2].subnets[0].address_prefixes[0]",
         "subnets", "10.7.0.0/30 is too small; the smallest subnet is /29"),
    Case('"10.7.0.0/16"]\nsubnets = [{ name = "web", address_prefixes = ["10.7.0.0/24"] }]',
         '"0.0.0.0/0"]\nsubnets = [{ name = "web", address_prefixes = ["0.0.0.0/1"] }]',
         "virtual_networks[2].subnets[0].address_prefixes[0]", "subnets",
         "0.0.0.0/1 is too large; the largest subnet is /2"),
    Case('"fd00::/64"]', '"fd00:0:0:1::/65"]', f"{SUBNET}.address_prefixes[1]", "address_prefixes",
         "fd00:0:0:1::/65: an IPv6 subnet is a /64"),
    Case('"fd00::/64"]', '"fd00::/63"]', f"{SUBNET}.address_prefixes[1]", "address_prefixes",
         "fd00::/63: an IPv6 subnet is a /64"),
    # addresses
    Case('"10.0.0.9"', '"10.0.1.9"', f"{SUBNET}.in_use[0].address", "in_use",
         "10.0.1.9 is outside subnet 'web': 10.0.0.0/24, fd00::/64"),
    Case('address = "10.0.0.6"', 'address = "10.0.1.6"', f"{IP_3}.address", 'address = "10.0.1.6"',
         "10.0.1.6 is outside subnet 'web': 10.0.0.0/24, fd00::/64"),
    Case('address = "10.0.0.6"', 'address = "10.0.0.9"', f"{IP_3}.address", 'address = "10.0.0.9"',
         "10.0.0.9 is held twice: by 'ilb' and by vm-2/nic-2/ip-3"),
    Case('address = "10.0.0.6"', 'address = "10.0.0.4"', f"{IP_3}.address", 'address = "10.0.0.4"',
         "10.0.0.4 is held twice: by vm/nic/ip and by vm-2/nic-2/ip-3"),
    Case('by = "ilb" }', 'by = "ilb" }, { address = "10.0.0.9" }', f"{SUBNET}.in_use[1].address",
         "in_use", "10.0.0.9 is held twice: by 'ilb' and by an entry of in_use"),
    # references
    Case('source = "vnet"', 'source = "nowhere"', "network_mappings[0].source", "source",
         "there is no virtual network 'nowhere' in this plan"),
    Case('target = "vnet-asr"', 'target = "VNET-ASR"', "network_mappings[0].target", "target",
         "there is no virtual network 'VNET-ASR' in this plan"),
    Case('\nnetwork = "vnet"\nsubnet = "web"', '\nnetwork = "x"\nsubnet = "web"', f"{IP_3}.network",
         'network = "x"', "there is no virtual network 'x' in this plan"),
    Case('subnet = "db"', 'subnet = "dbs"', f"{NIC}.ip_configurations[1].subnet", 'subnet = "dbs"',
         "'vnet' has no subnet 'dbs'"),
    Case('virtual_machine = "vm"', 'virtual_machine = "VM"', f"{ITEM}.virtual_machine",
         "virtual_machine", "there is no virtual machine 'VM' in this plan"),
    Case('failover_network = "vnet-asr"', 'failover_network = "x"', f"{ITEM}.failover_network",
         'failover_network = "x"', "there is no virtual network 'x' in this plan"),
    Case('test_failover_network = "other"', 'test_failover_network = "x"',
         f"{ITEM}.test_failover_network", 'test_failover_network = "x"', "no virtual network 'x'"),
    Case('name = "nic"\nfailover', 'name = "NIC"\nfailover', f"{ITEM}.network_interfaces[0].name",
         'name = "NIC"', "'vm' has no NIC 'NIC'"),
    Case('network_interface = "nic"', 'network_interface = "nic-2"',
         f"{ITEM}.ip_configurations[0].network_interface", "network_interface =", "no NIC 'nic-2'"),
    Case('name = "ip"\nfailover', 'name = "IP"\nfailover', f"{ITEM}.ip_configurations[0].name",
         'name = "IP"', "NIC 'nic' has no IP configuration 'IP'"),
    # what is there twice
    after(OTHER, f'[[virtual_networks]]\nname = "vnet"\n{MORE}', "virtual_networks[3].id",
          "'vnet' is already used by [0] here"),
    Case(OTHER, f'{OTHER}\n[[virtual_networks]]\nname = "x"\nid = "vnet"\n{MORE}',
         "virtual_networks[3].id", 'id = "vnet"', "'vnet' is already used by [0] here"),
    Case('name = "vm-2"', 'name = "vm"', "virtual_machines[1].id", "[[virtual_machines]]",
         "'vm' is already used by [0] here"),
    Case(OTHER, OTHER.replace("}]", '}, { name = "WEB", address_prefixes = ["10.7.1.0/24"] }]'),
         "virtual_networks[2].subnets[1].name", "subnets", "'WEB' is already used by [0] here"),
    Case('name = "ip-2"', 'name = "ip"', f"{NIC}.ip_configurations[1].name", 'name = "ip"\nnetwork',
         "'ip' is already used by [0] here"),
    Case('[[regions]]\n', '[[regions]]\nname = "moonbase"\ndisplay_name = "M"\n\n[[regions]]\n',
         "regions[1].name", 'name = "moonbase"\ndisplay_name = "Moon', "already used by [0] here"),
    # only one
    Case('name = "ip-2"\n', 'name = "ip-2"\nprimary = true\n',
         f"{NIC}.ip_configurations[1].primary",
         'primary = true\nnetwork = "vnet"\nsubnet = "db"', "'ip' is already the primary one"),
    # where things are
    Case('source_region = "eastasia"', 'source_region = "eastsia"', "source_region",
         "source_region",
         "'eastsia' is not a known region; did you mean 'eastasia'? a plan adds"),
    Case('region = "southeastasia"', 'region = "Southeast Asia"', "virtual_networks[1].region",
         'region = "Southeast', "did you mean 'southeastasia'?"),
    Case('name = "vm-2"\nregion = "eastasia"', 'name = "vm-2"\nregion = "mars"',
         "virtual_machines[1].region", 'region = "mars"',
         "'mars' is not a known region; a plan adds"),
    Case('name = "vm-2"\nregion = "eastasia"', 'name = "vm-2"\nregion = "moonbase"',
         f"{IP_3}.network",
         'network = "vnet"\nsubnet = "web"', "'vnet' is in eastasia, 'vm-2' in moonbase"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case.place}: {case.said}" for case in CASES])
def test_what_means_nothing_is_refused_with_its_place_and_line(case: Case) -> None:
    text = changed(BASE, (case.old, case.new))
    with pytest.raises(InvalidInput) as caught:
        loads(text, "contoso.toml")
    [fault] = caught.value.faults
    assert fault.place == case.place
    assert case.said in fault.message
    assert fault.line is not None
    rest = "\n".join(text.split("\n")[fault.line - 1 :])
    assert rest.startswith(case.on), f"line {fault.line}: {rest[:60]}"
    assert str(caught.value) == f"contoso.toml: line {fault.line}: {case.place}: {fault.message}"


def test_the_plan_that_the_cases_edit_is_a_plan() -> None:
    assert loads(BASE).machine("vm-2").region == "eastasia"


FOLLOWED = {
    "a prefix that addresses belong to": (
        ('["10.0.1.0/24"]', '["10.0.2.0/24", "10.0.1.0/33"]'),
        "virtual_networks[0].subnets[1].address_prefixes[1]",
    ),
    "the only prefix of a subnet": (
        ('["10.0.1.0/24"]', '["10.0.1.0/33"]'),
        "virtual_networks[0].subnets[1].address_prefixes[0]",
    ),
    "a prefix that what is in use belongs to": (
        ('["10.0.0.0/24", "fd00::/64"]', '["10.0.0.0", "fd00::/64"]'),
        f"{SUBNET}.address_prefixes[0]",
    ),
    "address space that subnets are in": (
        ('["10.0.0.0/16", "fd00::/48"]', '["10.0.0.1/16", "fd00::/48"]'),
        f"{NETWORK}.address_space[0]",
    ),
    "a network that others refer to": (
        ('name = "vnet"\nregion = "eastasia"\n', 'name = "vnet"\n'),
        f"{NETWORK}.region",
    ),
    "a network without a name": (
        ('name = "vnet-asr"\nregion', "region"),
        "virtual_networks[1].name",
    ),
    "a network whose id is no text": (
        ('name = "vnet-asr"\nregion', 'id = 7\nname = "vnet-asr"\nregion'),
        "virtual_networks[1].id",
    ),
    "a subnet without a name": (('name = "db"\n', ""), "virtual_networks[0].subnets[1].name"),
    "a subnet whose name is no text": (
        ('name = "db"', "name = []"),
        "virtual_networks[0].subnets[1].name",
    ),
    "the subnets of a network": (
        (OTHER, "subnets = 7"),
        "virtual_networks[2].subnets",
    ),
    "a machine that is replicated": (
        ('name = "vm"\nregion = "eastasia"', 'name = "vm"\nregion = 1'),
        "virtual_machines[0].region",
    ),
    "a NIC that has settings": (('name = "nic"\n\n', "\n"), f"{NIC}.name"),
    "an IP configuration that has settings": (('name = "ip"\nprimary', "primary"), f"{IP}.name"),
    "a region that a network is in": (
        ('display_name = "Moon Base"\n', ""),
        "regions[0].display_name",
    ),
    "an address that is static": (('"10.0.0.6"', '"10.0.0.300"'), f"{IP_3}.address"),
    "the allocation of an unknown address": (
        ('address = "10.0.0.6"', 'allocation = "dynamik"'),
        f"{IP_3}.allocation",
    ),
}


@pytest.mark.parametrize("case", FOLLOWED.values(), ids=list(FOLLOWED))
def test_a_fault_brings_no_others_about(case: tuple[tuple[str, str], str]) -> None:
    edit, place = case
    text = changed(BASE, edit).replace(
        'state = "planned"\n', 'state = "planned"\npeered_with = ["vnet"]\n'
    )
    if place.startswith("regions"):
        text = changed(text, ('"southeastasia"', '"moonbase"'))
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    assert [fault.place for fault in caught.value.faults] == [place]


@pytest.mark.parametrize("table", ["regions", "virtual_networks", "virtual_machines"])
def test_a_table_that_is_none_brings_no_others_about(table: str) -> None:
    text = changed(BASE, ('"southeastasia"', '"moonbase"'))
    start = text.index(f"[[{table}]]")
    rest = text[start:].split("\n\n")
    kept = [part for part in rest if not part.startswith((f"[[{table}]]", f"[[{table}."))]
    text = text[:start].replace("format = 1\n", f"format = 1\n{table} = 7\n") + "\n\n".join(kept)
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    assert str(caught.value) == f"plan: line 2: {table}: expected a list, got 7"


def test_what_is_wrong_beside_a_fault_is_told_too() -> None:
    text = changed(
        BASE,
        ('region = "eastasia"\naddress_space = ["10.0.0.0/16", "fd00::/48"]', "address_space = 1"),
        ('"10.0.0.9"', '"10.0.0.900"'),
        ('target = "vnet-asr"', 'target = "elsewhere"'),
        ('test_failover_network = "other"', 'test_failover_network = "nowhere"'),
    )
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    assert [fault.place for fault in caught.value.faults] == [
        f"{NETWORK}.region",
        f"{NETWORK}.address_space",
        f"{SUBNET}.in_use[0].address",
        "network_mappings[0].target",
        f"{ITEM}.test_failover_network",
    ]


MANY = """\
format = 1
named = "x"
target_region = "atlantis"
[policy]
same_address_space = "same"

[[virtual_networks]]
name = "a"
region = "eastasia"
address_space = ["10.0.0.0/16", "bad", "10.0.0.0/17"]
[[virtual_networks.subnets]]
name = "bad one"
address_prefixes = ["10.0.0.0/33"]
[[virtual_networks.subnets]]
name = "second"
address_prefixes = ["10.0.1.0/24", 7, "10.0.1.0/25"]
in_use = [
    { address = "x" },
    { address = "10.0.1.9" },
    7,
    { address = "10.9.9.9" },
    { address = "10.0.1.9" },
]
[[virtual_networks]]
address_space = []
[[virtual_networks]]
name = "c"
region = "eastasa"
address_space = ["10.1.0.0/16"]

[[virtual_machines]]
name = "vm"
region = "westus"
[[virtual_machines.network_interfaces]]
name = 5
[[virtual_machines.network_interfaces]]
name = "nic"
primary = true
[[virtual_machines.network_interfaces.ip_configurations]]
name = "bad"
network = ["a"]
subnet = "second"
[[virtual_machines.network_interfaces.ip_configurations]]
name = "good"
network = "a"
subnet = "second"
address = "10.0.1.9"
[[virtual_machines.network_interfaces]]
name = "nic"
primary = true

[[network_mappings]]
source = "a"
target = "d"
[[replicated_items]]
virtual_machine = "vm"
failover_network = "e"
group = "one"
[[replicated_items]]
virtual_machine = "vm"
failover_network = "a"
[[replicated_items.ip_configurations]]
network_interface = "nic"
name = "bad"
failover = { address = "x", subnet = "" }
[[replicated_items.ip_configurations]]
network_interface = "nic"
name = "missing"
"""
NIC_1 = "virtual_machines[0].network_interfaces[1]"
FOUND = [
    (2, "named", "unknown key"),
    (3, "target_region", "'atlantis' is not a known region"),
    (5, "policy.same_address_space", "expected 'equal' or 'contains', got 'same'"),
    (10, "virtual_networks[0].address_space[1]", "'bad' is not a prefix"),
    (10, "virtual_networks[0].address_space[2]", "overlaps 10.0.0.0/16"),
    (13, "virtual_networks[0].subnets[0].address_prefixes[0]", "'10.0.0.0/33' is not a prefix"),
    (16, "virtual_networks[0].subnets[1].address_prefixes[1]", "a prefix in quotes"),
    (16, "virtual_networks[0].subnets[1].address_prefixes[2]", "overlaps 10.0.1.0/24"),
    (18, "virtual_networks[0].subnets[1].in_use[0].address", "'x' is not an IP address"),
    (20, "virtual_networks[0].subnets[1].in_use[2]", "expected a table, got 7"),
    (22, "virtual_networks[0].subnets[1].in_use[4].address", "held twice"),
    (24, "virtual_networks[1].name", "required, but missing"),
    (24, "virtual_networks[1].region", "required, but missing"),
    (25, "virtual_networks[1].address_space", "expected at least one"),
    (28, "virtual_networks[2].region", "did you mean 'eastasia'"),
    (35, "virtual_machines[0].network_interfaces[0].name", "expected a valid string, got 5"),
    (41, f"{NIC_1}.ip_configurations[0].network", "expected a valid string, got a list"),
    (45, f"{NIC_1}.ip_configurations[1].network", "'a' is in eastasia, 'vm' in westus"),
    (47, f"{NIC_1}.ip_configurations[1].address", "10.0.1.9 is held twice"),
    (49, "virtual_machines[0].network_interfaces[2].name", "'nic' is already used by [1] here"),
    (50, "virtual_machines[0].network_interfaces[2].primary", "'nic' is already the primary"),
    (58, "replicated_items[0].group", "expected a valid integer, got 'one'"),
    (60, "replicated_items[1].virtual_machine", "'vm' is already used by [0] here"),
    (65, "replicated_items[1].ip_configurations[0].failover.address", "'x' is not an IP"),
    (65, "replicated_items[1].ip_configurations[0].failover.subnet", "at least one character"),
    (68, "replicated_items[1].ip_configurations[1].name", "no IP configuration 'missing'"),
]
"""Where references may lead to what could not be read (``d`` and ``e`` may be the second
network), and where a prefix may be the one that could not be read, nothing is said."""


def test_every_fault_of_a_file_is_told_at_once_in_its_order() -> None:
    with pytest.raises(InvalidInput) as caught:
        loads(MANY)
    faults = caught.value.faults
    assert [(fault.line, fault.place) for fault in faults] == [case[:2] for case in FOUND]
    for fault, (_, _, said) in zip(faults, FOUND, strict=True):
        assert said in fault.message
    lines = str(caught.value).splitlines()
    assert lines[0] == f"plan: {len(FOUND)} faults"
    assert lines[1] == "  line 2: named: unknown key; did you mean 'name'?"


def test_ip_configurations_of_a_machine_in_two_networks_are_refused() -> None:
    text = changed(
        BASE,
        ('network = "vnet"\nsubnet = "db"\naddress = "10.0.1.5"',
         'network = "other"\nsubnet = "web"\naddress = "10.7.0.5"'),
    )  # fmt: skip
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    [fault] = caught.value.faults
    assert fault.place == f"{NIC}.ip_configurations[1].network"
    assert fault.message.startswith("'vm' stands in 'vnet' and in 'other'")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "format: required, but missing; expected format = 1"),
        ("format = 2", "line 1: format: expected 1, got 2; it was written by a newer version"),
        ("format = true", "line 1: format: expected 1, got true"),
        ('format = "1"', "line 1: format: expected 1, got '1'"),
        ("format = 1.0", "line 1: format: expected 1, got 1.0"),
        ("format = 0", "line 1: format: expected 1, got 0"),
        ("format = -1", "line 1: format: expected 1, got -1"),
        ("format = [1]", "line 1: format: expected 1, got a list"),
        ("format = {}", "line 1: format: expected 1, got a table"),
        ("format = nan", "line 1: format: expected 1, got nan"),
        ("format = 0x" + "1" * 5000, "line 1: format: expected 1, got a very large number"),
    ],
)
def test_a_file_of_another_format_is_told_as_such_and_no_more(line: str, said: str) -> None:
    text = changed(MINIMAL, ("format = 1", line)) + "\nunknown = 1\n"
    with pytest.raises(InvalidInput) as caught:
        loads(text)
    assert str(caught.value).startswith(f"plan: {said}")
    assert len(caught.value.faults) == 1
    assert ("newer version" in str(caught.value)) == (line in ("format = 2",) or "0x" in line)


ADDRESS_TEXTS = [
    *("010.0.0.1", "0x0a000006", "10", "10.6", "10.0.0.6 ", "10.0.0.6\\n", "fe80::1%eth0"),
    *("::ffff:10.0.0.6", "10.0.0.\u0666", "１0.0.0.6", "10.0.0.6/32", "", "10.0.0.6\\u0000"),
]
PREFIX_TEXTS = [
    *("10.0.1.0/33", "10.0.1.0/-1", "10.0.1.0/08", "10.0.1.0/1_6", "10.0.1.0/\u0668", "10/8"),
    *("10.0.1.0/２４", "010.0.1.0/24", "10.1/16", "10.0.1.0/24 ", "10.0.1.0/24\\n", "10.0.1.0"),
    *("10.0.1.0/255.255.255.0", "10.0.1.0/0.0.0.255", "fe80::%eth0/64", "::ffff:10.0.1.0/120"),
]


@pytest.mark.parametrize(
    ("old", "text"),
    [
        *((f'"{old}"', text) for old in ("10.0.0.9", "10.0.0.6", "10.0.0.7")
          for text in ADDRESS_TEXTS),
        *((old, text) for old in ('"10.0.1.0/24"', '"fd00::/48"', '"fd00::/64"')
          for text in PREFIX_TEXTS),
    ],
    ids=ascii,
)  # fmt: skip
def test_an_address_or_prefix_is_read_as_strictly_wherever_it_stands(old: str, text: str) -> None:
    with pytest.raises(InvalidInput, match="expected") as caught:
        loads(changed(BASE, (old, f'"{text}"')))
    assert len(caught.value.faults) == 1


def test_a_network_without_a_usable_address_space_is_checked_all_the_same() -> None:
    text = """\
format = 1

[[virtual_networks]]
name = "a"
region = "eastazia"
address_space = ["10.0.0.5/24"]

[[virtual_networks.subnets]]
name = "web"
address_prefixes = ["10.0.0.0/30"]
address_space = ["10.0.0.0/24"]
"""
    with pytest.raises(InvalidInput) as refused:
        loads(text)
    assert [fault.place for fault in refused.value.faults] == [
        "virtual_networks[0].region",
        "virtual_networks[0].address_space[0]",
        "virtual_networks[0].subnets[0].address_prefixes[0]",
        "virtual_networks[0].subnets[0].address_space",
    ]
