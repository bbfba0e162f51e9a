"""States and plans that real projects wrote, read where they are beside the project."""

from pathlib import Path

import pytest

from models.assign import assign
from models.formats import plan_toml
from models.formats.documents import read

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "azure"
PLANS, STATES = DATA / "terraform_plan_json", DATA / "terraform_state_raw"
APPGW = "zodiac_terraform-azure-main_appgw-with-privateendpoint.json"
COUNTS: dict[str, dict[str, int]] = {
    "infracost_azure_firewall_plan.json": {"virtual networks": 1, "subnets": 1},
    "tfcompliance_issue294.json": {"virtual networks": 1, "subnets": 1},
    "vm_linux_tfplan.json": {
        "virtual networks": 1,
        "subnets": 1,
        "virtual machines": 1,
        "NICs": 1,
        "public IP addresses": 1,
    },
    APPGW: {
        "virtual networks": 2,
        "subnets": 10,
        "virtual machines": 3,
        "NICs": 3,
        "addresses in use": 1,
        "application gateways": 1,
        "public IP addresses": 3,
    },
    "zodiac_terraform-exercises-main_exercise1_v2.json": {
        "virtual networks": 1,
        "subnets": 3,
        "virtual machines": 1,
        "NICs": 1,
    },
    "driftctl_azurerm_lb.tfstate.json": {},
    "vm_linux_terraform.tfstate.json": {
        "virtual networks": 1,
        "subnets": 1,
        "virtual machines": 1,
        "NICs": 1,
        "public IP addresses": 1,
    },
}
FILES = sorted([*PLANS.glob("*.json"), *STATES.glob("*.json")])

pytestmark = pytest.mark.skipif(not FILES, reason=f"no states and plans at {DATA}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_state_or_plan_comes_in(path: Path) -> None:
    result = read([(path.name, path.read_bytes())])
    assert result.used == COUNTS[path.name]
    assert result.used or result.skipped
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)


def test_every_nic_of_a_plan_with_modules_stands_where_its_call_says() -> None:
    result = read([(APPGW, (PLANS / APPGW).read_bytes())])
    assert {
        (machine.id, configuration.network, configuration.subnet, configuration.public_ip)
        for machine in result.plan.virtual_machines
        for nic in machine.network_interfaces
        for configuration in nic.ip_configurations
    } == {
        ("vmappgw0", "vnet-example", "snet-default", "pip-vmappgw0"),
        ("vmappgw1", "vnet-example", "snet-default", "pip-vmappgw1"),
        ("vmfrontend", "vnet-azfwprem", "snet-vm", "pip-vmfrontend"),
    }


def test_a_location_known_only_after_apply_is_named() -> None:
    name = "tfcompliance_issue294.json"
    result = read([(name, (PLANS / name).read_bytes())])
    reason = "location: known only after apply"
    assert [entry.subject for entry in result.skipped if entry.reason == reason] == [
        "virtualMachines/myvm-vmLinux-0",
        "virtualMachines/mywinvm-vmWindows-0",
    ]


def test_a_state_and_the_plan_that_made_it_have_the_same_machine() -> None:
    planned = read([("p", (PLANS / "vm_linux_tfplan.json").read_bytes())]).plan
    made = read([("s", (STATES / "vm_linux_terraform.tfstate.json").read_bytes())]).plan
    [one], [other] = planned.virtual_machines, made.virtual_machines
    assert (one.name, one.region) == (other.name, other.region)
    assert [nic.network_security_group for nic in one.network_interfaces] == ["nsgprod019"]
    assert [
        str(ip.address) for nic in other.network_interfaces for ip in nic.ip_configurations
    ] == ["10.0.1.4"]
