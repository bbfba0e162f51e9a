"""The scripts run through the real Azure CLI, offline: canned answers, and its own requests.

Runs where ``ASRNET_TEST_AZ_PYTHON`` names a Python that has azure-cli, beside the tool that
plays the answers; each start of the CLI takes a second or two, so there is one run.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from models.exports.kinds import export
from tests.support import export_plans
from tests.support.az_sandbox import Sandbox
from tests.support.export_plans import FABRICS, NIC_ID, SUB

PYTHON = os.environ.get("ASRNET_TEST_AZ_PYTHON", "")
REPLAY = Path(__file__).parents[3].parent / "shared" / "tools" / "az_replay.py"
pytestmark = pytest.mark.skipif(not (PYTHON and REPLAY.exists()), reason="no Azure CLI to run")

GROUP = f"/subscriptions/{SUB}/resourceGroups/rg-net-dr"
NETWORKS = f"{GROUP}/providers/Microsoft.Network/virtualNetworks"
SOURCE = NETWORKS.replace("rg-net-dr", "rg-net") + "/vnet-prod"
TARGET = f"{NETWORKS}/vnet-prod-dr"
MAPPING = (
    f"{FABRICS}/asr-a2a-default-{{}}/replicationNetworks/azureNetwork"
    "/replicationNetworkMappings/{}"
)
ITEM = (
    f"{FABRICS}/asr-a2a-default-eastus/replicationProtectionContainers"
    "/asr-a2a-default-eastus-container/replicationProtectedItems/web1"
)


def mapping(region: str, name: str, source: str, target: str, other: str) -> dict[str, Any]:
    properties = {
        "primaryNetworkId": source.lower(),
        "recoveryNetworkId": target.lower(),
        "recoveryFabricArmId": f"{FABRICS}/asr-a2a-default-{other}",
    }
    return {"id": MAPPING.format(region, name), "name": name, "properties": properties}


def item(body: dict[str, Any] | None) -> dict[str, Any]:
    """The item as it was, or as the body of an update makes it."""
    interfaces = NETWORKS.replace("virtualNetworks", "networkInterfaces")
    arm_ids = [
        f"{interfaces}/web1-nic".replace("rg-net-dr", "RG-APP"),
        f"{interfaces}/web1-nic2".replace("rg-net-dr", "rg-nics"),
    ]
    nic_ids = NIC_ID, "11111111-fdfb-5abf-89cc-58c08000c814"
    names = (("ipconfig1", "ipconfig2"), ("ipconfig1",))
    details: dict[str, Any] = {
        "instanceType": "A2A",
        "fabricObjectId": "/x",
        "tfoAzureVMName": None,
    }
    details["vmNics"] = [
        {
            "nicId": nic_id,
            "tfoRecoveryNicName": None,
            "ipConfigs": [{"name": own, "recoveryLBBackendAddressPoolIds": None} for own in ips],
        }
        for nic_id, ips in zip(nic_ids, names, strict=True)
    ]
    if body is not None:
        details |= json.loads(
            json.dumps(body["properties"])
            .replace('"tfoNic', '"tfoRecoveryNic')
            .replace("ipConfigName", "name")
        )
        details |= details.pop("providerSpecificDetails")
    for nic, arm_id in zip(details["vmNics"], arm_ids, strict=True):
        nic["sourceNicArmId"] = arm_id
    return {"id": ITEM, "properties": {"providerSpecificDetails": details}}


def network(name: str, **subnets: tuple[list[str], str]) -> dict[str, Any]:
    hub = f"{NETWORKS}/HUB-dr".replace("rg-net-dr", "rg-hub")
    rows = [
        {
            "name": name,
            "properties": (
                {"addressPrefix": prefixes[0]}
                if len(prefixes) == 1
                else {"addressPrefixes": prefixes}
            )
            | {"delegations": [{"properties": {"serviceName": service}}] if service else []},
        }
        for name, (prefixes, service) in subnets.items()
    ]
    peerings = [{"name": "hub", "properties": {"remoteVirtualNetwork": {"id": hub}}}]
    space = {"addressPrefixes": ["10.20.0.0/16"]}
    properties = {"addressSpace": space, "subnets": rows, "virtualNetworkPeerings": peerings}
    return {"name": name, "properties": properties}


def answers(body: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What Azure answers: before an update of the item, and after the one with that body."""
    done = body is not None
    mappings = [
        mapping("eastus", "there", SOURCE, TARGET if done else f"{NETWORKS}/old", "westus2"),
        mapping("westus2", "back", TARGET, SOURCE, "eastus"),
    ]
    subnets = {
        "SNET-APP": (["10.20.1.0/24"], ""),
        "snet-sqlmi": (["10.20.3.0/24", "10.20.2.0/24"], "Microsoft.Sql/managedInstances"),
    }
    networks = [network("other"), *([network("vnet-prod-DR", **subnets)] if done else [])]
    second = {"nextLink": f"https://management.azure.com{ITEM}-second", "value": []}
    created = {"id": TARGET, "properties": {"provisioningState": "Succeeded"}}
    redirected = {"properties": {"recoveryNetworkId": TARGET.lower()}}
    return [
        {"match": r"GET .*/virtualNetworks\?", "body": {"value": networks}},
        {"match": r"(PUT|GET) .*/virtualNetworks/", "body": created},
        {"match": r"GET .*/replicationNetworkMappings\?", "body": {"value": mappings}},
        {"match": r"GET .*/replicationNetworkMappings/there", "body": redirected},
        {"match": r"GET .*/replicationProtectedItems\?", "body": second},
        {"match": r"GET .*/web1-second", "body": {"value": [item(body)]}},
        {"match": r"GET .*/replicationProtectedItems/web1", "body": item(None)},
        {"match": r"PATCH ", "body": {}},
    ]


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    made = export(export_plans.known(), "azcli")
    sandbox = Sandbox(tmp_path, made, {})
    [body] = [json.loads(file.text) for file in made.files if file.name.startswith("bodies/")]
    for name, value in (("before", None), ("after", body)):
        (tmp_path / f"{name}.json").write_text(json.dumps(answers(value)))
    (sandbox.bin / "az").write_text(
        f"""#!/bin/sh
routes={tmp_path}/before.json
if grep -q 'PATCH.*web1' {tmp_path}/log 2>/dev/null; then routes={tmp_path}/after.json; fi
AZ_REPLAY_LOG={tmp_path}/log exec {PYTHON} {REPLAY} "$routes" -- "$@"
"""
    )
    return sandbox


def test_the_real_cli_takes_the_scripts_and_sends_what_is_planned(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    run = sandbox.run("apply.sh")
    assert (run.returncode, "ERROR" in run.stderr) == (0, False)
    assert sandbox.run("verify.sh").returncode == 0
    lines = (tmp_path / "log").read_text().splitlines()
    sent = [row for row in map(json.loads, lines) if row["body"] is not None]
    assert [re.sub(r"\?.*", "", row["request"]) for row in sent] == [
        f"PUT {TARGET}",
        f"PUT {TARGET}/subnets/snet-app",
        f"PUT {TARGET}/subnets/snet-sqlmi",
        f"PUT {TARGET}/virtualNetworkPeerings/to-hub-dr",
        f"PATCH {MAPPING.format('eastus', 'there')}",
        f"PATCH {ITEM}",
    ]
    made, _, subnet, peering, redirected, updated = (row["body"]["properties"] for row in sent)
    assert made["addressSpace"]["addressPrefixes"] == ["10.20.0.0/16"]
    assert subnet["addressPrefixes"] == ["10.20.2.0/24", "10.20.3.0/24"]
    [delegation] = subnet["delegations"]
    assert delegation["properties"]["serviceName"] == "Microsoft.Sql/managedInstances"
    assert peering["allowVirtualNetworkAccess"] is True
    assert redirected["recoveryNetworkId"] == TARGET
    assert updated["vmNics"][0]["ipConfigs"][0]["recoveryStaticIPAddress"] == "10.20.1.10"
    kept = json.loads((sandbox.scripts / "state" / "item-1-web1.before.json").read_text())
    ip = kept["properties"]["vmNics"][0]["ipConfigs"][1]
    assert (ip["ipConfigName"], ip["tfoSubnetName"]) == ("ipconfig2", "")
    assert kept["properties"]["providerSpecificDetails"]["instanceType"] == "A2A"
