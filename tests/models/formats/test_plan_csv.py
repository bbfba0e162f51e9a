"""A plan as a table: everything comes back, by hand it can be short, faults have their line."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_csv
from models.formats.documents import read
from models.formats.plan_csv.cells import list_cell, list_of, text_cell, text_of
from models.formats.plan_csv.columns import ALL, FAILOVER_ORDER, RECORD, REPLICATED, Record
from models.formats.plan_toml import dumps, loads
from models.plan import Plan, ReplicatedItem
from models.samples import Sample, samples
from models.topology import VirtualMachine
from tests.security.hostile import raw_controls
from tests.support import export_plans
from tests.support.drawn_plans import plans
from tests.support.hostile_texts import PAYLOADS

PAGE = (Path(__file__).parents[3] / "docs" / "export-csv.md").read_text(encoding="utf-8")
HAND_MADE = """\
virtual_machine,region,network_interface,ip_configuration,network,address_space,subnet,\
address_prefixes,address
web-01,eastus,web-01-nic,ipconfig1,vnet,10.0.0.0/16,web,10.0.1.0/24,10.0.1.4
web-01,eastus,web-01-nic,second,vnet,,web,,10.0.1.5
db-01,eastus,db-01-nic,ipconfig1,vnet,,db,10.0.2.0/24; 10.0.3.0/24,10.0.3.4
"""


def back(text: str | bytes) -> Plan:
    data = text.encode() if isinstance(text, str) else text
    return read([("plan.csv", data)]).plan


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        read([("plan.csv", text.encode())])
    return [str(fault) for fault in refused.value.faults]


def in_machines_order(plan: Plan) -> Plan:
    """The plan with the settings of each item in the order of its machine's NICs."""

    def ordered(item: ReplicatedItem, machine: VirtualMachine) -> ReplicatedItem:
        nics = [nic.name for nic in machine.network_interfaces]
        ips = [(nic.name, ip.name) for nic in machine.network_interfaces
               for ip in nic.ip_configurations]  # fmt: skip
        own = sorted(item.network_interfaces, key=lambda row: nics.index(row.name))
        set_ = sorted(
            item.ip_configurations, key=lambda row: ips.index((row.network_interface, row.name))
        )
        return item.model_copy(
            update={"network_interfaces": tuple(own), "ip_configurations": tuple(set_)}
        )

    rows = [ordered(item, plan.machine(item.virtual_machine)) for item in plan.replicated_items]
    return replace(plan, replicated_items=Plan().replicated_items.with_rows(rows))


@given(plans())
@settings(max_examples=60)
def test_a_plan_comes_back_from_its_table(plan: Plan) -> None:
    named = loads(dumps(replace(plan, name="some plan")))
    returned = back(plan_csv.dumps(assign(named)))
    assert in_machines_order(returned) == in_machines_order(named)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_every_sample_comes_back_from_its_table(sample: Sample) -> None:
    plan = loads(sample.text)
    returned = back(plan_csv.dumps(assign(plan)))
    assert dumps(in_machines_order(returned)) == dumps(in_machines_order(plan))


def test_what_site_recovery_said_comes_back_too() -> None:
    plan = export_plans.known().plan
    assert back(plan_csv.dumps(assign(plan))) == plan


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_hostile_names_come_back_and_do_not_act_on_the_way(payload: str) -> None:
    assignments = export_plans.hostile(payload)
    text = plan_csv.dumps(assignments)
    assert not raw_controls(text)
    for row in csv.reader(io.StringIO(text)):
        assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    assert in_machines_order(back(text)) == in_machines_order(assignments.plan)


@given(st.text())
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    cell = text_cell(text)
    assert text_of(cell) == text
    assert cell == cell.strip()
    assert "\n" not in cell


@given(st.lists(st.text(), max_size=4))
def test_any_texts_come_back_from_their_cell(texts: list[str]) -> None:
    assert list_of(list_cell(texts)) == texts


def test_there_is_one_row_for_each_ip_configuration_with_its_results() -> None:
    rows = list(csv.DictReader(io.StringIO(plan_csv.dumps(export_plans.known()))))
    own = [row for row in rows if row["record"] == "ip_configuration"]
    assert [(row["network_interface"], row["ip_configuration"]) for row in own] == [
        ("web1-nic", "ipconfig1"),
        ("web1-nic", "ipconfig2"),
        ("web1-nic2", "ipconfig1"),
    ]
    assert own[0]["result_failover_address"] == "10.20.1.10"
    assert own[0]["result_failover_rule"] == "configured"
    assert own[1]["result_failover_reason"] == "not-selected"
    assert own[0]["failover_order"] == "1"


def test_a_table_made_by_hand_may_have_rows_of_ip_configurations_only() -> None:
    found = read([("estate.csv", HAND_MADE.encode())])
    [network] = found.plan.virtual_networks
    assert [str(prefix) for prefix in network.address_space] == ["10.0.0.0/16"]
    assert [subnet.name for subnet in network.subnets] == ["web", "db"]
    assert [len(subnet.address_prefixes) for subnet in network.subnets] == [1, 2]
    web, db = found.plan.virtual_machines
    assert [str(ip.address) for _, ip in web.in_failover_order] == ["10.0.1.4", "10.0.1.5"]
    assert db.region == "eastus"
    assert found.used["NICs"] == 2
    assert not found.skipped


def test_an_address_space_that_is_not_said_is_taken_from_the_subnets_and_told() -> None:
    found = read([("estate.csv", HAND_MADE.replace("10.0.0.0/16", "").encode())])
    [network] = found.plan.virtual_networks
    assert [str(prefix) for prefix in network.address_space] == [
        "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24",
    ]  # fmt: skip
    assert "address space is not said" in found.skipped[0].reason


@pytest.mark.fault(42)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_may_have_the_separators_of_other_spreadsheets(separator: str) -> None:
    text = HAND_MADE.replace("; ", " ")
    plain = back(text.replace("10.0.2.0/24 10.0.3.0/24", "10.0.3.0/24"))
    other = text.replace("10.0.2.0/24 10.0.3.0/24", "10.0.3.0/24").replace(",", separator)
    assert back(other) == plain


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_may_have_the_encodings_of_spreadsheets(encoding: str) -> None:
    assert back(HAND_MADE.encode(encoding)) == back(HAND_MADE)


def test_spreadsheets_may_have_made_true_and_false_large() -> None:
    text = plan_csv.dumps(export_plans.known())
    assert back(text.replace(",true", ",TRUE").replace(",false", ",FALSE")) == back(text)


def test_all_faults_are_told_at_once_with_line_and_column() -> None:
    told = faults(
        "virtual_machine,region,network_interface,ip_configuration,network,subnet,"
        "address_prefixes,address,primary\n"
        "web-01,eastus,nic,ipconfig1,vnet,web,10.0.1.0/24,10.0.1.999,\n"
        "web-02,eastus,,ipconfig1,vnet,web,,10.0.1.5,\n"
        "web-03,eastus,nic,ipconfig1,vnet,web,,10.0.1.6,maybe\n"
        "web-01,westus,nic,ipconfig2,vnet,web,,10.0.1.7,\n"
    )
    assert told == [
        "line 3: network_interface: required, but blank",
        "line 4: primary: expected true or false, got 'maybe'",
        "line 5: region: line 2 says 'eastus' of the same thing",
        "line 2: address: '10.0.1.999' is not an IP address; expected one such as 10.0.0.4",
    ]


@pytest.mark.fault(42)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("virtual_machine,adress\nx,10.0.0.4\n", "did you mean 'address'?"),
        ("virtual_machine,address,address\nx,1,2\n", "there twice"),
        ("owner,city\nx,y\n", "neither a column 'virtual_machine' nor 'record'"),
        ("record,name\ncar,red\n", "record: expected one of plan, region"),
        ("record,name,address\nplan,x,10.0.0.4\n", "a row of plan has no such value"),
        ("record,name\nplan,a\\qb\n", "means nothing"),
        ("virtual_machine,region\nx,eastus,more\n", "more cells than there are columns"),
        ("record,network,address\nin_use,vnet,10.0.0.4\n", "subnet: required, but blank"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(text: str, said: str) -> None:
    assert any(said in fault for fault in faults(text))


def test_columns_of_one_s_own_are_left_out_and_named() -> None:
    text = HAND_MADE.replace("address_prefixes,address", "address_prefixes,address,owner")
    found = read([("estate.csv", text.encode())])
    assert [(row.subject, row.reason) for row in found.skipped] == [
        ("columns: owner", "not a column of a plan")
    ]


def test_a_machine_that_is_said_not_to_be_replicated_is_not() -> None:
    text = plan_csv.dumps(export_plans.known())
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        row["replicated"] = row["replicated"] and "false"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    found = read([("plan.csv", out.getvalue().encode())])
    assert not found.plan.replicated_items
    assert "not to be replicated" in found.skipped[0].reason


def test_a_table_and_other_files_are_not_mixed() -> None:
    with pytest.raises(InvalidInput, match="import it by itself"):
        read([("plan.csv", HAND_MADE.encode()), ("nics.json", b"[]")])


def test_a_table_of_something_else_among_other_files_is_not_called_one_of_ours() -> None:
    with pytest.raises(InvalidInput, match="no table of asrnet"):
        read([("owners.csv", b"owner,city\nx,y\n"), ("nics.json", b"[]")])


def test_the_table_of_the_page_imports() -> None:
    [table] = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    plan = back(table)
    assert [machine.name for machine in plan.virtual_machines] == ["web-01", "web-02"]


def test_every_record_and_every_column_of_its_own_is_told() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert set(Record) <= told
    assert {REPLICATED, FAILOVER_ORDER, RECORD, "target_network", "nic_primary"} <= told
    assert not {name for name in told if name.startswith("nic_")} - set(ALL)
