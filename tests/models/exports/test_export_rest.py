"""Requests of the REST API, held against the models of the public SDK and worked examples."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.assign import Assignments
from models.exports.export import Options
from models.exports.kinds import export
from tests.support import export_plans
from tests.support.export_plans import KNOWN, NIC_ID, SUB, results

EXAMPLES = Path(__file__).parents[3].parent / "shared" / "data" / "export-examples"
PLANS = {"known": export_plans.known, "unknown": export_plans.unknown}


def files(assignments: Assignments, **options: Any) -> dict[str, Any]:
    made = export(assignments, "rest", Options(**options))
    return {
        file.name: json.loads(file.text) if file.name.endswith(".json") else file.text
        for file in made.files
    }


def body(written: dict[str, Any], ending: str) -> dict[str, Any]:
    [found] = [value for name, value in written.items() if name.endswith(ending)]
    assert isinstance(found, dict)
    return found


def unknown_keys(model: Any, raw: dict[str, Any], path: str = "") -> Iterator[str]:
    """The wire paths of a payload that the models of the SDK do not declare."""
    names = {field._rest_name: name for name, field in type(model)._attr_to_rest_field.items()}
    for key, value in raw.items():
        if key not in names:
            yield f"{path}.{key}"
            continue
        part = getattr(model, names[key])
        pairs = zip(part, value, strict=True) if isinstance(value, list) else [(part, value)]
        for inner, inner_raw in pairs:
            if isinstance(inner_raw, dict):
                yield from unknown_keys(inner, inner_raw, f"{path}.{key}")


@pytest.mark.parametrize("plan", PLANS)
def test_every_body_is_what_the_models_of_the_sdk_declare(plan: str) -> None:
    sdk = pytest.importorskip("azure.mgmt.recoveryservicessiterecovery.models")
    written = files(PLANS[plan]())
    models = {
        ("PUT", "mapping"): sdk.CreateNetworkMappingInput,
        ("PATCH", "mapping"): sdk.UpdateNetworkMappingInput,
        ("PATCH", "item"): sdk.UpdateReplicationProtectedItemInput,
    }
    checked = 0
    for row in written["requests.json"]["apply"]:
        kind = re.search(r"-(mapping|item)-", row.get("body", ""))
        if kind:
            payload = written[row["body"]]
            model = models[row["method"], kind[1]](payload)
            assert list(unknown_keys(model, payload)) == []
            assert model.as_dict() == payload
            checked += 1
    assert checked >= 3


def test_a_misspelt_key_would_be_found() -> None:
    sdk = pytest.importorskip("azure.mgmt.recoveryservicessiterecovery.models")
    payload = body(files(export_plans.known()), "-item-web1.json")
    ip = payload["properties"]["vmNics"][0]["ipConfigs"][0]
    ip["isSelectedForFailover"] = ip.pop("isSeletedForFailover")
    model = sdk.UpdateReplicationProtectedItemInput(payload)
    assert list(unknown_keys(model, payload)) == [
        ".properties.vmNics.ipConfigs.isSelectedForFailover"
    ]


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the worked examples are not here")
def test_bodies_are_as_in_the_worked_examples() -> None:
    written = files(export_plans.known())
    example = json.loads((EXAMPLES / "rest_network_mapping_PUT.json").read_text())
    assert body(written, "-put-mapping-eastus-westus2-vnet-prod.json") == example
    assert body(written, "-patch-mapping-eastus-westus2-vnet-prod.json") == example
    example = json.loads((EXAMPLES / "rest_rpi_update_PATCH.json").read_text())["properties"]
    update = body(written, "-item-web1.json")["properties"]
    assert list(update) == list(example)
    assert list(update["vmNics"][0]) == [
        key for key in example["vmNics"][0] if key != "tfoNicResourceGroupName"
    ]
    first, example_first = (row["vmNics"][0]["ipConfigs"][0] for row in (update, example))
    assert list(first) == list(example_first)
    assert {key: value for key, value in first.items() if value != example_first[key]}.keys() == {
        "recoveryPublicIPAddressId",
        "recoveryLBBackendAddressPoolIds",
    }


def test_an_update_names_every_nic_and_ip_configuration() -> None:
    update = body(files(export_plans.known()), "-item-web1.json")["properties"]
    assert [
        (nic["nicId"], [ip["ipConfigName"] for ip in nic["ipConfigs"]]) for nic in update["vmNics"]
    ] == [
        (NIC_ID, ["ipconfig1", "ipconfig2"]),
        ("11111111-fdfb-5abf-89cc-58c08000c814", ["ipconfig1"]),
    ]
    assert update["recoveryAzureVMName"] == "web1"


def test_an_address_left_to_azure_is_blank_and_pinned_it_is_set() -> None:
    second = [
        body(files(export_plans.known(), pin=pin), "-item-web1.json")["properties"]["vmNics"][1]
        for pin in (False, True)
    ]
    first, pinned = (nic["ipConfigs"][0]["recoveryStaticIPAddress"] for nic in second)
    assert first == ""
    assert pinned.startswith("10.20.1.")


def test_without_a_test_network_an_update_says_nothing_of_test_failovers() -> None:
    update = body(files(export_plans.unknown()), "-item-web-01.json")
    assert "tfo" not in json.dumps(update).lower()


def test_a_known_plan_asks_for_nothing() -> None:
    written = files(export_plans.known())
    assert written["parameters.json"] == {}
    assert "{{" not in json.dumps(written["requests.json"])


def test_what_only_azure_knows_is_a_parameter_with_its_meaning() -> None:
    written = files(export_plans.unknown())
    asked = written["parameters.json"]
    used = set(re.findall(r"\{\{(\w+)\}\}", json.dumps(written)))
    assert used - {"endpoint", "token"} == set(asked)
    assert asked["nic_id_web_01_web_01_nic"] == {
        "meaning": "the nicId that Site Recovery gave to web-01-nic of web-01",
        "value": "",
    }
    for name in ("before", "apply", "verify", "rollback"):
        text = written[f"{name}.http"]
        given = set(re.findall(r"^@(\w+) =", text, re.MULTILINE))
        assert (
            set(re.findall(r"\{\{(\w+)\}\}", text))
            <= given
            <= set(asked)
            | {
                "endpoint",
                "token",
            }
        )


def test_requests_are_in_the_order_in_which_azure_takes_them() -> None:
    index = files(export_plans.known())["requests.json"]
    assert [(row["method"], row["about"], "when" in row) for row in index["apply"]] == [
        ("PUT", "virtual network vnet-prod-dr", True),
        ("PUT", "peering to-hub-dr of virtual network vnet-prod-dr", False),
        ("DELETE", "network mapping westus2-eastus-vnet-prod-dr", True),
        ("PATCH", "network mapping eastus-westus2-vnet-prod", True),
        ("DELETE", "network mapping eastus-westus2-vnet-prod", True),
        ("PATCH", "network mapping westus2-eastus-vnet-prod-dr", True),
        ("PUT", "network mapping eastus-westus2-vnet-prod", True),
        ("PUT", "network mapping westus2-eastus-vnet-prod-dr", True),
        ("PATCH", "replication protected item of web1", False),
    ]
    assert [(row["method"], row["about"]) for row in index["rollback"]] == [
        ("PATCH", "replication protected item of web1"),
        ("PATCH", "network mapping westus2-eastus-vnet-prod-dr"),
        ("PATCH", "network mapping eastus-westus2-vnet-prod"),
        ("DELETE", "virtual network vnet-prod-dr"),
    ]


def test_a_new_mapping_is_created_and_rolled_back_by_deleting_it() -> None:
    index = files(export_plans.unknown())["requests.json"]
    assert [row["method"] for row in index["apply"]] == ["PUT", "PUT", "PUT", "PATCH"]
    assert [row["method"] for row in index["rollback"]] == ["PATCH", "DELETE", "DELETE", "DELETE"]


def test_what_is_changed_is_read_before_and_compared_afterwards() -> None:
    index = files(export_plans.known())["requests.json"]
    changed = {row["path"] for row in index["apply"]}
    read = {row["path"] for row in index["before"]}
    assert {path for path in changed - read if "/virtualNetworkPeerings/" not in path} == set()
    assert {row["path"] for row in index["verify"]} == changed
    details = index["verify"][-1]["expected"]["properties"]["providerSpecificDetails"]
    assert details["selectedRecoveryAzureNetworkId"].endswith("/vnet-prod-dr")
    assert details["vmNics"][0]["tfoRecoveryNicName"] == "web1-nic-test"
    assert details["vmNics"][0]["ipConfigs"][0]["name"] == "ipconfig1"


def test_a_brace_in_a_name_is_no_parameter() -> None:
    plan = results(KNOWN.replace('"snet-app"', '"{{token}}"'))
    written = {file.name: file.text for file in export(plan, "rest").files}
    assert not any("{{token}}" in text for name, text in written.items() if name.endswith(".json"))
    update = body(files(plan), "-item-web1.json")["properties"]
    assert update["vmNics"][0]["ipConfigs"][0]["recoverySubnetName"] == "{{token}}"


def test_paths_begin_at_the_subscription() -> None:
    index = files(export_plans.known())["requests.json"]
    assert index["endpoint"] == "https://management.azure.com"
    for row in (row for name in ("before", "apply", "verify", "rollback") for row in index[name]):
        assert row["path"].startswith(f"/subscriptions/{SUB}/resourceGroups/")
