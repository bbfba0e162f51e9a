"""``asrnet explain``: the chain of rules behind a result."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.formats import plan_toml
from models.topology import IpConfigurationId
from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], Path]


def test_every_scenario_is_explained_with_the_rule_that_decided(run: Run, plan_file: Path) -> None:
    ended = run("explain", plan_file, "web-01", "--test-network", "drill-vnet")
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "web-01/web-01-nic/ipconfig1"
    assert [
        line.split(":")[0].strip()
        for line in lines
        if line.startswith("  ") and line[2] not in " >"
    ] == ["Failover", "Test failover", "Failback"]
    assert sum(line.startswith("  > ") for line in lines) == 3
    assert any(line.startswith("  > F2   10.1.1.4 ") for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("subject", "count"),
    [
        ("web-02", 2),
        ("web-02/web-02-nic", 2),
        ("web-02/web-02-nic/ipconfig2", 1),
    ],
)
def test_a_machine_stands_for_all_it_has(
    run: Run, plan_file: Path, subject: str, count: int
) -> None:
    ended = run("explain", plan_file, subject)
    assert ended.status == 0
    assert sum(line.startswith("web-02/web-02-nic/") for line in ended.out.splitlines()) == count


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("web-1", "'web-1' is not in this plan; did you mean 'web-01'"),
        ("web-01/web-nic", "did you mean 'web-01/web-01-nic'"),
        ("web-02/web-02-nic/ipconfig3", "did you mean 'web-02/web-02-nic/ipconfig"),
        ("WEB-01", "is not in this plan"),
        ("", "is not in this plan"),
    ],
)
def test_an_unknown_name_is_told_with_what_may_be_meant(
    run: Run, plan_file: Path, subject: str, said: str
) -> None:
    ended = run("explain", plan_file, subject)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err


def test_names_may_hold_slashes(run: Run, write: Write, plan_text: str) -> None:
    text = plan_text.replace('"web-01"', '"a/b"').replace('"web-01-nic"', '"n/i/c"')
    ended = run("explain", write("plan.toml", text), "a/b/n/i/c")
    assert ended.status == 0
    assert ended.out.startswith("a/b/n/i/c/ipconfig1\n")


def test_a_name_that_means_two_things_is_refused(run: Run, write: Write, plan_text: str) -> None:
    text = plan_text.replace('"web-01"', '"a/b"').replace('"web-02"', '"a"')
    text = text.replace('"web-02-nic"', '"b"')
    path = write("plan.toml", text)
    ended = run("explain", path, "a/b")
    assert (ended.status, ended.out) == (2, "")
    assert "machine 'a/b'" in ended.err
    assert "NIC 'b' of 'a'" in ended.err
    assert run("explain", path, "a/b/ipconfig2").status == 0


def test_a_machine_that_is_not_replicated_is_said_to_be(
    run: Run, write: Write, plan_text: str
) -> None:
    text = plan_text[: plan_text.rindex("[[replicated_items]]")]
    out = run("explain", write("plan.toml", text), "web-02/web-02-nic/ipconfig1").out
    first, second, *to_do = out.splitlines()
    assert first == "web-02/web-02-nic/ipconfig1"
    assert second == "  · the machine is not replicated; to do:"
    assert to_do
    assert "enable replication of web-02" in to_do[-1]
    assert ">" not in out


def test_names_in_an_explanation_are_inert(run: Run, write: Write, plan_text: str) -> None:
    text = plan_text.replace("ilb-web", "\\u001b[31m\\u202eevil")
    out = run("explain", write("plan.toml", text), "web-02").out
    assert "␛[31m‹U+202E›evil" in "".join(out.split())
    assert "\x1b" not in out


def test_every_ip_configuration_of_a_plan_can_be_explained(run: Run, plan_file: Path) -> None:
    plan = plan_toml.loads(plan_file.read_text())
    for machine in plan.virtual_machines:
        for id, _ in machine.in_failover_order:
            assert isinstance(id, IpConfigurationId)
            assert run("explain", plan_file, str(id)).status == 0
