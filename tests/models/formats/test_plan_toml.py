"""The plan file: what it says is what the plan holds, and writing it is deterministic."""

import difflib
import tomllib
from dataclasses import replace

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from models.addresses import parse_address, parse_prefix
from models.formats.plan_toml import dumps, loads
from models.plan import (
    AllocationOrder,
    FailoverSettings,
    IpConfigurationSettings,
    NetworkMapping,
    NextAvailable,
    NicFailoverSettings,
    NicSettings,
    Plan,
    Policy,
    ReplicatedItem,
    SameAddressSpace,
    TestAddress,
)
from models.samples import samples
from models.topology import (
    Allocation,
    InUse,
    IpConfiguration,
    NetworkInterface,
    Region,
    State,
    Subnet,
    VirtualMachine,
    VirtualNetwork,
)
from tests.models.hostile_plans import hostile_plans
from tests.models.plan_texts import CONTRACT, MINIMAL, changed
from tests.support.drawn_plans import plans
from tests.support.hostile_texts import PIECES

WEB = Subnet(
    name="web",
    address_prefixes=(parse_prefix("10.1.1.0/24"),),
    delegation="Microsoft.Web/serverFarms",
    in_use=(InUse(address=parse_address("10.1.1.10"), by="ilb-web"),),
)
SPACE = (parse_prefix("10.1.0.0/16"),)


def test_the_example_of_the_contract_holds_what_it_says() -> None:
    plan = loads(CONTRACT)
    assert plan.name == "Contoso, East Asia to Southeast Asia"
    assert (plan.source_region, plan.target_region) == ("eastasia", "southeastasia")
    assert plan.policy == Policy()
    assert plan.network("contoso-vnet") == VirtualNetwork(
        id="contoso-vnet",
        name="contoso-vnet",
        region="eastasia",
        resource_group="contoso-rg",
        subscription="00000000-0000-0000-0000-000000000000",
        address_space=SPACE,
        state=State.EXISTING,
        production=True,
        peered_with=("hub-vnet",),
        subnets=(WEB,),
    )
    ip = IpConfiguration(
        name="ipconfig1",
        primary=True,
        network="contoso-vnet",
        subnet="web",
        address=parse_address("10.1.1.4"),
        allocation=Allocation.STATIC,
        public_ip="web-01-pip",
        load_balancer_pools=("ilb-web/backend",),
    )
    nic = NetworkInterface(
        name="web-01-nic", primary=True, network_security_group="web-nsg", ip_configurations=(ip,)
    )
    assert list(plan.virtual_machines) == [
        VirtualMachine(
            id="web-01",
            name="web-01",
            region="eastasia",
            resource_group="contoso-rg",
            network_interfaces=(nic,),
        )
    ]
    assert plan.network_mappings == (
        NetworkMapping(source="contoso-vnet", target="contoso-vnet-asr"),
    )


def test_the_settings_of_the_example_are_what_it_says() -> None:
    assert list(loads(CONTRACT).replicated_items) == [
        ReplicatedItem(
            virtual_machine="web-01",
            failover_network="contoso-vnet-asr",
            test_failover_network="drill-vnet",
            note="frontend, keep its address",
            network_interfaces=(
                NicSettings(
                    name="web-01-nic",
                    failover=NicFailoverSettings(
                        name="web-01-nic-dr",
                        network_security_group="web-nsg-dr",
                        accelerated_networking=False,
                    ),
                    test_failover=NicFailoverSettings(network_security_group="drill-nsg"),
                ),
            ),
            ip_configurations=(
                IpConfigurationSettings(
                    network_interface="web-01-nic",
                    name="ipconfig1",
                    failover=FailoverSettings(
                        subnet="web",
                        address=parse_address("10.1.1.4"),
                        public_ip="web-01-pip-dr",
                    ),
                    test_failover=FailoverSettings(
                        subnet="web", address=parse_address("10.1.1.254")
                    ),
                ),
            ),
        )
    ]


def test_what_is_left_out_has_its_default() -> None:
    plan = loads(MINIMAL)
    assert plan.name == ""
    assert (plan.note, plan.source_region, plan.target_region) == (None, None, None)
    assert (plan.regions, plan.network_mappings) == ((), ())
    assert plan.policy == Policy(
        same_address_space=SameAddressSpace.EQUAL,
        next_available=NextAvailable.LOWEST,
        allocation_order=AllocationOrder.RETAINED_FIRST,
        test_address=TestAddress.SOURCE,
    )
    network = plan.network("vnet")
    assert (network.id, network.state, network.production) == ("vnet", State.EXISTING, True)
    assert (network.resource_group, network.subscription, network.note) == (None, None, None)
    assert (network.peered_with, network.subnets[0].in_use) == ((), ())
    assert (network.subnets[0].delegation, network.subnets[0].note) == (None, None)
    [machine] = plan.virtual_machines
    assert (machine.id, machine.resource_group, machine.note) == ("vm", None, None)
    [nic] = machine.network_interfaces
    assert (nic.primary, nic.accelerated_networking) == (True, False)
    assert nic.network_security_group is None
    [ip] = nic.ip_configurations
    assert (ip.primary, ip.allocation, ip.public_ip) == (True, Allocation.STATIC, None)
    assert ip.load_balancer_pools == ()
    [item] = plan.replicated_items
    assert (item.group, item.test_failover_network, item.note) == (1, None, None)
    assert (item.network_interfaces, item.ip_configurations) == ((), ())
    settings = IpConfigurationSettings(network_interface="nic", name="ip")
    assert (settings.selected, settings.failover) == (True, FailoverSettings())


def test_a_planned_network_is_not_production_unless_it_says_so() -> None:
    planned = changed(MINIMAL, ('name = "vnet-asr"', 'name = "vnet-asr"\nstate = "planned"'))
    assert not loads(planned).network("vnet-asr").production
    said = changed(planned, ('"planned"', '"planned"\nproduction = true'))
    assert loads(said).network("vnet-asr").production
    assert "production = true" in dumps(loads(said))
    assert "production" not in dumps(loads(planned))


def test_only_the_only_one_is_primary_by_default() -> None:
    second = '\n[[virtual_machines.network_interfaces]]\nname = "nic-2"\n'
    text = changed(MINIMAL, ("\n[[replicated_items]]", f"{second}\n[[replicated_items]]"))
    [machine] = loads(text).virtual_machines
    assert [nic.primary for nic in machine.network_interfaces] == [False, False]
    text = changed(MINIMAL, ('name = "nic"', 'name = "nic"\nprimary = false'))
    [machine] = loads(text).virtual_machines
    assert [nic.primary for nic in machine.network_interfaces] == [False]
    assert 'name = "nic"\nprimary = false\n' in dumps(loads(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1", "format = 1\nregions = []\nnetwork_mappings = []\npolicy = {}"),
        ('name = "vm"', 'name = "vm"\nnetwork_interfaces = []'),
        ('address = "10.0.0.4"', 'address = "10.0.0.4"\nload_balancer_pools = []'),
        ('subnet = "web"', 'subnet = "WEB"'),
        ('failover_network = "vnet-asr"', 'failover_network = "vnet-asr"\nip_configurations = []'),
    ],
)
def test_empty_lists_and_other_cases_are_accepted(old: str, new: str) -> None:
    if "network_interfaces = []" in new:
        text = MINIMAL[: MINIMAL.index("[[virtual_machines.")]
    else:
        text = MINIMAL
    assert loads(changed(text, (old, new))).network("vnet").region == "eastasia"


def test_entries_that_set_nothing_are_accepted_and_not_kept() -> None:
    entries = (
        '\n[[replicated_items.network_interfaces]]\nname = "nic"\nfailover = {}\n'
        "\n[[replicated_items.ip_configurations]]\n"
        'network_interface = "nic"\nname = "ip"\nselected = true\n'
        "failover = { load_balancer_pools = [] }\ntest_failover = {}\n"
    )
    assert loads(MINIMAL + entries) == loads(MINIMAL)
    assert dumps(loads(MINIMAL + entries)) == dumps(loads(MINIMAL))


def test_a_plan_may_add_regions_and_use_them() -> None:
    region = '[[regions]]\nname = "moonbase"\ndisplay_name = "Moon Base"\nlatitude = -89.5\n'
    text = changed(MINIMAL, ("format = 1\n", f'format = 1\nsource_region = "moonbase"\n\n{region}'))
    text = text.replace('"eastasia"', '"moonbase"')
    plan = loads(text)
    assert plan.regions == (Region(name="moonbase", display_name="Moon Base", latitude=-89.5),)
    assert plan.network("vnet").region == plan.source_region == "moonbase"
    assert loads(dumps(plan)) == plan


UNWISE = {
    "an unknown target subnet": ('failover = { subnet = "nowhere" }', "subnet"),
    "an address outside": ('failover = { address = "192.168.7.7" }', "address"),
    "an address Azure keeps": ('test_failover = { address = "10.0.0.1" }', "address"),
    "an IPv6 address": ('failover = { address = "fd00::1" }', "address"),
}


@pytest.mark.parametrize("line", [line for line, _ in UNWISE.values()], ids=list(UNWISE))
def test_unwise_settings_load(line: str) -> None:
    head = '\n[[replicated_items.ip_configurations]]\nnetwork_interface = "nic"\nname = "ip"\n'
    plan = loads(f"{MINIMAL}{head}{line}\n")
    assert line.split(' = "')[1].split('"')[0] in dumps(plan)


def test_unwise_names_groups_and_mappings_load() -> None:
    text = MINIMAL.replace('"vnet-asr"', f'"{"v" * 200}"') + 'group = 99\nnote = ""\n'
    for source, target in (("vnet", "vnet"), ("vnet", "v" * 200), ("vnet", "v" * 200)):
        text += f'\n[[network_mappings]]\nsource = "{source}"\ntarget = "{target}"\n'
    plan = loads(text)
    assert len(plan.network_mappings) == 3
    assert loads(dumps(plan)) == plan


def test_a_dynamic_address_may_be_unknown() -> None:
    text = changed(MINIMAL, ('address = "10.0.0.4"', 'allocation = "dynamic"'))
    [(_, ip)] = loads(text).machine("vm").in_failover_order
    assert ip.address is None
    assert 'allocation = "dynamic"' in dumps(loads(text))


def test_keys_come_in_the_order_of_the_contract() -> None:
    plan = loads(CONTRACT)
    policy = Policy.model_validate(
        {
            "same_address_space": "contains",
            "next_available": "after-source",
            "allocation_order": "failover-order",
            "test_address": "failover",
        }
    )
    [item] = plan.replicated_items
    items = plan.replicated_items.put(item.model_copy(update={"group": 2}))
    text = dumps(replace(plan, policy=policy, replicated_items=items))
    position = 0
    for line in CONTRACT_KEYS.splitlines():
        position = text.find(f"\n{line}", position) + 1
        assert position, f"{line} does not come behind what goes before it"


CONTRACT_KEYS = """\
name =
source_region =
target_region =
[policy]
same_address_space = "contains"
next_available = "after-source"
allocation_order = "failover-order"
test_address = "failover"
[[virtual_networks]]
name = "contoso-vnet"
region =
resource_group =
subscription =
address_space =
peered_with =
[[virtual_networks.subnets]]
name =
address_prefixes =
delegation =
in_use =
[[virtual_networks]]
[[virtual_machines]]
name =
region =
resource_group =
[[virtual_machines.network_interfaces]]
name =
network_security_group =
[[virtual_machines.network_interfaces.ip_configurations]]
name =
network =
subnet =
address =
public_ip =
load_balancer_pools =
[[network_mappings]]
source =
target =
[[replicated_items]]
virtual_machine =
failover_network =
test_failover_network =
group = 2
note =
[[replicated_items.network_interfaces]]
name =
[replicated_items.network_interfaces.failover]
name =
network_security_group =
accelerated_networking =
[replicated_items.network_interfaces.test_failover]
network_security_group =
[[replicated_items.ip_configurations]]
network_interface =
name =
[replicated_items.ip_configurations.failover]
subnet =
address =
public_ip =
[replicated_items.ip_configurations.test_failover]
subnet =
address ="""


def test_defaults_are_left_out() -> None:
    text = dumps(loads(CONTRACT))
    for key in ("[policy]", "\nid =", 'state = "existing"', "production", "selected", "\ngroup ="):
        assert key not in text
    assert 'allocation = "static"' not in text
    assert "load_balancer_pools = []" not in text
    assert dumps(Plan()) == "format = 1\n"


def test_the_smallest_plan_is_written_as_a_person_writes_it() -> None:
    assert tomllib.loads(dumps(loads(MINIMAL))) == tomllib.loads(MINIMAL)


def edits() -> dict[str, Plan]:
    """The example after one edit each."""
    plan = loads(CONTRACT)
    [item] = plan.replicated_items
    [settings] = item.ip_configurations
    network = plan.network("contoso-vnet")
    moved = FailoverSettings(subnet="other", address=parse_address("10.1.1.7"))
    held = InUse(address=parse_address("10.1.1.11"), by="appliance")

    def with_item(**fields: object) -> Plan:
        return replace(
            plan, replicated_items=plan.replicated_items.put(item.model_copy(update=fields))
        )

    def with_network(**fields: object) -> Plan:
        rows = plan.virtual_networks.put(network.model_copy(update=fields))
        return replace(plan, virtual_networks=rows)

    return {
        "the name": replace(plan, name="Contoso"),
        "the policy": replace(plan, policy=Policy(next_available=NextAvailable.AFTER_SOURCE)),
        "a mapping": replace(
            plan,
            network_mappings=(
                NetworkMapping(source="contoso-vnet-asr", target="contoso-vnet"),
                *plan.network_mappings,
            ),
        ),
        "a group": with_item(group=3),
        "a note of several lines": with_item(note="one\ntwo"),
        "a network": with_item(failover_network="drill-vnet"),
        "an address": with_item(
            ip_configurations=(settings.model_copy(update={"failover": moved}),)
        ),
        "no settings": with_item(ip_configurations=()),
        "a prefix": with_network(address_space=(*SPACE, parse_prefix("10.2.0.0/16"))),
        "an address in use": with_network(
            subnets=(WEB.model_copy(update={"in_use": (*WEB.in_use, held)}),)
        ),
        "a subnet": with_network(subnets=(Subnet(name="a", address_prefixes=SPACE), WEB)),
        "a state": with_network(state=State.PLANNED, production=False),
    }


@pytest.mark.parametrize("edit", list(edits()))
def test_an_edit_changes_few_lines(edit: str) -> None:
    before, after = dumps(loads(CONTRACT)), dumps(edits()[edit])
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    told = [line for line in lines if line[:2] not in ("--", "++", "@@")]
    assert 1 <= len(told) <= (13 if edit == "no settings" else 7)


SAMPLES = {sample.name: sample.text for sample in samples()}


@pytest.mark.parametrize("name", ["CONTRACT", "MINIMAL", *SAMPLES])
def test_what_was_read_is_written_and_read_again(name: str) -> None:
    plan = loads({"CONTRACT": CONTRACT, "MINIMAL": MINIMAL, **SAMPLES}[name])
    assert loads(dumps(plan)) == plan
    assert dumps(loads(dumps(plan))) == dumps(plan)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("user\u202egnp.exe", r'"user\u202egnp.exe"'),
        ("\x9b31m\x85", r'"\u009b31m\u0085"'),
        ("a\u200bb\u2028c\ufeff", r'"a\u200bb\u2028c\ufeff"'),
        ("x\U000e0041", r'"x\U000e0041"'),
        ("\x1b[31m\x7f", r'"\u001b[31m\u007f"'),
        ("東京 é 👩‍👩‍👧 a\u00a0b", '"東京 é 👩‍👩‍👧 a\u00a0b"'),
    ],
)
def test_what_cannot_be_seen_is_written_as_its_number(name: str, written: str) -> None:
    plan = Plan(name=name, note=f"one\n{name}")
    text = dumps(plan)
    assert text == f'format = 1\nname = {written}\nnote = """\none\n{written[1:-1]}"""\n'
    assert loads(text) == plan


@settings(max_examples=40, deadline=None)
@given(hostile_plans())
def test_any_plan_is_read_as_it_was_written(plan: Plan) -> None:
    text = dumps(plan)
    assert loads(text) == plan
    assert dumps(loads(text)) == text
    assert tomllib.loads(text) == tomli.loads(text)
    assert all(line == line.rstrip("\r") for line in text.split("\n"))


@settings(max_examples=30, deadline=None)
@given(plans())
def test_any_plan_that_can_be_edited_is_read_as_it_was_written(plan: Plan) -> None:
    read = loads(dumps(plan))
    assert dumps(read) == dumps(plan)
    assert read.virtual_machines == plan.virtual_machines
    assert read.virtual_networks == plan.virtual_networks


@pytest.mark.parametrize(
    "text",
    [*PIECES, "a\r\nb", "\n\n", "a\n", '\n"""', "\\\n  x"],
    ids=lambda text: ascii(text)[:20],
)
@pytest.mark.parametrize("place", ["name", "note", "by", "pool", "peer"])
def test_a_text_is_kept_wherever_it_stands(place: str, text: str) -> None:
    plan = loads(CONTRACT)
    network = plan.network("contoso-vnet")
    if place == "name":
        plan = replace(plan, name=text)
    elif place == "note":
        plan = replace(plan, note=text)
    elif place == "by":
        in_use = (InUse(address=parse_address("10.1.1.10"), by=text),)
        subnets = (WEB.model_copy(update={"in_use": in_use}),)
        network = network.model_copy(update={"subnets": subnets})
    elif place == "peer":
        network = network.model_copy(update={"peered_with": (text, "hub-vnet")})
    else:
        [item] = plan.replicated_items
        [chosen] = item.ip_configurations
        pools = chosen.failover.model_copy(update={"load_balancer_pools": (text,)})
        chosen = chosen.model_copy(update={"failover": pools})
        item = item.model_copy(update={"ip_configurations": (chosen,)})
        plan = replace(plan, replicated_items=plan.replicated_items.put(item))
    plan = replace(plan, virtual_networks=plan.virtual_networks.put(network))
    assert loads(dumps(plan)) == plan
    assert tomllib.loads(dumps(plan)) == tomli.loads(dumps(plan))


@given(st.lists(st.integers(1, 254), min_size=1, max_size=6, unique=True), st.integers(90, 110))
def test_a_long_holder_keeps_all_that_are_in_use(hosts: list[int], length: int) -> None:
    in_use = tuple(
        InUse(address=parse_address(f"10.1.1.{host}"), by="x" * (length if index else 1))
        for index, host in enumerate(hosts)
    )
    plan = loads(CONTRACT)
    plan = replace(
        plan, virtual_machines=Plan().virtual_machines, replicated_items=Plan().replicated_items
    )
    network = plan.network("contoso-vnet")
    network = network.model_copy(update={"subnets": (WEB.model_copy(update={"in_use": in_use}),)})
    plan = replace(plan, virtual_networks=plan.virtual_networks.put(network))
    assert loads(dumps(plan)) == plan
