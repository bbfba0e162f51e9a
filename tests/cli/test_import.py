"""``asrnet import``: a plan from files, and what was used and skipped."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from models.formats import plan_toml
from models.formats.azure_report import Import, Skipped
from models.formats.document import Given
from models.plan import Plan
from tests.cli.conftest import Run
from tui.commands.import_report import report

Write = Callable[[str, str | bytes], Path]

VNETS = [
    {
        "id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub",
        "type": "Microsoft.Network/virtualNetworks",
        "name": "hub",
        "location": "eastasia",
        "resourceGroup": "rg",
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        "subnets": [{"name": "web", "addressPrefix": "10.0.1.0/24"}],
        "virtualNetworkPeerings": [],
    }
]


@pytest.fixture
def vnets(write: Write) -> Path:
    """The output of ``az network vnet list``."""
    return write("vnets.json", json.dumps(VNETS))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """The documents that are handed to the format, which skips all of them."""
    seen: list[tuple[str, bytes]] = []

    def read(documents: Iterable[tuple[str, bytes]], given: Given | None = None) -> Import:
        seen.extend(documents)
        skipped = tuple(
            Skipped(name, f"thing {i}", "of no use") for i in range(25) for name, _ in seen
        )
        return Import(Plan(name="new"), {"virtual networks": 2, "disks": 0}, skipped)

    monkeypatch.setattr("models.formats.documents.read", read)
    return seen


def test_a_plan_is_built_and_what_was_used_is_told(run: Run, vnets: Path) -> None:
    ended = run("import", vnets, "-o", "plan.toml")
    assert (ended.status, ended.out) == (0, "")
    assert ended.err.startswith("Read 1 file: 1 ")
    plan = plan_toml.loads(Path("plan.toml").read_text())
    assert [network.name for network in plan.virtual_networks] == ["hub"]
    assert run("check", "plan.toml").status == 0


def test_standard_input_and_output_are_dashes(run: Run, vnets: Path) -> None:
    run("import", vnets, "-o", "plan.toml")
    ended = run("import", "-", "-o", "-", stdin=vnets.read_bytes())
    assert ended.status == 0
    assert ended.out == Path("plan.toml").read_text()


def test_a_directory_means_its_json_files(
    run: Run, write: Write, tmp_path: Path, given: list[tuple[str, bytes]]
) -> None:
    for name in ("b.json", "a.json", "c.txt"):
        write(name, name)
    ended = run("import", tmp_path, "-o", "-")
    assert given == [(str(tmp_path / name), name.encode()) for name in ("a.json", "b.json")]
    assert ended.err.startswith("Read 2 files: 2 virtual networks.\n")
    Path("empty").mkdir()
    ended = run("import", "empty", "-o", "-")
    assert (ended.status, "no *.json or *.csv or *.tfstate files" in ended.err) == (2, True)


def test_long_lists_of_what_was_skipped_are_shortened(
    run: Run, vnets: Path, given: list[tuple[str, bytes]]
) -> None:
    short = run("import", vnets, "-o", "-").err.splitlines()
    assert short[1:3] == ["Skipped 25:", "  25: of no use"]
    assert short[-2] == "    and 5 more (--verbose names them)"
    assert len(short) == 25
    given.clear()
    assert len(run("import", vnets, "-o", "-", "--verbose").err.splitlines()) == 29


def test_an_existing_plan_is_replaced_only_when_asked_for(run: Run, vnets: Path) -> None:
    Path("plan.toml").write_text("mine")
    Path("link.toml").symlink_to("nowhere")
    for name in ("plan.toml", "link.toml"):
        ended = run("import", vnets, "-o", name)
        assert (ended.status, ended.out) == (2, "")
        assert "it exists already" in ended.err
        assert "--force" in ended.err
    assert Path("plan.toml").read_text() == "mine"
    assert run("import", vnets, "-o", "plan.toml", "--force").status == 0
    assert Path("plan.toml").read_text().startswith("format = 1\n")
    assert "it is a directory" in run("import", vnets, "-o", ".", "--force").err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("truncated", b'[{"name": "hub", "addressSp'),
        ("not JSON", b"<html>Sign in</html>"),
        ("empty", b""),
        ("binary", b"\x00\x01\x02\xff"),
        ("deep", b"[" * 100_000),
        ("not a number", b'[{"name": NaN}]'),
    ],
)
def test_a_file_that_is_no_export_is_refused_and_nothing_written(
    run: Run, write: Write, vnets: Path, name: str, content: bytes
) -> None:
    path = write("bad.json", content)
    ended = run("import", vnets, path, "-o", "plan.toml")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"asrnet: {path}: ")
    assert "Traceback" not in ended.err
    assert sorted(Path().iterdir()) == [Path("bad.json"), Path("vnets.json")]


def test_a_missing_file_or_option_is_told(run: Run, vnets: Path) -> None:
    assert "there is no such file" in run("import", "missing.json", "-o", "-").err
    assert "'-o'" in run("import", vnets).err
    assert "FILE" in run("import", "-o", "-").err
    assert run("import", vnets, "-o", "nowhere/plan.toml").status == 2


def test_what_was_skipped_is_inert_on_a_terminal() -> None:
    text = report(1, {"a\x1b": 1}, [Skipped("f\x1b", "s\u202e", "r\x07", 3)])
    assert "\x1b" not in text
    assert "Skipped 3:\n  3: r␇\n    f␛: s‹U+202E›" in text
    assert report(1, {}, []) == "Read 1 file: nothing of use."


def test_a_plan_that_is_empty_is_called_so(run: Run, tmp_path: Path) -> None:
    nic = {
        "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/n"
    }
    (tmp_path / "nics.json").write_text(json.dumps([nic]), encoding="utf-8")
    assert "The plan is empty" in run("import", "nics.json", "-o", "empty.toml").err
