"""``asrnet verify``: a plan held against a fresh import."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.fixtures.azure.documents import ip, nic, vm, vnet

Write = Callable[[str, str | bytes], Path]
DRIFTED = "  ~ changed  IP configuration vm/vm-nic/ipconfig1: address: 10.0.0.4 → 10.0.0.5"


def azure(write: Write, address: str = "10.0.0.4") -> Path:
    there = [vnet(), vm("vm", "vm-nic"), nic("vm-nic", ip(address), vm="vm")]
    return write("azure.json", json.dumps(there))


@pytest.fixture
def plan(run: Run, write: Write) -> Path:
    """A plan of the estate."""
    run("import", azure(write), "-o", "plan.toml")
    return Path("plan.toml")


def test_a_plan_that_agrees_has_no_drift(run: Run, write: Write, plan: Path) -> None:
    ended = run("verify", plan, azure(write))
    assert (ended.status, ended.out, ended.err) == (0, "✓ no drift\n", "")
    assert run("verify", plan, azure(write), "--verbose").err.startswith("Read 1 file: ")


def test_drift_is_told_in_every_form_and_ends_with_1(run: Run, write: Write, plan: Path) -> None:
    files = azure(write, "10.0.0.5")
    ended = run("verify", plan, files)
    assert (ended.status, ended.out) == (1, f"Facts that Azure has otherwise: 1\n{DRIFTED}\n")
    ended = run("verify", plan, files, "--format", "json")
    assert ended.status == 1
    assert json.loads(ended.out) == {
        "format": 1,
        "plan": "Imported estate",
        "facts": [
            {
                "way": "changed",
                "kind": "IP configuration",
                "subject": "vm/vm-nic/ipconfig1",
                "name": "vm/vm-nic/ipconfig1",
                "field": "address",
                "plan": "10.0.0.4",
                "azure": "10.0.0.5",
            }
        ],
        "decisions": [],
        "created": [],
        "not_compared": [],
    }
    ended = run("verify", plan, files, "--format", "markdown")
    assert ended.status == 1
    assert "| ~ changed | `IP configuration vm/vm-nic/ipconfig1: address` |" in ended.out


def test_what_cannot_be_told_is_said(run: Run, write: Write, plan: Path) -> None:
    plan.write_text(
        plan.read_text().replace('subscription = "11111111-2222-3333-4444-555555555555"\n', "", 1)
        + '\n[[virtual_networks]]\nname = "dr"\nregion = "westus"\nstate = "planned"\n'
        'address_space = ["10.0.0.0/16"]\n'
        '\n[[network_mappings]]\nsource = "net"\ntarget = "dr"\n'
    )
    files = azure(write)
    ended = run("verify", plan, files)
    assert ended.status == 0
    assert ended.out == (
        "✓ no drift\nNot compared: 1\n  No network mappings of Site Recovery from eastasia to"
        " westus were given: those of the plan are not compared.\n"
    )
    for form in ("json", "markdown"):
        assert "No network mappings" in run("verify", plan, files, "--format", form).out


def test_what_cannot_be_used_ends_with_2(run: Run, write: Write, plan: Path) -> None:
    for arguments in (
        ("missing.toml", azure(write)),
        (plan, "missing.json"),
        (plan, write("x.json", "{")),
        (plan,),
        ("-", "-"),
        (plan, azure(write), "--location", "nowhere"),
    ):
        ended = run("verify", *arguments)
        assert (ended.status, ended.out) == (2, "")
        assert "Traceback" not in ended.err


def test_either_may_come_from_standard_input(run: Run, write: Write, plan: Path) -> None:
    files = azure(write)
    assert run("verify", "-", files, stdin=plan.read_bytes()).status == 0
    assert run("verify", plan, "-", stdin=files.read_bytes()).status == 0


def test_names_are_inert_in_every_form(run: Run, write: Write) -> None:
    plan = (
        'format = 1\n[[virtual_networks]]\nname = "net\\u202e|`<b>@x\\u001b"\n'
        'region = "eastasia"\naddress_space = ["10.0.0.0/16"]\nnote = "n"\n'
    )
    for form in ("text", "json", "markdown"):
        ended = run("verify", write("evil.toml", plan), azure(write), "--format", form)
        assert ended.status == 1
        assert not {"\x1b", "\u202e"} & set(ended.out)
    assert "<b>" not in ended.out


def test_the_examples_of_the_page_are_what_is_printed(run: Run, write: Write, plan: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "verify.md").read_text(encoding="utf-8")
    assert f"```text\n{run('verify', plan, azure(write, '10.0.0.5')).out}```" in page
    for row in json.loads(run("verify", plan, azure(write, "10.0.0.5"), "--format", "json").out)[
        "facts"
    ]:
        assert set(row) <= set(re.findall(r"`(\w+)`", page))
