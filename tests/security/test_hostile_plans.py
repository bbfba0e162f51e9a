"""What stands in a plan file never tells a terminal, a spreadsheet or a reader what to do."""

import csv
import io
import json
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
import tomli_w

from models.formats.inert import visible
from models.formats.plan_toml import dumps, loads
from tests.models.plan_texts import MINIMAL
from tests.security.hostile import carrier, raw_controls
from tests.support.command_line import Run
from tests.support.hostile_texts import PAYLOADS

COMMANDS = {
    "assign": ("assign", "plan.toml"),
    "assign, tested elsewhere": ("assign", "plan.toml", "--test-network", "@drill"),
    "assign as JSON": ("assign", "plan.toml", "--format", "json"),
    "assign as CSV": ("assign", "plan.toml", "--format", "csv"),
    "explain": ("explain", "plan.toml", "--", "@vm-id"),
    "explain one": ("explain", "plan.toml", "--", "@vm-id/@nic/@ip-2"),
    "explain nothing": ("explain", "plan.toml", "--", "@vm-idea"),
    "check": ("check", "plan.toml"),
    "check as JSON": ("check", "plan.toml", "--format", "json"),
    "check as SARIF": ("check", "plan.toml", "--format", "sarif"),
    "check as JUnit": ("check", "plan.toml", "--format", "junit"),
    "no such network": ("assign", "plan.toml", "--test-network", "@nowhere"),
    "no such file": ("check", "@plan.toml"),
}


@pytest.fixture(params=list(PAYLOADS))
def payload(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A payload; ``plan.toml`` carries it in every text."""
    text: str = PAYLOADS[request.param]
    (tmp_path / "plan.toml").write_text(carrier(text), encoding="utf-8")
    return text


@pytest.mark.fault(21, 22)
def test_no_output_holds_what_a_terminal_obeys(run: Run, payload: str) -> None:
    for name, arguments in COMMANDS.items():
        ended = run(*(argument.replace("@", payload) for argument in arguments))
        failing = name.startswith(("no such", "explain nothing"))
        status = 2 if failing else 1 if name.startswith("check") else 0
        assert (name, ended.status, ended.out == "", ended.err == "") == (
            name, status, failing, not failing,
        )  # fmt: skip
        assert raw_controls(ended.out + ended.err) == set(), name
        assert "Traceback" not in ended.err


def test_the_cells_of_the_csv_are_no_formulas_and_say_what_the_plan_says(
    run: Run, payload: str
) -> None:
    out = run("assign", "plan.toml", "--format", "csv").out
    [head, *rows] = csv.reader(io.StringIO(out))
    assert len(rows) == 3
    assert {len(row) for row in rows} == {len(head)}
    for cell in (cell for row in rows for cell in row):
        normal = unicodedata.normalize("NFKC", cell)
        assert not normal.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    shown = visible(payload)
    names = [row[head.index("virtual_machine")].removeprefix("'") for row in rows]
    assert names == [f"{shown}vm-id"] * 3


def test_json_gives_every_text_back_as_it_was(run: Run, payload: str) -> None:
    document = json.loads(run("assign", "plan.toml", "--format", "json").out)
    assert document["plan"] == f"{payload}plan"
    assert [row["ip_configuration"] for row in document["assignments"]] == [
        f"{payload}ip", f"{payload}ip-2", f"{payload}ip-3",
    ]  # fmt: skip
    found = json.loads(run("check", "plan.toml", "--format", "json").out)["findings"]
    subjects = {finding["subject"] for finding in found}
    assert f"{payload}vm-id/{payload}nic/{payload}ip" in subjects
    assert f"mapping:{payload}source-id->{payload}target-id" in subjects
    sarif = json.loads(run("check", "plan.toml", "--format", "sarif").out)
    [only] = sarif["runs"]
    assert len(only["results"]) == len(found)


def test_junit_is_xml_whatever_the_names(run: Run, payload: str) -> None:
    root = ElementTree.fromstring(run("check", "plan.toml", "--format", "junit").out)
    names = {case.get("name", "") for case in root.iter("testcase")}
    assert any(visible(f"{payload}ip-2") in name for name in names)
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "system-out",
    }  # fmt: skip


@pytest.mark.fault(21)
def test_the_plan_is_written_as_it_was_read(payload: str, tmp_path: Path) -> None:
    plan = loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))
    assert plan.name == f"{payload}plan"
    assert loads(dumps(plan)) == plan


@pytest.mark.fault(22)
def test_markup_is_printed_as_it_stands(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(carrier("[@click=app.quit]x[/]"), encoding="utf-8")
    out = run("explain", "plan.toml", "[@click=app.quit]x[/]vm-id").out
    assert out.startswith("[@click=app.quit]x[/]vm-id/[@click=app.quit]x[/]nic/")


FAULTS = {
    "an unknown key": ("format = 1", "format = 1\n{} = 1"),
    "an unknown key in a table": ('name = "vnet"', 'name = "vnet"\n{} = 1'),
    "an unknown region": ('"eastasia"', "{}"),
    "a dangling reference": ('failover_network = "vnet-asr"', "failover_network = {}"),
    "a name twice": ('name = "vnet-asr"', "name = {}\nid = {}"),
    "a wrong address": ('"10.0.0.4"', "{}"),
    "a wrong prefix": ('"10.0.0.0/24"', "{}"),
    "a wrong choice": ("format = 1", "format = 1\npolicy = {{ test_address = {} }}"),
    "a wrong format": ("format = 1", "format = {}"),
}


@pytest.mark.fault(21)
@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_fault_is_told_without_what_a_terminal_obeys(
    run: Run, tmp_path: Path, fault: str
) -> None:
    old, new = FAULTS[fault]
    for payload in PAYLOADS.values():
        quoted = tomli_w.dumps({"key": payload}).removeprefix("key = ").rstrip("\n")
        text = MINIMAL.replace(old, new.format(quoted, quoted))
        (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
        ended = run("check", "plan.toml")
        assert (ended.status, ended.out) == (2, ""), payload
        assert raw_controls(ended.err) == set()
        assert "Traceback" not in ended.err
        assert all(len(line) < 1100 for line in ended.err.splitlines())
