"""``asrnet import --into``: an estate taken into a plan that is there."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.comparison import Kind
from models.edits.notes import set_item_note
from models.findings.finding import NetworkSubject, SubnetSubject
from models.formats import plan_toml
from models.merging import Merge, Unseen, Vanished
from models.plan import Plan
from models.storage.opening import open_plan
from tests.cli.conftest import Run
from tests.fixtures.azure.documents import ip, nic, resource, subnet, vm, vnet
from tui.commands.merge_report import merge_report
from tui.opening_questions import session_of

Write = Callable[[str, str | bytes], Path]
DECISIONS = """
[[network_mappings]]
source = "net"
target = "away"

[[replicated_items]]
virtual_machine = "old"
failover_network = "away"
"""


def estate(write: Write, *machines: str, address: str = "10.0.0.4") -> Path:
    """What ``az`` lists of two networks and some machines."""
    there: list[Any] = [vnet(), vnet("away", location="southeastasia")]
    for number, name in enumerate(machines):
        at = address if not number else f"10.0.0.{4 + number}"
        there += [vm(name, f"{name}-nic"), nic(f"{name}-nic", ip(at), vm=name)]
    return write("azure.json", json.dumps(there))


@pytest.fixture
def plan(run: Run, write: Write) -> Path:
    """A plan of an estate, with decisions about it."""
    assert run("import", estate(write, "old", "kept"), "-o", "plan.toml").status == 0
    path = Path("plan.toml")
    path.write_text(path.read_text() + DECISIONS)
    return path


def test_facts_are_taken_decisions_kept_and_the_gravest_told_first(
    run: Run, write: Write, plan: Path
) -> None:
    ended = run("import", estate(write, "new", "kept", address="10.0.0.9"), "--into", plan)
    assert (ended.status, ended.out) == (0, "")
    lines = ended.err.splitlines()
    assert lines[0].startswith("Read 1 file: 2 virtual networks")
    assert lines[1:] == [
        "Vanished, but the plan decides something about it: kept (--drop-vanished takes it out): 1",
        "  machine old: replicated to away",
        "Appeared: 1",
        "  machine new: 10.0.0.9 in eastasia",
        "plan.toml was written.",
    ]
    merged = plan_toml.loads(plan.read_text())
    assert list(merged.virtual_machines.keys()) == ["old", "kept", "new"]
    assert [str(one) for one in merged.network_mappings] == ["net->away"]


def test_what_vanished_is_dropped_with_its_decisions_when_asked_for(
    run: Run, write: Write, plan: Path
) -> None:
    ended = run("import", estate(write, "kept"), "--into", plan, "--drop-vanished")
    assert ended.status == 0
    assert "taken out with what the plan decides about it: 1\n  machine old: " in ended.err
    assert "Vanished: 1\n  replicated item old: to away, group 1\n" in ended.err
    merged = plan_toml.loads(plan.read_text())
    assert (list(merged.virtual_machines.keys()), len(merged.replicated_items)) == (["kept"], 0)


def test_a_dry_run_tells_the_same_and_writes_nothing(run: Run, write: Write, plan: Path) -> None:
    before = plan.read_bytes()
    files = estate(write, "new")
    dry = run("import", files, "--into", plan, "--dry-run")
    assert (dry.status, plan.read_bytes()) == (0, before)
    assert dry.err.endswith("plan.toml was not written (--dry-run).\n")
    told = run("import", files, "--into", plan).err
    assert told.splitlines()[:-1] == dry.err.splitlines()[:-1]
    assert run("import", files, "-o", "other.toml", "--dry-run").status == 0
    assert not Path("other.toml").exists()


def test_the_same_estate_again_leaves_the_file_alone(run: Run, write: Write, plan: Path) -> None:
    before = plan.read_bytes()
    ended = run("import", estate(write, "old", "kept"), "--into", plan)
    assert (ended.status, plan.read_bytes()) == (0, before)
    assert "Nothing differs between the plan and the import." in ended.err
    assert "it stays as it is" in ended.err


def test_comments_that_saving_loses_are_told_of(run: Run, write: Write, plan: Path) -> None:
    plan.write_text(f"# mine\n{plan.read_text()}")
    ended = run("import", estate(write, "old", "kept", "new"), "--into", plan, "--dry-run")
    assert "plan.toml has comments, which saving loses; a note is the kept form." in ended.err


def test_a_plan_that_somebody_else_changed_meanwhile_is_not_written(
    run: Run, write: Write, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def report(merged: Merge, verbose: bool) -> str:
        plan.write_text("format = 1\n")
        return ""

    monkeypatch.setattr("tui.commands.import_.merge_report", report)
    ended = run("import", estate(write, "new"), "--into", plan)
    assert (ended.status, plan.read_text()) == (4, "format = 1\n")
    assert "somebody else changed it" in ended.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "'-o'"),
        (["-o", "a", "--into", "b"], "'--into'"),
        (["--into", "-"], "needs a file"),
        (["--into", "plan.toml", "--force"], "'--force' goes with '-o' only"),
        (["-o", "x.toml", "--drop-vanished"], "goes with '--into' only"),
        (["--into", "missing.toml"], "there is no such file"),
        (["-o", "-", "--location", "eastasi"], "did you mean 'eastasia'?"),
        (["-o", "-", "--location", "East Asia"], "did you mean 'eastasia'?"),
        (["-o", "-", "--location", "\x1b[2J"], "'␛[2J' is not a known region"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    run: Run, write: Write, plan: Path, options: list[str], message: str
) -> None:
    before = plan.read_bytes()
    ended = run("import", estate(write, "new"), *options)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err.replace("\\x1b", "␛")
    assert plan.read_bytes() == before


def test_the_location_goes_to_who_reads_the_files(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def read(documents: object, given: object) -> Any:
        from models.formats.azure_report import Import

        seen.append(given)
        return Import(Plan(), {}, ())

    monkeypatch.setattr("models.formats.documents.read", read)
    assert run("import", estate(write), "-o", "-", "--location", "eastasia").status == 0
    assert run("import", estate(write), "-o", "-").status == 0
    assert [given.location for given in seen] == ["eastasia", None]


def test_what_could_not_be_used_has_not_vanished(run: Run, write: Write, plan: Path) -> None:
    lost = [vm("old", "lost-nic"), vm("kept", "k"), nic("k", ip("10.0.0.5"), vm="kept"), vnet()]
    files = write("azure.json", json.dumps(lost))
    ended = run("import", files, "--into", plan, "--drop-vanished")
    assert "old" in plan_toml.loads(plan.read_text()).virtual_machines
    assert "machine old" not in ended.err


def test_a_load_balancer_that_moved_is_told_as_what_it_is(
    run: Run, write: Write, plan: Path
) -> None:
    front = {"name": "f", "privateIPAddress": "10.0.0.50", "subnet": ip("10.0.0.1")["subnet"]}
    there = [vnet(), resource("loadBalancers", "ilb", frontendIPConfigurations=[front])]
    ended = run("import", write("lb.json", json.dumps(there)), "--into", plan)
    assert "Appeared: 1\n  address in use net/a 10.0.0.50: ilb/f\n" in ended.err
    grown = [vnet("net", subnet("a", "10.0.0.0/24"), subnet("b", "10.0.2.0/24"))]
    ended = run("import", write("lb.json", json.dumps(grown)), "--into", plan)
    assert "Appeared: 1\n  subnet net/b: 10.0.2.0/24\n" in ended.err
    assert "In use in the plan only, kept: take it out by hand where it is no longer so: 1" in (
        ended.err
    )


def test_long_lists_are_shortened_and_all_is_inert_on_a_terminal() -> None:
    networks = tuple(
        Vanished(Kind.NETWORK, NetworkSubject("n"), f"n\x1b{n}", ("a\u202enote",), True)
        for n in range(25)
    )
    unseen = (Unseen(SubnetSubject("n", "s"), "n/s 10.0.0.4", "x\n[y]"),)
    merged = Merge(Plan(), Plan(), networks, unseen=unseen)
    short = merge_report(merged)
    assert "  and 5 more (--verbose names them)" in short
    assert len(merge_report(merged, verbose=True).splitlines()) == 1 + 25 + 1 + 1
    assert "  network n␛0: a‹U+202E›note" in short
    assert short.endswith("  n/s 10.0.0.4 x␊[y]")


def test_the_example_of_the_page_is_what_is_told(run: Run, write: Write, plan: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "merge.md").read_text(encoding="utf-8")
    ended = run("import", estate(write, "new", "kept", address="10.0.0.9"), "--into", plan)
    assert f"```text\n{ended.err.partition(chr(10))[2]}```" in page


@pytest.mark.fault(88)
def test_a_plan_that_somebody_has_open_is_not_written(run: Run, write: Write, plan: Path) -> None:
    before = plan.read_bytes()
    files = estate(write, "new")
    opened = open_plan(plan)
    held = run("import", files, "--into", plan)
    looked = run("import", files, "--into", plan, "--dry-run")
    opened.give_up()
    assert held.status == 3
    assert "this plan is open: " in held.err
    assert looked.status == 0
    assert plan.read_bytes() == before
    assert run("import", files, "--into", plan).status == 0


def test_edits_that_were_not_saved_come_before_an_import(
    run: Run, write: Write, plan: Path
) -> None:
    opened = open_plan(plan)
    session = session_of(opened)
    session.do(set_item_note(session.plan, "old", "not saved"))
    assert opened._lock is not None
    opened._lock._lock.release()
    ended = run("import", estate(write, "new"), "--into", plan)
    assert ended.status == 2
    assert "left edits that are not in the file" in ended.err
    again = open_plan(plan)
    assert again.recovery is not None
    again.give_up()
