"""``asrnet assign``: the table, the JSON and the CSV."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], Path]


def entries(run: Run, *arguments: str | Path) -> list[dict[str, Any]]:
    ended = run("assign", *arguments, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ended.out)["assignments"]
    return found


def test_the_json_is_what_the_contract_says(run: Run, plan_file: Path) -> None:
    ended = run("assign", plan_file, "--format", "json")
    document = json.loads(ended.out)
    assert list(document) == ["format", "plan", "assignments"]
    assert (document["format"], document["plan"]) == (1, "Contoso")
    first, second, third = document["assignments"]
    where = {"network": "contoso-vnet-asr", "subnet": "web"}
    assert first == {
        "virtual_machine": "web-01",
        "network_interface": "web-01-nic",
        "ip_configuration": "ipconfig1",
        "primary": True,
        "source": {
            "network": "contoso-vnet",
            "subnet": "web",
            "address": "10.1.1.4",
            "allocation": "static",
        },
        "failover": {
            **where,
            "address": "10.1.1.4",
            "allocation": "static",
            "subnet_rule": "same-name",
            "rule": "retained",
            "reason": None,
            "taken_by": None,
        },
        "test_failover": None,
        "failback": {
            "network": "contoso-vnet",
            "subnet": "web",
            "address": "10.1.1.4",
            "allocation": "static",
            "subnet_rule": "same-name",
            "rule": "retained",
            "reason": None,
            "taken_by": None,
            "comes_home": True,
        },
    }
    assert list(first) == [
        *("virtual_machine", "network_interface", "ip_configuration", "primary", "source"),
        *("failover", "test_failover", "failback"),
    ]
    assert list(first["failback"])[-1] == "comes_home"
    assert second["failover"]["taken_by"] == "ilb-web"
    assert second["failover"]["reason"] == "address-taken"
    assert second["failover"]["rule"] == "next-available"
    assert second["failback"]["comes_home"] is False
    assert (third["primary"], third["failover"]["allocation"]) == (False, "dynamic")


@pytest.mark.parametrize("scenario", ["failover", "test-failover", "failback"])
def test_scenarios_that_were_not_asked_for_are_null(
    run: Run, plan_file: Path, scenario: str
) -> None:
    found = entries(run, plan_file, "--scenario", scenario, "--test-network", "drill-vnet")
    for entry in found:
        for key in ("failover", "test_failover", "failback"):
            assert (entry[key] is not None) == (key == scenario.replace("-", "_"))


def test_a_test_network_serves_the_items_without_one(run: Run, plan_file: Path) -> None:
    assert {entry["test_failover"] for entry in entries(run, plan_file)} == {None}
    first = entries(run, plan_file, "--test-network", "drill-vnet")[0]["test_failover"]
    assert (first["network"], first["address"]) == ("drill-vnet", "10.9.1.254")
    assert (first["rule"], first["reason"]) == ("end-of-range", "outside-subnet")


def test_an_unknown_test_network_is_told_with_what_may_be_meant(run: Run, plan_file: Path) -> None:
    ended = run("assign", plan_file, "--test-network", "dril-vnet")
    assert (ended.status, ended.out) == (2, "")
    assert "--test-network" in ended.err
    assert "did you mean 'drill-vnet'?" in ended.err


def test_a_plan_may_come_from_standard_input(run: Run, plan_file: Path, plan_text: str) -> None:
    ended = run("assign", "-", "--format", "json", stdin=plan_text.encode())
    assert ended == run("assign", plan_file, "--format", "json")


def test_the_table_has_a_sign_and_a_word_for_each_result(run: Run, plan_file: Path) -> None:
    ended = run("assign", plan_file)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "Failover\n"
        "  IP configuration             From      To        Subnet                Result\n"
        "✓ web-01                       10.1.1.4  10.1.1.4  contoso-vnet-asr/web  kept\n"
        "~ web-02/web-02-nic/ipconfig1  10.1.1.5  10.1.1.7  contoso-vnet-asr/web"
        "  changed: the address is taken by ilb-web\n"
        "✓ web-02/web-02-nic/ipconfig2  10.1.1.6  10.1.1.6  contoso-vnet-asr/web  kept\n"
        "  ✓ 2 kept  ~ 1 changed\n"
        "\n"
        "Test failover\n"
        "  IP configuration             From      To  Subnet  Result\n"
        "· web-01                       10.1.1.4  -   -       no test network\n"
        "· web-02/web-02-nic/ipconfig1  10.1.1.5  -   -       no test network\n"
        "· web-02/web-02-nic/ipconfig2  10.1.1.6  -   -       no test network\n"
        "  · 3 no test network\n"
        "\n"
        "Failback\n"
        "  IP configuration             From      To        Subnet            Result\n"
        "✓ web-01                       10.1.1.4  10.1.1.4  contoso-vnet/web  comes home\n"
        "~ web-02/web-02-nic/ipconfig1  10.1.1.7  10.1.1.7  contoso-vnet/web  not home\n"
        "✓ web-02/web-02-nic/ipconfig2  10.1.1.6  10.1.1.6  contoso-vnet/web  comes home\n"
        "  ✓ 2 comes home  ~ 1 not home\n"
    )


def test_a_plan_that_replicates_nothing_says_so(run: Run, write: Write) -> None:
    path = write("new.toml", "format = 1\n")
    assert run("assign", path).out == "No virtual machine of this plan is replicated.\n"
    assert json.loads(run("assign", path, "--format", "json").out)["assignments"] == []


def test_columns_stand_below_each_other_in_any_script(
    run: Run, write: Write, plan_text: str
) -> None:
    text = plan_text.replace('"web-01"', '"東京-01"').replace('"web-02"', '"web\u0301-02"')
    lines = run("assign", write("plan.toml", text), "--scenario", "failover").out.splitlines()
    assert lines[2].startswith("✓ 東京-01" + " " * 22 + "10.1.1.4")
    assert lines[3].startswith("~ web\u0301-02/web-02-nic/ipconfig1  10.1.1.5")


def test_the_csv_has_the_documented_columns(run: Run, plan_file: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("assign", plan_file, "--format", "csv").out)))
    help_text = " ".join(run("assign", "--help").out.split())
    result = ("network", "subnet", "address", "allocation", "subnet_rule", "rule", "reason")
    assert list(rows[0]) == [
        *("virtual_machine", "network_interface", "ip_configuration", "primary"),
        *("source_network", "source_subnet", "source_address", "source_allocation"),
        *(f"failover_{column}" for column in (*result, "taken_by")),
        *(f"test_failover_{column}" for column in (*result, "taken_by")),
        *(f"failback_{column}" for column in (*result, "taken_by")),
        "failback_comes_home",
    ]
    for column in ("source_allocation", "subnet_rule", "taken_by", "failback_comes_home"):
        assert column in help_text
    assert [row["failover_address"] for row in rows] == ["10.1.1.4", "10.1.1.7", "10.1.1.6"]
    assert [row["failback_comes_home"] for row in rows] == ["true", "false", "true"]
    assert {row["test_failover_rule"] for row in rows} == {""}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\\t", "\\r", "＝", "＠"])
def test_a_name_is_never_a_formula_in_a_spreadsheet(
    run: Run, write: Write, plan_text: str, start: str
) -> None:
    text = plan_text.replace('"web-01"', f'"{start}cmd|x"').replace("web-01-nic", '\\"a,b')
    ended = run("assign", write("plan.toml", text), "--format", "csv")
    row = next(csv.DictReader(io.StringIO(ended.out)))
    shown = {"\\t": "␉", "\\r": "␍"}.get(start, start)
    assert row["virtual_machine"] == f"'{shown}cmd|x"
    assert row["network_interface"] == '"a,b'


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_control_character_reaches_the_terminal(
    run: Run, write: Write, plan_text: str, form: str
) -> None:
    evil = "\\u001b]2;PWN\\u0007\\u009b\\u202e\\u200b\\U000e0041\\u007f"
    text = plan_text.replace('"web-01', f'"{evil}').replace("ilb-web", evil)
    ended = run("assign", write("plan.toml", text), "--format", form)
    assert ended.status == 0
    for character in "\x1b\x07\x9b\u202e\u200b\U000e0041\x7f":
        assert character not in ended.out
    if form == "json":
        name = json.loads(ended.out)["assignments"][0]["virtual_machine"]
        assert name == "\x1b]2;PWN\x07\x9b\u202e\u200b\U000e0041\x7f"
