"""``asrnet check``: the findings in four formats, and the exit status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from models.findings.finding import Code, Finding, ItemSubject, PlanSubject
from models.formats import junit, sarif
from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def wrong(write: Write, plan_text: str) -> Path:
    """A plan with an error: an address is set where none can be."""
    settings = (
        "\n[[replicated_items.ip_configurations]]\n"
        'network_interface = "web-02-nic"\nname = "ipconfig1"\n'
        'failover = { address = "10.7.7.7" }\n'
    )
    return write("wrong plan.toml", plan_text + settings)


def results(run: Run, path: Path | str) -> list[dict[str, Any]]:
    log = json.loads(run("check", path, "--format", "sarif").out)
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found


@pytest.mark.parametrize(
    ("fail_on", "of_warnings", "of_errors"),
    [("error", 0, 1), ("warning", 1, 1), ("never", 0, 0)],
)
@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit"])
def test_the_exit_status_says_whether_something_was_found(
    run: Run,
    plan_file: Path,
    wrong: Path,
    form: str,
    fail_on: str,
    *,
    of_warnings: int,
    of_errors: int,
) -> None:
    options = ("--format", form, "--fail-on", fail_on)
    assert run("check", plan_file, *options).status == of_warnings
    assert run("check", wrong, *options).status == of_errors
    assert run("check", plan_file).status == 0
    assert run("check", wrong).status == 1


def test_the_json_is_what_the_contract_says(run: Run, wrong: Path) -> None:
    ended = run("check", wrong, "--format", "json")
    document = json.loads(ended.out)
    assert ended.err == ""
    assert list(document) == ["format", "plan", "findings"]
    first = document["findings"][0]
    assert list(first) == [
        *("code", "severity", "subject", "message", "rule", "fix"),
        "scenario",
    ]
    assert first["code"] == "address-outside-subnet"
    assert (first["severity"], first["rule"]) == ("error", "F1")
    assert first["subject"] == "web-02/web-02-nic/ipconfig1"
    severities = [finding["severity"] for finding in document["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "information"].index)


def test_the_text_names_what_is_wrong_and_what_to_do(run: Run, wrong: Path) -> None:
    out = run("check", wrong).out
    head, message, fix, *_ = out.splitlines()
    assert head.startswith("✗ error  address-outside-subnet  web-02/web-02-nic/ipconfig1")
    assert "(F1)" in message
    assert fix.startswith("    fix: ")
    assert out.splitlines()[-1].startswith("✗ 1 error  ! ")


def test_the_text_of_a_plan_without_findings_says_so(run: Run, write: Write) -> None:
    ended = run("check", write("new.toml", "format = 1\n"), "--fail-on", "warning")
    assert (ended.status, ended.out) == (0, "✓ no findings\n")


def test_the_sarif_points_at_the_line(run: Run, wrong: Path) -> None:
    lines = wrong.read_text().splitlines()
    first = results(run, wrong.name)[0]
    assert (first["ruleId"], first["level"]) == ("address-outside-subnet", "error")
    [location] = first["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "wrong%20plan.toml"}
    line = physical["region"]["startLine"]
    assert lines[line - 1] == "[[virtual_machines.network_interfaces.ip_configurations]]"
    assert lines[line] == 'name = "ipconfig1"'
    assert lines[line - 3] == 'name = "web-02-nic"'
    assert location["logicalLocations"] == [{"fullyQualifiedName": "web-02/web-02-nic/ipconfig1"}]


def test_the_sarif_has_a_rule_for_each_code(run: Run, wrong: Path) -> None:
    log = json.loads(run("check", wrong, "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    [part] = log["runs"]
    driver = part["tool"]["driver"]
    assert driver["name"] == "asrnet"
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(set(rules)) == len(rules)
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in driver["rules"]}
    for result in part["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert levels[result["ruleId"]] == result["level"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]


def test_every_subject_has_a_line_of_its_own_kind(run: Run, wrong: Path) -> None:
    lines = wrong.read_text().splitlines()
    headers = {
        "network": "[[virtual_networks]]",
        "subnet": "[[virtual_networks.subnets]]",
        "mapping": "[[network_mappings]]",
        "item": "[[replicated_items]]",
    }
    for result in results(run, wrong):
        location = result["locations"][0]
        name = location["logicalLocations"][0]["fullyQualifiedName"]
        if (kind := name.partition(":")[0]) in headers:
            line = location["physicalLocation"]["region"]["startLine"]
            assert lines[line - 1] == headers[kind]


def test_the_path_in_the_sarif_is_a_uri() -> None:
    assert sarif.uri_of("plans/ä b#1.toml") == "plans/%C3%A4%20b%231.toml"
    assert sarif.uri_of("c:x.toml") == "c%3Ax.toml"
    assert sarif.uri_of("/srv/a b.toml") == "file:///srv/a%20b.toml"


def test_the_sarif_of_standard_input_and_of_inline_rows_is_valid(run: Run) -> None:
    text = (
        'format = 1\nvirtual_networks = [{ name = "v", region = "eastasia", '
        'address_space = ["10.0.0.0/24"] }]\nvirtual_machines = [{ name = "m", '
        'region = "eastasia" }]\n'
    )
    ended = run("check", "-", "--format", "sarif", stdin=text.encode())
    assert ended.status == 0
    [part] = json.loads(ended.out)["runs"]
    for result in part["results"]:
        physical = result["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "stdin"
        assert physical.get("region", {"startLine": 1})["startLine"] >= 1


def test_an_error_fails_in_junit_and_all_else_passes(run: Run, wrong: Path) -> None:
    found = json.loads(run("check", wrong, "--format", "json").out)["findings"]
    suite = ElementTree.fromstring(run("check", wrong, "--format", "junit").out)[0]
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(found)) == str(len(cases))
    assert suite.get("failures") == "1"
    for case, finding in zip(cases, found, strict=True):
        assert (case.get("name") or "").startswith(finding["subject"])
        assert (case.find("failure") is not None) == (finding["severity"] == "error")


def test_junit_has_one_passing_case_without_findings(run: Run, write: Write) -> None:
    out = run("check", write("new.toml", "format = 1\n"), "--format", "junit").out
    suite = ElementTree.fromstring(out)[0]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert [case.get("name") for case in suite] == ["no findings"]
    assert list(suite[0]) == []


def test_junit_holds_what_xml_cannot() -> None:
    hostile = 'a"<b>&\x00\x0b\x1b\ufffe\ud800]]>'
    finding = Finding(Code.NO_SUBNET, ItemSubject(hostile), hostile, "S1", hostile)
    suite = ElementTree.fromstring(junit.dumps(hostile, [finding]).encode())[0]
    shown = 'a"<b>&␀␋␛‹U+FFFE›‹U+D800›]]>'
    assert suite.get("name") == f"asrnet check: {shown}"
    assert suite[0].get("name") == f"item:{shown}"
    assert shown in (suite[0][0].text or "")


def test_sarif_holds_what_a_terminal_would_obey() -> None:
    finding = Finding(Code.NO_SUBNET, PlanSubject(), "\x1b\x9b\u202e\ud800", "S1", "")
    text = sarif.dumps([finding], "p.toml", lambda _: None, "1")
    assert r"\u001b\u009b\u202e\ud800" in text
    assert "region" not in text
