"""The scripts for the Azure CLI, run in bash against a stand-in that keeps an Azure."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from models.exports.kinds import export
from tests.support import export_plans
from tests.support.az_sandbox import Sandbox, write
from tests.support.export_plans import FABRICS, NIC_ID, SUB

NETWORKS = (
    f"/subscriptions/{SUB}/resourceGroups/{{}}/providers/Microsoft.Network/virtualNetworks/{{}}"
)
MACHINES = f"/subscriptions/{SUB}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines"
SOURCE, TARGET = (
    NETWORKS.format("rg-net", "vnet-prod"),
    NETWORKS.format("rg-net-dr", "vnet-prod-dr"),
)
OTHER = NETWORKS.format("rg-net-dr", "vnet-old-dr")
NIC = NETWORKS.format("rg-app", "web1-nic").replace("virtualNetworks", "networkInterfaces")
UNKNOWN = {
    "SUBSCRIPTION": SUB,
    "VAULT_SUBSCRIPTION": SUB,
    "VAULT_RESOURCE_GROUP": "rg-vault",
    "VAULT_NAME": "vault1",
    "RESOURCE_GROUP_OF_VNET": "rg-net",
    "RESOURCE_GROUP_OF_VNET_ASR": "rg-net-dr",
    "RESOURCE_GROUP_OF_WEB_01": "rg-app",
    "NETWORK_SECURITY_GROUP_WEB_NSG_DR": "/nsg",
    "PUBLIC_IP_ADDRESS_WEB_PIP_DR": "/pip",
    "LOAD_BALANCER_BACKEND_POOL_ILB_DR_WEB": "/pool",
}


def nic(id: str, arm_id: str, *names: str) -> dict[str, Any]:
    ips = [
        {"name": name, "isPrimary": name == names[0], "isSeletedForFailover": True}
        for name in names
    ]
    return {"nicId": id, "sourceNicArmId": arm_id, "reuseExistingNic": True, "ipConfigs": ips}


def mapped(name: str, source: str, target: str) -> dict[str, str]:
    fabrics = ["asr-a2a-default-eastus", "asr-a2a-default-westus2"]
    own, other = fabrics if source.endswith("/vnet-prod") else reversed(fabrics)
    id = f"{FABRICS}/{own}/replicationNetworks/azureNetwork/replicationNetworkMappings/{name}"
    return {"id": id, "source": source, "target": target, "fabric": f"/fabrics/{other}"}


def azure(*mappings: dict[str, str]) -> dict[str, Any]:
    """An Azure in which the machine of the known plan is replicated, with other settings."""
    second = NIC.replace("rg-app", "rg-nics") + "2"
    details = {
        "instanceType": "A2A",
        "recoveryAzureVMName": "web1",
        "selectedRecoveryAzureNetworkId": OTHER.lower(),
        "vmNics": [
            nic(NIC_ID, NIC, "ipconfig1", "ipconfig2"),
            nic("11111111-fdfb-5abf-89cc-58c08000c814", second, "ipconfig1"),
        ],
    }
    return {
        "networks": {},
        "mappings": list(mappings),
        "fabrics": [
            {"name": "asr-a2a-default-eastus", "location": "eastasia"},
            {"name": "asr-a2a-default-westus2", "location": "southeastasia"},
        ],
        "items": [
            item("other", "/vms/other", {"vmNics": []}),
            item("web1", f"{MACHINES}/web1", details),
        ],
    }


def item(name: str, machine: str, details: dict[str, Any]) -> dict[str, Any]:
    container = (
        "asr-a2a-default-eastus/replicationProtectionContainers/asr-a2a-default-eastus-container"
    )
    id = f"{FABRICS}/{container}/replicationProtectedItems/{name}"
    return {"id": id, "vm": machine, "details": details}


@pytest.fixture
def known(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path, export(export_plans.known(), "azcli"), azure())


@pytest.fixture(scope="module")
def applied_once(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    directory = tmp_path_factory.mktemp("applied")
    sandbox = Sandbox(directory, export(export_plans.known(), "azcli"), azure())
    assert sandbox.run("apply.sh").returncode == 0
    assert sandbox.changes
    return sandbox


@pytest.fixture
def applied(tmp_path: Path, applied_once: Sandbox) -> Sandbox:
    return applied_once.copy(tmp_path)


def unknown_azure() -> dict[str, Any]:
    state = azure()
    arm_id = NIC.replace("web1-nic", "WEB-01-nic")
    details: dict[str, Any] = {
        "recoveryAzureVMName": 'we "call" \\it',
        "selectedTfoAzureNetworkId": "/tfo",
        "vmNics": [
            nic("abc", arm_id, "ipconfig1")
            | {
                "tfoRecoveryNicName": "t",
                "tfoReuseExistingNic": False,
                "tfoNetworkSecurityGroupId": "",
            }
        ],
    }
    details["vmNics"][0]["ipConfigs"][0] |= {"tfoLBBackendAddressPoolIds": ["/a", "/b"]}
    machine = f"{MACHINES}/WEB-01"
    return state | {"items": [item("0f3a", machine, details)]}


def test_applying_brings_networks_mappings_and_settings_about(applied: Sandbox) -> None:
    state = applied.azure
    [[name, network]] = state["networks"][f"{SUB}/rg-net-dr"].items()
    assert (name, network["prefixes"]) == ("vnet-prod-dr", ["10.20.0.0/16"])
    assert network["subnets"] == {
        "snet-app": [["10.20.1.0/24"], "", 0],
        "snet-sqlmi": [["10.20.2.0/24", "10.20.3.0/24"], "Microsoft.Sql/managedInstances", 0],
    }
    assert [(row["source"], row["target"]) for row in state["mappings"]] == [
        (SOURCE, TARGET),
        (TARGET, SOURCE),
    ]
    details = state["items"][1]["details"]
    assert details["selectedRecoveryAzureNetworkId"] == TARGET
    assert details["vmNics"][0]["tfoRecoveryNicName"] == "web1-nic-test"
    assert details["vmNics"][0]["ipConfigs"][0]["recoveryStaticIPAddress"] == "10.20.1.10"


def test_applying_a_second_time_changes_nothing(applied: Sandbox) -> None:
    run = applied.run("apply.sh")
    assert (run.returncode, applied.changes) == (0, [])


def test_what_was_applied_verifies_and_what_was_changed_since_is_listed(applied: Sandbox) -> None:
    assert applied.run("verify.sh").returncode == 0
    state = applied.azure
    state["items"][1]["details"]["vmNics"][0]["ipConfigs"][0]["recoveryStaticIPAddress"] = ""
    applied.azure = state
    run = applied.run("verify.sh")
    assert run.returncode == 1
    assert run.stderr == (
        "! machine web1: recoveryStaticIPAddress of IP configuration ipconfig1 of NIC 1 is '',"
        " planned is '10.20.1.10'\n"
    )


def test_rollback_brings_back_what_there_was(applied: Sandbox) -> None:
    before = azure()
    run = applied.run("rollback.sh")
    assert (run.returncode, run.stderr) == (0, "")
    after = applied.azure
    assert after["mappings"] == []
    assert after["networks"] == {f"{SUB}/rg-net-dr": {}}
    assert _set(after["items"]) == _set(before["items"])
    assert (applied.changes, applied.run("rollback.sh").returncode, applied.changes)[1:] == (0, [])


def test_a_network_that_something_is_in_stays(applied: Sandbox) -> None:
    state = applied.azure
    state["networks"][f"{SUB}/rg-net-dr"]["vnet-prod-dr"]["subnets"]["snet-app"][2] = 3
    applied.azure = state
    run = applied.run("rollback.sh")
    assert run.returncode == 1
    assert "network vnet-prod-dr stays: 3 things are in it" in run.stderr


def test_a_mapping_is_changed_without_its_way_back_and_rolled_back_so(tmp_path: Path) -> None:
    old = [mapped("there", SOURCE, OTHER), mapped("back", OTHER, SOURCE)]
    sandbox = Sandbox(tmp_path, export(export_plans.known(), "azcli"), azure(*old))
    assert sandbox.run("apply.sh").returncode == 0
    ends = [(row["source"], row["target"]) for row in sandbox.azure["mappings"]]
    assert ends == [(SOURCE.lower(), TARGET), (TARGET, SOURCE)]
    assert sandbox.azure["mappings"][0]["id"].endswith("/there")
    run = sandbox.run("rollback.sh")
    assert (run.returncode, run.stderr) == (0, "")
    ends = [(row["source"].lower(), row["target"].lower()) for row in sandbox.azure["mappings"]]
    assert ends == [(SOURCE.lower(), OTHER.lower()), (OTHER.lower(), SOURCE.lower())]


def test_a_dry_run_says_what_it_would_do_and_changes_nothing(known: Sandbox) -> None:
    before = known.azure
    run = known.run("apply.sh", "--dry-run")
    assert (run.returncode, run.stderr, known.changes) == (0, "", [])
    assert "would run: az network vnet create" in run.stdout
    assert '"recoveryStaticIPAddress": "10.20.1.10"' in run.stdout
    assert known.azure == before | {"networks": {f"{SUB}/rg-net-dr": {}}}
    assert not (known.scripts / "state").exists()


@pytest.mark.parametrize("call", ["network vnet create", "rest --method=patch"])
def test_a_call_that_fails_stops_the_script_and_a_second_run_goes_on(
    known: Sandbox, call: str
) -> None:
    known.fail_on(call)
    run = known.run("apply.sh")
    assert run.returncode == 2
    assert "failed, see above; nothing was done after it" in run.stderr
    assert " ".join(known.changes[-1]).startswith(call)
    known.fail_on("")
    assert known.run("apply.sh").returncode == 0
    assert len(known.azure["mappings"]) == 2


def test_what_the_plan_does_not_know_is_asked_for(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, export(export_plans.unknown(), "azcli"), unknown_azure())
    given = UNKNOWN | {"VAULT_NAME": "", "SUBSCRIPTION": ""}
    run = sandbox.run("apply.sh", **given)
    assert run.returncode == 2
    assert run.stderr == "apply.sh: not known yet, see parameters.sh: VAULT_NAME SUBSCRIPTION\n"


def test_what_is_not_known_is_found_and_what_is_left_open_is_repeated(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, export(export_plans.unknown(), "azcli"), unknown_azure())
    run = sandbox.run("apply.sh", **UNKNOWN)
    assert (run.returncode, run.stderr) == (0, "")
    state = sandbox.azure
    assert "/asr-a2a-default-westus2/" in state["mappings"][1]["id"]
    details = state["items"][0]["details"]
    [nic] = details["vmNics"]
    assert nic["nicId"] == "abc"
    assert nic["recoveryNetworkSecurityGroupId"] == "/nsg"
    assert nic["ipConfigs"][0]["recoverySubnetName"] == "web"
    assert details["recoveryAzureVMName"] == 'we "call" \\it'
    assert details["selectedTfoAzureNetworkId"] == "/tfo"
    assert (nic["tfoRecoveryNicName"], nic["tfoReuseExistingNic"]) == ("t", False)
    assert nic["ipConfigs"][0]["tfoLBBackendAddressPoolIds"] == ["/a", "/b"]
    assert "recoveryAzureVMSize" not in details
    assert sandbox.run("verify.sh", **UNKNOWN).returncode == 0


def test_a_nic_that_only_one_side_has_leaves_its_machine_as_it_is(applied: Sandbox) -> None:
    state = applied.azure
    nics = state["items"][1]["details"]["vmNics"]
    for changed in ([*nics, nic("x", "/nics/x", "ipconfig1")], nics[:1]):
        state["items"][1]["details"]["vmNics"] = changed
        applied.azure = state
        run = applied.run("apply.sh")
        assert run.returncode == 1
        assert "machine web1 is left as it is" in run.stderr
        assert applied.azure["items"] == state["items"]


def test_a_machine_that_is_not_replicated_is_named(applied: Sandbox) -> None:
    applied.azure = applied.azure | {"items": []}
    run = applied.run("apply.sh")
    assert run.returncode == 1
    assert run.stderr == "! machine web1: no such replicated item in the vault\n"


@pytest.mark.parametrize("script", ["apply.sh", "verify.sh", "rollback.sh"])
def test_help_says_what_a_script_does_and_how_it_ends(known: Sandbox, script: str) -> None:
    run = known.run(script, "--help")
    assert run.returncode == 0
    assert f"Usage: ./{script} [--dry-run]" in run.stdout
    assert known.run(script, "--what").returncode == 2


def test_the_scripts_parse_and_shellcheck_has_nothing_to_say(tmp_path: Path) -> None:
    write(export(export_plans.unknown(), "azcli"), tmp_path)
    scripts = sorted(tmp_path.rglob("*.sh"))
    subprocess.run(["bash", "-n", *scripts], check=True)
    if shutil.which("shellcheck"):
        run = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True)
        assert (run.returncode, run.stdout) == (0, "")


def _set(value: Any) -> Any:
    """What is set in a value: nothing blank."""
    if isinstance(value, dict):
        return {
            key: _set(part) for key, part in value.items() if part not in ("", None, [])
        } or None
    return [_set(part) for part in value] if isinstance(value, list) else value
