"""``asrnet export``: every kind writes, nothing is replaced unasked, remarks go to stderr."""

from pathlib import Path

import pytest

from models.assign import assign
from models.exports.export import Export, Options
from models.exports.kinds import KINDS, export
from models.formats.plan_toml import loads
from models.samples import samples
from tests.cli.conftest import Run
from tests.support import export_plans

SINGLE = [kind for kind, about in KINDS.items() if not about.several_files]
SEVERAL = [kind for kind, about in KINDS.items() if about.several_files]


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "plan.toml"
    path.write_text(export_plans.KNOWN)
    return str(path)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_writes_every_sample(kind: str) -> None:
    for sample in samples():
        checked(export(assign(loads(sample.text)), kind), kind)


@pytest.mark.fault(105)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("options", [Options(), Options(pin=True)], ids=["decided", "pinned"])
def test_the_same_plan_gives_the_same_bytes(kind: str, options: Options) -> None:
    for assignments in (export_plans.known(), export_plans.unknown()):
        made = export(assignments, kind, options)
        checked(made, kind)
        assert export(assignments, kind, options) == made


def checked(made: Export, kind: str) -> None:
    assert made.files
    assert all(file.text.endswith("\n") for file in made.files)
    assert len({file.name for file in made.files}) == len(made.files)
    assert (len(made.files) > 1) == KINDS[kind].several_files


@pytest.mark.parametrize("kind", SINGLE)
def test_one_file_goes_to_standard_output_or_to_the_file_named(
    kind: str, plan: str, tmp_path: Path, run: Run
) -> None:
    printed = run("export", plan, "--to", kind)
    assert printed.status == 0
    target = tmp_path / "out"
    assert run("export", plan, "--to", kind, "-o", str(target)).status == 0
    assert target.read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize("kind", SEVERAL)
def test_several_files_need_a_directory(kind: str, plan: str, tmp_path: Path, run: Run) -> None:
    refused = run("export", plan, "--to", kind)
    assert (refused.status, "name a directory with -o DIR" in refused.err) == (2, True)
    target = tmp_path / "new" / "out"
    assert run("export", plan, "--to", kind, "-o", str(target)).status == 0
    made = export(export_plans.known(), kind)
    assert {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()} == {
        file.name for file in made.files
    }
    for file in made.files:
        assert (target / file.name).read_text(encoding="utf-8") == file.text
        assert bool((target / file.name).stat().st_mode & 0o100) == file.executable


@pytest.mark.fault(104)
def test_files_that_exist_are_replaced_only_by_force(plan: str, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "plan.csv"
    target.write_text("mine")
    refused = run("export", plan, "--to", "csv", "-o", str(target))
    assert (refused.status, "replace by --force" in refused.err) == (2, True)
    assert target.read_text() == "mine"
    assert run("export", plan, "--to", "csv", "-o", str(target), "--force").status == 0
    assert target.read_text() != "mine"


@pytest.mark.fault(104)
def test_nothing_of_several_files_is_written_where_one_exists(
    plan: str, tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "verify.ps1").write_text("mine")
    refused = run("export", plan, "--to", "powershell", "-o", str(target))
    assert refused.status == 2
    assert [path.name for path in target.iterdir()] == ["verify.ps1"]


def test_a_directory_gets_the_single_file_under_its_usual_name(
    plan: str, tmp_path: Path, run: Run
) -> None:
    written = run("export", plan, "--to", "csv", "-o", str(tmp_path))
    assert written.status == 0
    assert (tmp_path / "plan.csv").exists()
    assert "plan.csv was written" in written.err


def test_forecasts_are_told_and_pinned_on_request(tmp_path: Path, run: Run) -> None:
    different = next(sample for sample in samples() if sample.name == "different-address-spaces")
    path = different.copy_to(tmp_path)
    told = run("export", path, "--to", "terraform", "-o", str(tmp_path / "a"))
    assert "are forecasts" in told.err
    pinned = run("export", path, "--to", "terraform", "-o", str(tmp_path / "b"), "--pin")
    assert "are forecasts" not in pinned.err


def test_errors_of_the_plan_are_told(tmp_path: Path, run: Run) -> None:
    broken = next(sample for sample in samples() if sample.name == "broken")
    told = run("export", broken.copy_to(tmp_path), "--to", "csv")
    assert told.status == 0
    assert "errors; see its findings" in told.err


def test_an_unknown_kind_is_refused_with_the_kinds_there_are(plan: str, run: Run) -> None:
    refused = run("export", plan, "--to", "pdf")
    assert (refused.status, "'markdown'" in refused.err) == (2, True)
