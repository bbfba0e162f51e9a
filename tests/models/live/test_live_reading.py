"""An estate read live: which lists come, as which documents, and that nothing is written."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.formats import documents
from models.live.reading import Live, read, read_by
from models.live.steps import Step
from tests.fixtures.azure.documents import ip, machine, nested, nic, vnet
from tests.fixtures.site_recovery import documents as site_recovery
from tests.support.azure_server import GRAPH, TOKEN, FakeAzure, Reply, refusal

SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
VAULT = (
    f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg"
    "/providers/Microsoft.RecoveryServices/vaults/vault"
)
FABRIC = {"id": f"{VAULT}/replicationFabrics/f", "name": "f", "properties": {}}


def read_all(azure: FakeAzure, **options: Any) -> Live:
    with azure.connection(**options) as connection:
        return read_by(connection, [SUBSCRIPTION])


def names(live: Live) -> list[str]:
    return [name for name, _ in live.documents]


def test_what_azure_has_becomes_the_plan_that_files_give(azure: FakeAzure) -> None:
    there = [nested(row) for row in (vnet(), *machine())]
    azure.add(*there)
    live = documents.read(read_all(azure).documents)
    file = documents.read([("list.json", json.dumps({"value": there}).encode())])
    assert len(live.plan.virtual_machines) == 1
    assert (live.plan, live.used, live.skipped) == (file.plan, file.used, file.skipped)


def test_what_site_recovery_has_becomes_what_files_of_it_give(azure: FakeAzure) -> None:
    azure.page = 1
    kinds = ("vnets", "nics", "vms")
    azure.add(*(nested(row) for kind in kinds for row in site_recovery.FILES[kind]))
    azure.add({"id": site_recovery.VAULT, "name": "contoso-vault"})
    fabrics, mappings, items, plan = ("fabrics", "mappings", "items", "recovery_plan")
    azure.lists = {
        "replicationFabrics": site_recovery.FILES[fabrics]["value"],
        "replicationNetworkMappings": site_recovery.FILES[mappings],
        "replicationProtectedItems": site_recovery.FILES[items]["value"],
        "replicationRecoveryPlans": [site_recovery.FILES[plan]],
    }
    live = documents.read(read_all(azure).documents)
    given = site_recovery.Estate().documents((*kinds, fabrics, mappings, items, plan))
    assert len(live.plan.replicated_items) == len(live.plan.network_mappings) == 2
    assert live.plan == documents.read(given).plan


def test_every_list_is_a_document_with_a_name_that_says_what_it_is(azure: FakeAzure) -> None:
    assert names(read_all(azure)) == [
        "azure: virtual networks",
        "azure: network interfaces",
        "azure: virtual machines",
        "azure: load balancers",
        "azure: private endpoints",
        "azure: public IP addresses",
        "azure: application gateways",
        "azure: Bastion hosts",
        "azure: Azure Firewalls",
        "azure: virtual network gateways",
    ]


def test_an_empty_subscription_is_an_empty_plan(azure: FakeAzure) -> None:
    found = documents.read(read_all(azure).documents)
    assert (dict(found.used), found.skipped) == ({}, ())


@pytest.mark.parametrize("page", [1, 2, 3, 5, 1000])
def test_all_pages_of_a_query_come_in_their_order(azure: FakeAzure, page: int) -> None:
    azure.page = page
    azure.add(*(nested(vnet(f"net{number}")) for number in range(5)))
    [(_, data), *_] = read_all(azure).documents
    assert [row["name"] for row in json.loads(data)["value"]] == [f"net{i}" for i in range(5)]
    assert len(azure.calls_about("virtualnetworks")) == -(-5 // page)


def test_a_query_is_ordered_and_names_its_subscriptions(azure: FakeAzure) -> None:
    azure.page = 1
    azure.add(nested(vnet("a")), nested(vnet("b")))
    read_all(azure)
    first, second = azure.calls_about("virtualnetworks")
    assert first.body["subscriptions"] == [SUBSCRIPTION]
    assert first.body["query"].endswith("| order by id asc")
    options = {"$top": 1000, "resultFormat": "objectArray", "allowPartialScopes": False}
    assert first.body["options"] == options
    assert second.body["options"] == options | {"$skipToken": "1"}
    assert (first.path, first.query) == (GRAPH, {"api-version": ["2021-03-01"]})


def test_nothing_but_reading_is_asked_of_azure(azure: FakeAzure) -> None:
    azure.page = 1
    azure.add({"id": VAULT, "name": "vault", "properties": {}}, nested(vnet()))
    azure.lists["replicationFabrics"] = [FABRIC, FABRIC | {"id": f"{VAULT}/replicationFabrics/g"}]
    read_all(azure)
    assert {call.method for call in azure.calls} == {"GET", "POST"}
    assert {call.path for call in azure.calls if call.method == "POST"} == {GRAPH}


def test_the_token_is_sent_with_every_request(azure: FakeAzure) -> None:
    read_all(azure)
    assert {call.authorization for call in azure.calls} == {f"Bearer {TOKEN}"}


def test_the_lists_of_site_recovery_come_from_each_vault(azure: FakeAzure) -> None:
    azure.page = 2
    azure.add({"id": VAULT, "name": "vault", "properties": {}})
    azure.lists["replicationFabrics"] = [FABRIC] * 3
    live = read_all(azure)
    assert names(live)[-4:] == [
        "azure: fabrics of the vault vault",
        "azure: network mappings of the vault vault",
        "azure: protected items of the vault vault",
        "azure: recovery plans of the vault vault",
    ]
    assert json.loads(live.documents[-4][1]) == {"value": [FABRIC] * 3}
    first, second = azure.calls_about("/replicationFabrics")
    assert first.path == f"{VAULT}/replicationFabrics"
    assert first.query == {"api-version": ["2025-08-01"]}
    assert second.query == {"api-version": ["2025-08-01"], "$skipToken": ["2"]}
    for name in ("NetworkMappings", "ProtectedItems", "RecoveryPlans"):
        assert len(azure.calls_about(f"/replication{name}")) == 1


def test_of_a_vault_without_fabrics_no_more_is_asked(azure: FakeAzure) -> None:
    azure.add({"id": VAULT, "name": "vault", "properties": {}})
    assert names(read_all(azure))[-1] == "azure: fabrics of the vault vault"
    assert not azure.calls_about("/replicationProtectedItems")


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (refusal(403, "AuthorizationFailed"), "that needs the role Site Recovery Reader"),
        (refusal(404, "ResourceNotFound"), "it is gone, or hidden from whoever is signed in"),
    ],
)
def test_a_vault_that_cannot_be_read_is_named_and_the_others_are_read(
    azure: FakeAzure, reply: Reply, why: str
) -> None:
    for name in ("closed", "open"):
        azure.add({"id": VAULT.replace("vaults/vault", f"vaults/{name}"), "name": name})
    azure.lists["replicationFabrics"] = [FABRIC]
    azure.instead["vaults/closed/replicationProtectedItems"] = [reply]
    live = read_all(azure)
    [skipped] = live.skipped
    assert (skipped.source, skipped.subject) == ("azure: Recovery Services vaults", "vaults/closed")
    assert why in skipped.reason
    assert not any("closed" in name for name in names(live))
    assert names(live)[-1] == "azure: recovery plans of the vault open"


@pytest.mark.parametrize(
    "id",
    [
        None,
        5,
        "/subscriptions/x",
        f"{VAULT}/../../x",
        f"{VAULT}?x=",
        f"{VAULT}#",
        "//evil.example/vaults/v",
        VAULT.replace("/rg/", "/../"),
        VAULT.replace("/rg/", "/r%2F/"),
    ],
)
def test_an_id_that_is_none_of_a_vault_is_never_asked_for(azure: FakeAzure, id: Any) -> None:
    azure.rows["microsoft.recoveryservices/vaults"] = [{"id": id, "name": "vault"}]
    [skipped] = read_all(azure).skipped
    assert skipped.reason == "its id is not one of a vault"
    assert {call.path for call in azure.calls if call.method == "GET"} == {
        f"/subscriptions/{SUBSCRIPTION}"
    }


def test_rows_that_azure_counts_and_does_not_give_are_told(azure: FakeAzure) -> None:
    body = {"totalRecords": 3, "data": [nested(vnet())]}
    azure.instead["virtualnetworks"] = [Reply(body=json.dumps(body).encode())]
    [skipped] = read_all(azure).skipped
    assert (skipped.source, skipped.count) == ("azure: virtual networks", 2)
    assert "import again" in skipped.reason


def test_each_step_is_told_with_what_came_so_far(azure: FakeAzure) -> None:
    azure.page = 2
    azure.add(*(nested(nic(f"n{number}", ip(f"10.0.0.{number + 4}"))) for number in range(3)))
    steps: list[Step] = []
    with azure.connection() as connection:
        connection.progress = steps.append
        read_by(connection, [SUBSCRIPTION])
    assert steps[0] == Step(f"the subscription {SUBSCRIPTION}")
    told = [step[1:3] for step in steps if step.what == "the list of network interfaces"]
    assert told == [(0, 0), (1, 2)]


def test_reading_stops_where_the_one_who_is_told_raises(azure: FakeAzure) -> None:
    class StoppedError(Exception):
        pass

    def stop(step: Step) -> None:
        if step.what == "the list of virtual machines":
            raise StoppedError

    with azure.connection() as connection:
        connection.progress = stop
        with pytest.raises(StoppedError):
            read_by(connection, [SUBSCRIPTION])
    assert azure.calls_about("networkinterfaces")
    assert not azure.calls_about("virtualmachines")


def test_read_connects_to_the_cloud_that_is_named_and_tells_its_progress(
    azure: FakeAzure, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def connect(cloud: str) -> Any:
        asked.append(cloud)
        return azure.connection()

    monkeypatch.setattr("models.live.reading.connect", connect)
    steps: list[Step] = []
    read([SUBSCRIPTION], "AzureChinaCloud", steps.append)
    assert asked == ["AzureChinaCloud"]
    assert len(steps) == len(azure.calls)


def test_real_lists_of_site_recovery_come_through_unchanged(azure: FakeAzure) -> None:
    real = Path(__file__).parents[3].parent / "shared" / "data" / "azure" / "asr"
    if not real.is_dir():
        pytest.skip("the real outputs are not there")
    fabrics = json.loads((real / "a2a_fabric_list_two.json").read_bytes())["value"]
    mappings = json.loads((real / "a2a_network_mapping_list.json").read_bytes())["value"]
    azure.add({"id": VAULT, "name": "vault"})
    azure.lists |= {"replicationFabrics": fabrics, "replicationNetworkMappings": mappings}
    live = read_all(azure)
    assert json.loads(live.documents[-3][1])["value"] == mappings
    documents.read(live.documents)
