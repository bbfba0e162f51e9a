"""Faults of files to import, each told on the command line; nothing is written then."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models.formats.plan_toml import loads
from tests.cli.conftest import Run
from tests.security.hostile import raw_controls
from tests.support.faulty_imports import HUB, ID, LIST, REFUSED, TABLE

Write = Callable[[str, str | bytes], Path]


@pytest.mark.fault(26, 27, 29, 30, 31, 32, 34, 36, 40, 42, 43)
@pytest.mark.parametrize("name", list(REFUSED))
def test_a_file_that_cannot_be_imported_is_refused_with_what_it_is(
    run: Run, write: Write, name: str
) -> None:
    content, said = REFUSED[name]
    files = [write("bad.json", content)]
    if not content.startswith(TABLE.encode()):  # a table comes alone
        files.append(write("good.json", LIST))
    ended = run("import", *files, "-o", "plan.toml")
    assert (ended.status, ended.out) == (2, "")
    for words in ("bad.json", *said):
        assert words in ended.err
    assert "Traceback" not in ended.err
    assert "hunter2" not in ended.err
    assert raw_controls(ended.err) == set()
    assert sorted(files[0].parent.iterdir()) == files


READ = {
    "27 an empty list": (b"[]", 0),
    "28 UTF-16 of PowerShell": (LIST.encode("utf-16"), 1),
    "28 a byte order mark": (LIST.encode("utf-8-sig"), 1),
    "29 warnings": (f"WARNING: soon\n\nWARNING: sooner\n{LIST}".encode(), 1),
    "37 without properties": (json.dumps([{"id": ID, "name": "hub"}]).encode(), 0),
    "37 another case": (LIST.replace(ID, ID.upper()).encode(), 1),
    "37 nothing in place of a list": (json.dumps([HUB | {"subnets": None}]).encode(), 1),
    "39 two subscriptions": (json.dumps([HUB, HUB | {"id": ID.replace("/0/", "/1/")}]).encode(), 2),
}


@pytest.mark.fault(27, 28, 29, 37, 39)
@pytest.mark.parametrize("name", list(READ))
def test_what_can_be_read_comes_in(run: Run, write: Write, name: str) -> None:
    content, networks = READ[name]
    ended = run("import", write("given.json", content), "-o", "plan.toml")
    assert ended.status == 0
    plan = loads(Path("plan.toml").read_text(encoding="utf-8"))
    assert len(plan.virtual_networks) == networks


@pytest.mark.fault(33, 37)
@pytest.mark.parametrize(
    ("given", "why"),
    [
        (HUB | {"name": "a\0b"}, "name: holds a NUL character"),
        (HUB | {"name": "a\ud800"}, "name: holds half of a UTF-16 character"),
        (HUB | {"location": None}, "location"),
        (HUB | {"addressSpace": {}}, "address"),
    ],
)
def test_a_resource_that_cannot_be_used_is_left_out_and_named(
    run: Run, write: Write, given: dict[str, object], why: str
) -> None:
    there = [given, HUB | {"id": ID + "2", "name": "good"}]
    ended = run("import", write("given.json", json.dumps(there)), "-o", "-")
    assert ended.status == 0
    assert "Skipped 1:" in ended.err
    assert why in ended.err
    assert [network.name for network in loads(ended.out).virtual_networks] == ["good"]


@pytest.mark.fault(35)
def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(run: Run) -> None:
    with Path("huge.json").open("wb") as file:
        file.truncate(256 * 1024 * 1024 + 1)
    ended = run("import", "huge.json", "-o", "plan.toml")
    assert (ended.status, "larger than 256 MiB" in ended.err) == (2, True)


@pytest.mark.fault(38)
def test_one_resource_with_two_contents_is_told_and_the_first_is_used(
    run: Run, write: Write
) -> None:
    later = HUB | {"location": "westus"}
    files = write("a.json", LIST), write("b.json", json.dumps([later]))
    ended = run("import", *files, "-o", "-")
    assert "given before, in a.json, with other content; the first is used" in ended.err.replace(
        str(files[0]), "a.json"
    )
    assert loads(ended.out).network("hub").region == "eastasia"


@pytest.mark.fault(41)
def test_secrets_are_neither_taken_nor_printed(run: Run, write: Write) -> None:
    secret = {
        "sas": "sig=hunter2",
        "tags": {"password": "hunter2"},
        "properties": {"key": "hunter2"},
    }
    machine = {
        "id": ID.replace("Network/virtualNetworks/hub", "Compute/virtualMachines/vm"),
        "name": "vm",
        "location": "eastasia",
        "osProfile": {"adminPassword": "hunter2"},
    }
    there = write("given.json", json.dumps([HUB | secret, machine]))
    ended = run("import", there, "-o", "plan.toml", "--verbose")
    assert ended.status == 0
    assert "hunter2" not in ended.out + ended.err + Path("plan.toml").read_text(encoding="utf-8")


@pytest.mark.fault(42)
def test_separators_quotes_and_line_ends_in_cells_are_read(run: Run, write: Write) -> None:
    text = (
        TABLE.replace(",", ";") + '"a;b";eastasia;"n\r\nic";"i""p";net;web;10.0.0.0/24;10.0.0.4\r\n'
    )
    ended = run("import", write("given.csv", text), "-o", "-")
    assert ended.status == 0
    [machine] = loads(ended.out).virtual_machines
    [nic] = machine.network_interfaces
    assert (machine.name, nic.name, nic.ip_configurations[0].name) == ("a;b", "n\r\nic", 'i"p')
