"""Answers of Azure Resource Graph, in each of the forms in which people get them."""

import csv
import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_toml, resource_graph
from models.formats.azure_report import Import
from models.formats.documents import read
from tests.support.mangling import mangled

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "azure" / "resource_graph"
SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
START = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/RG/providers"
VNET = f"{START}/Microsoft.Network/virtualNetworks/net"
NIC = f"{START}/Microsoft.Network/networkInterfaces/n"
VM = f"{START}/Microsoft.Compute/virtualMachines/vm"

Json = dict[str, Any]


def row(id: str, **properties: Any) -> Json:
    namespace, kind, name = id.split("/")[-3:]
    return {
        "id": id,
        "name": name,
        "type": f"{namespace}/{kind}".lower(),
        "tenantId": "t",
        "kind": "",
        "location": "eastasia",
        "resourceGroup": "rg",
        "subscriptionId": SUBSCRIPTION,
        "managedBy": "",
        "sku": None,
        "plan": None,
        "properties": properties,
        "tags": {"note": 'a "quoted", text\nof two lines'},
        "identity": None,
        "zones": None,
        "extendedLocation": None,
    }


ROWS = [
    row(
        VNET,
        addressSpace={"addressPrefixes": ["10.0.0.0/16"]},
        subnets=[
            {
                "id": f"{VNET}/subnets/web",
                "name": "web",
                "properties": {"addressPrefix": "10.0.0.0/24", "delegations": []},
            }
        ],
    ),
    row(
        NIC,
        virtualMachine={"id": VM},
        ipConfigurations=[
            {
                "name": "ipconfig1",
                "properties": {
                    "primary": True,
                    "privateIPAddress": "10.0.0.5",
                    "privateIPAllocationMethod": "Static",
                    "subnet": {"id": f"{VNET}/subnets/web"},
                },
            }
        ],
    ),
    row(
        VM,
        networkProfile={"networkInterfaces": [{"id": NIC, "properties": {"primary": True}}]},
        osProfile={"adminPassword": "hunter2"},
    ),
]


def table(rows: list[Json]) -> Json:
    columns = [{"name": name, "type": "string"} for name in rows[0]]
    return {"columns": columns, "rows": [[each.get(name) for name in rows[0]] for each in rows]}


def rest(rows: list[Json], **more: Any) -> Json:
    return {
        "totalRecords": len(rows),
        "count": len(rows),
        "data": rows,
        "facets": [],
        "resultTruncated": "false",
        **more,
    }


def portal(rows: list[Json], separator: str = ",") -> str:
    """What the portal downloads: capital names, objects as JSON."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow([name.upper() for name in rows[0]])
    for each in rows:
        cells = [json.dumps(value) if isinstance(value, dict) else value for value in each.values()]
        writer.writerow(["null" if cell is None else cell for cell in cells])
    return out.getvalue()


def taken(*documents: Any) -> Import:
    data = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in documents]
    result = read((f"{number}.json", each) for number, each in enumerate(data))
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)
    return result


FORMS: dict[str, Any] = {
    "REST": rest(ROWS),
    "REST as a table": rest(ROWS) | {"data": table(ROWS)},
    "an example of the specification": {"responses": {"200": {"body": rest(ROWS)}}},
    "az graph query": {"count": 3, "data": ROWS, "skip_token": None, "total_records": 3},
    "az graph query --query data": ROWS,
    "Search-AzGraph": [{"ResourceId": each["id"], **each} for each in ROWS],
    "Search-AzGraph in Windows PowerShell": {"value": ROWS, "Count": 3},
    "Search-AzGraph as an object": {"SkipToken": None, "Count": 3, "Data": ROWS},
    "several pages": [rest(ROWS[:1], totalRecords=3), rest(ROWS[1:], totalRecords=3)],
    "the portal's CSV": portal(ROWS).encode(),
    "the portal's CSV with a mark": portal(ROWS).encode("utf-8-sig"),
    "the portal's CSV with semicolons": portal(ROWS, ";").encode(),
    "UTF-16": json.dumps(rest(ROWS)).encode("utf-16"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_in_whole(form: str) -> None:
    result = taken(FORMS[form])
    assert result.used == {"virtual networks": 1, "subnets": 1, "virtual machines": 1, "NICs": 1}
    assert not result.skipped
    [net], [machine] = result.plan.virtual_networks, result.plan.virtual_machines
    assert (net.name, net.region, net.resource_group) == ("net", "eastasia", "RG")
    assert [str(ip.address) for ip in machine.network_interfaces[0].ip_configurations] == [
        "10.0.0.5"
    ]


@pytest.mark.parametrize("form", [name for name in FORMS if "CSV" not in name and name != "UTF-16"])
def test_nothing_else_of_a_resource_is_kept(form: str) -> None:
    assert resource_graph.recognises(FORMS[form])
    assert "hunter2" not in repr(taken(FORMS[form]))


def without(each: Json, *names: str) -> Json:
    return {name: value for name, value in each.items() if name not in names}


@pytest.mark.parametrize(
    ("given", "subject", "reason"),
    [
        (
            without(ROWS[0], "properties"),
            "virtualNetworks/net",
            "the query left out the column properties",
        ),
        (
            without(ROWS[1], "properties"),
            "networkInterfaces/n",
            "the query left out the column properties",
        ),
        (without(ROWS[2], "id"), "[0]", "the query left out the column id"),
        (ROWS[0] | {"id": "net"}, "net", "its id is not one of ARM"),
        (ROWS[0] | {"id": 5}, "[0]", "id: expected text, got a number"),
        (
            ROWS[0] | {"properties": '{"a": '},
            "virtualNetworks/net",
            "its properties are not whole JSON",
        ),
        (ROWS[0] | {"properties": {}}, "virtualNetworks/net", "it is empty"),
        ("text", "[0]", "it is no object"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(given: Any, subject: str, reason: str) -> None:
    result = taken(rest([given]))
    assert [(entry.subject, entry.reason) for entry in result.skipped] == [
        (f"rows: {subject}", reason)
    ]


def test_columns_that_a_query_took_out_of_the_properties_are_enough() -> None:
    flat = [without(each, "properties") | each["properties"] for each in ROWS]
    assert taken(rest(flat)).plan == taken(rest(ROWS)).plan


def test_other_kinds_are_named() -> None:
    other = row(f"{START}/Microsoft.Storage/storageAccounts/s", key="hunter2")
    result = taken(rest([*ROWS, other]))
    assert [(entry.subject, entry.reason) for entry in result.skipped] == [
        ("storageAccounts: s", "not part of a plan")
    ]


GOES_ON = "it goes on: ask for the next page too, and give all of them"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"$skipToken": "x"}, GOES_ON),
        ({"skip_token": "x"}, GOES_ON),
        ({"$skipToken": "x", "resultTruncated": "true", "totalRecords": 9}, GOES_ON),
        (
            {"resultTruncated": "true", "totalRecords": 9},
            "Azure cut the answer short: ask for fewer resources at a time",
        ),
    ],
)
def test_an_answer_that_is_not_all_is_named(more: Json, reason: str) -> None:
    answer = without(rest(ROWS), "totalRecords") | more
    assert [(entry.subject, entry.reason) for entry in taken(answer).skipped] == [
        ("the rest of the answer", reason)
    ]


def test_all_pages_together_are_whole() -> None:
    pages = [rest([each], totalRecords=3) for each in ROWS]
    pages[0] |= {"$skipToken": "a", "resultTruncated": "true"}
    pages[1] |= {"$skipToken": "b", "resultTruncated": "true"}
    assert not taken(*pages).skipped
    assert [entry.source for entry in taken(*pages[:2]).skipped][:2] == ["0.json", "1.json"]


@pytest.mark.parametrize(
    ("given", "place"),
    [
        (ROWS[0] | {"properties": "@{addressSpace=; subnets=System.Object[]}"}, "properties"),
        (row(VNET, addressSpace={"addressPrefixes": "10.0.0.0/16"}, subnets=[]), "addressPrefixes"),
        (row(VNET, addressSpace={}, subnets="System.Object[]"), "subnets"),
        (row(NIC, ipConfigurations=["@{name=ipconfig1}"]), "ipConfigurations[0]"),
    ],
)
def test_what_powershell_cut_off_is_refused(given: Json, place: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        taken(rest(ROWS), [given])
    [fault] = refused.value.faults
    assert refused.value.source == "1.json"
    assert fault.place.endswith(place)
    assert fault.message == "was cut off: run ConvertTo-Json -Depth 10"


def test_a_cell_of_the_portal_may_be_of_any_length() -> None:
    big = row(f"{START}/Microsoft.Storage/storageAccounts/s", text="x" * 300_000)
    assert taken(portal([*ROWS, big]).encode()).used["NICs"] == 1


@pytest.mark.parametrize(
    "text", ["ID,TYPE\n", "ID,TYPE,PROPERTIES\n,,\n", 'ID,TYPE\n"unclosed,x\n']
)
def test_a_table_of_the_portal_without_a_resource_gives_none(text: str) -> None:
    assert resource_graph.is_portal_table(text)
    assert not taken(text.encode()).used


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=4))
def test_any_cells_come_back_as_they_are(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([["ID", "TYPE", "PROPERTIES"], *rows])
    read_back = resource_graph.portal_rows("x", out.getvalue())["data"]
    kept = [each for each in rows if any(each)]
    assert [
        [each.get(name, "") for name in ("id", "type", "properties")] for each in read_back
    ] == [["" if cell == "null" else cell for cell in each] for each in kept]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([value for value in FORMS.values() if not isinstance(value, bytes)]).flatmap(
        mangled
    )
)
def test_whatever_is_wrong_is_told_in_words(value: Any) -> None:
    with suppress(InvalidInput):
        result = read([("g.json", json.dumps(value).encode())])
        assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no answers at {DATA}")
@pytest.mark.parametrize(
    ("name", "subjects"),
    [
        (
            "ResourcesBasicQuery_2021-03-01.json",
            [
                "rows: networkInterfaces/myNetworkInterface, virtualNetworks/myVnet",
                "publicIPAddresses: myPublicIp",
            ],
        ),
        ("c7n_resource_graph_vm_table.json", ["virtualMachines/cctestvm"]),
    ],
)
def test_a_real_answer_is_used_or_every_part_of_it_is_named(name: str, subjects: list[str]) -> None:
    result = taken((DATA / name).read_bytes())
    assert not result.used
    assert [entry.subject for entry in result.skipped] == subjects
