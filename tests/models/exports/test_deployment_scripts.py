"""The scripts beside ARM templates and Bicep, run against answers of Azure."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.exports.export import Export
from models.exports.kinds import export
from tests.support import export_plans
from tests.support.az_scripts import run, script

SUB = export_plans.SUB
PLANS = {"known": export_plans.known, "unknown": export_plans.unknown}
GROUP = f"/subscriptions/{SUB}/resourceGroups/rg-net-dr/providers/Microsoft.Network"
NETWORK = f"{GROUP}/virtualNetworks/vnet-prod-dr"
FABRICS = (
    f"/subscriptions/{SUB}/resourceGroups/rg-vault/providers/Microsoft.RecoveryServices"
    "/vaults/vault1/replicationFabrics"
)
FORTH = (
    f"{FABRICS}/asr-a2a-default-eastus/replicationNetworks/azureNetwork"
    "/replicationNetworkMappings/eastus-westus2-vnet-prod"
)
BACK = (
    f"{FABRICS}/asr-a2a-default-westus2/replicationNetworks/azureNetwork"
    "/replicationNetworkMappings/westus2-eastus-vnet-prod-dr"
)
# az, as far as the scripts use it: what Azure has is a file, and queries are the real JMESPath.
AZ = """#!{python}
import json, os, sys
from urllib.parse import unquote
import jmespath

words = sys.argv[1:]
if words[0] == "account":
    sys.exit(0)
options = dict(zip(words[1::2], words[2::2]))
store = os.environ["AZURE"]
azure = json.load(open(store))
url = unquote(options["--url"].partition("?")[0])
if url not in azure:
    sys.exit('ERROR: Not Found({{"error":{{"code":"ResourceNotFound"}}}})')
if azure[url] == "refused":
    sys.exit("ERROR: Forbidden")
if options["--method"] == "delete":
    del azure[url]
    json.dump(azure, open(store, "w"))
elif options["--output"] == "tsv":
    found = jmespath.search(options["--query"], azure[url])
    for row in found if isinstance(found, list) else [] if found is None else [found]:
        print("\\t".join(row) if isinstance(row, list) else row)
"""


def azure(**changes: Any) -> dict[str, Any]:
    """What Azure has when the plan ``known`` is deployed; an id with ``None`` is not there."""
    there = {
        NETWORK: network("10.20.0.0/16"),
        f"{NETWORK}/virtualNetworkPeerings/to-hub-dr": {
            "properties": {
                "remoteVirtualNetwork": {
                    "id": f"/subscriptions/{SUB}/resourceGroups/rg-hub/providers"
                    "/Microsoft.Network/virtualNetworks/hub-dr"
                }
            }
        },
        FORTH: {"properties": {"recoveryNetworkId": NETWORK.lower()}},
        BACK: {
            "properties": {
                "recoveryNetworkId": f"/subscriptions/{SUB}/resourcegroups/rg-net/providers"
                "/microsoft.network/virtualnetworks/vnet-prod"
            }
        },
    }
    return {id: row for id, row in {**there, **changes}.items() if row is not None}


def network(space: str, **in_first: Any) -> dict[str, Any]:
    return {
        "location": "westus2",
        "properties": {
            "addressSpace": {"addressPrefixes": [space]},
            "subnets": [
                {
                    "name": "snet-sqlmi",
                    "properties": {
                        "addressPrefixes": ["10.20.3.0/24", "10.20.2.0/24"],
                        "delegations": [
                            {"properties": {"serviceName": "Microsoft.Sql/managedInstances"}}
                        ],
                    },
                },
                {"name": "snet-app", "properties": {"addressPrefix": "10.20.1.0/24", **in_first}},
            ],
        },
    }


def against(
    there: dict[str, Any], text: str, directory: Path, **variables: str
) -> tuple[int, str, dict[str, Any]]:
    """How a script ends, what it says, and what Azure has then."""
    az, store = directory / "az", directory / "azure.json"
    az.write_text(AZ.format(python=sys.executable), encoding="utf-8")
    az.chmod(0o755)
    store.write_text(json.dumps(there), encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", text],
        env={
            "PATH": f"{directory}:{os.environ['PATH']}",
            "AZURE": str(store),
            "PAUSE": "0",
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr, json.loads(store.read_text("utf-8"))


def known(name: str) -> str:
    return script(export(export_plans.known(), "arm"), name)


def test_verify_finds_azure_as_planned(tmp_path: Path) -> None:
    status, said, _ = against(azure(), known("verify.sh"), tmp_path)
    assert (status, said.count("as planned")) == (0, 6), said


CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "another address space": ({NETWORK: network("10.21.0.0/16")}, "the address space"),
    "another prefix of a subnet": (
        {NETWORK: network("10.20.0.0/16", addressPrefix="10.20.9.0/24")},
        "the subnets",
    ),
    "a delegation more": (
        {NETWORK: network("10.20.0.0/16", delegations=[{"properties": {"serviceName": "x"}}])},
        "the subnets",
    ),
    "a mapping that is not there": ({FORTH: None}, "the mapping eastus-westus2-vnet-prod"),
    "a mapping to elsewhere": (
        {BACK: {"properties": {"recoveryNetworkId": NETWORK}}},
        "the mapping westus2-eastus-vnet-prod-dr",
    ),
    "no peering": ({f"{NETWORK}/virtualNetworkPeerings/to-hub-dr": None}, "the peering"),
}


@pytest.mark.parametrize(("change", "named"), CHANGES.values(), ids=CHANGES)
def test_verify_names_what_differs(change: dict[str, Any], named: str, tmp_path: Path) -> None:
    status, said, _ = against(azure(**change), known("verify.sh"), tmp_path)
    assert status == 1
    (difference,) = (line for line in said.splitlines() if line.startswith("differs:"))
    assert difference.startswith(f"differs: {named}")


def test_verify_does_not_call_it_a_difference_when_azure_cannot_be_asked(tmp_path: Path) -> None:
    status, said, _ = against(azure(**{NETWORK: "refused"}), known("verify.sh"), tmp_path)
    assert status == 2
    assert "Forbidden" in said


def test_rollback_removes_an_unused_network_and_leaves_imported_mappings(tmp_path: Path) -> None:
    status, _, left = against(azure(), known("rollback.sh"), tmp_path)
    assert status == 0
    assert NETWORK not in left
    assert {FORTH, BACK} <= set(left)


def test_rollback_leaves_a_network_that_is_in_use(tmp_path: Path) -> None:
    used = network("10.20.0.0/16", ipConfigurations=[{"id": "nic"}])
    status, said, left = against(azure(**{NETWORK: used}), known("rollback.sh"), tmp_path)
    assert status == 1
    assert NETWORK in left
    assert "stays: the network vnet-prod-dr, whose subnets are in use" in said


def test_rollback_removes_mappings_it_made_the_way_back_first(tmp_path: Path) -> None:
    made = export_plans.results(
        "".join(
            line
            for line in export_plans.KNOWN.splitlines(keepends=True)
            if "replicationNetworkMappings" not in line
        )
    )
    text = script(export(made, "arm"), "rollback.sh")
    status, said, left = against(azure(), text, tmp_path, FABRIC_WESTUS2="asr-a2a-default-westus2")
    assert status == 0, said
    assert [line for line in said.splitlines() if "mapping" in line] == [
        "removed: the mapping westus2-eastus-vnet-prod-dr",
        "removed: the mapping eastus-westus2-vnet-prod",
    ]
    assert not {FORTH, BACK, NETWORK} & set(left)


@pytest.mark.parametrize("name", ["verify.sh", "rollback.sh"])
def test_what_is_not_known_is_to_be_set_before_anything_is_asked(name: str) -> None:
    done = run(script(export(export_plans.unknown(), "arm"), name))
    assert done.status == 2
    assert done.calls == []
    assert "to be set:" in done.output
    assert " VAULT_NAME" in done.output


def test_the_name_of_a_mapping_is_part_of_no_other_url() -> None:
    plan = export_plans.KNOWN.replace("eastus-westus2-vnet-prod", "a?b={subscriptionId}#c d")
    done = run(script(export(export_plans.results(plan), "arm"), "verify.sh"))
    assert any(url.endswith("/a?b={subscriptionId}#c d") for url in done.urls)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="needs shellcheck")
@pytest.mark.parametrize("plan", [*PLANS, "empty"])
def test_shellcheck_finds_nothing(plan: str, tmp_path: Path) -> None:
    results = PLANS[plan]() if plan in PLANS else export_plans.results("format = 1")
    made: Export = export(results, "bicep")
    paths = []
    for file in made.files:
        if file.executable:
            paths.append(tmp_path / file.name)
            paths[-1].write_text(file.text, encoding="utf-8")
    done = subprocess.run(["shellcheck", *paths], capture_output=True, text=True, check=False)
    assert (len(paths), done.stdout) == (2, "")
